"""Every main page, by name: where it is and who looks at it."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.browsing import Windows, follow

NOBODY = ""
ADMIN = "admin@rennes.test"
RESIDENT = "resident@rennes.test"
OPERATOR = "operator@parvis.test"
FINANCE = "finance@parvis.test"


@dataclass(frozen=True)
class Place:
    """A page; `links` are patterns of addresses to follow one after the other from `path`."""

    name: str
    host: str
    path: str
    who: str = NOBODY
    links: tuple[str, ...] = ()
    status: int = 200

    def __str__(self) -> str:
        return self.name


def visit(windows: Windows, place: Place) -> Page:
    """Open the page as the person that the place names."""
    page = windows.keep(place.host, place.who)
    answer = page.goto(windows.ground.url(place.host, place.path))
    for pattern in place.links:
        answer = follow(page, pattern)
    assert answer is not None
    assert answer.status == place.status, f"{page.url} answered {answer.status}"
    expect(page.locator("h1")).to_have_count(1)
    return page


# The budgets of Rennes: one with its results, one with an open vote.
FINISHED, OPEN = "budget-participatif-3", "budget-participatif-4"
IDEA = r"/ideas/\d+/"
PROJECT = r"/budgets/projects/\d+/"
BUDGET = r"/budgets/(?!projects)[\w-]+/"
QUESTIONNAIRE = r"/consultations/(?!of/)[\w-]+/"

VENDOR = (
    Place("vendor-home", "", "/"),
    Place("vendor-request", "", "/request/"),
)
PORTAL = (
    Place("home", "rennes", "/"),
    Place("home-nanterre", "nanterre", "/"),
    Place("home-mel", "mel", "/"),
    Place("search", "rennes", "/search/?q=jardin"),
    Place("search-nothing", "rennes", "/search/?q=qwertzuiop"),
    Place("accessibility", "rennes", "/pages/accessibility/"),
    Place("charter", "rennes", "/pages/charter/"),
    Place("processes", "rennes", "/processes/"),
    Place("process", "rennes", "/processes/", links=(r"/processes/[\w-]+/",)),
    Place("process-budget", "rennes", "/budgets/", links=(BUDGET, r"/processes/[\w-]+/")),
    Place("ideas", "rennes", "/ideas/"),
    Place("ideas-nothing", "rennes", "/ideas/?q=qwertzuiop"),
    Place("idea", "rennes", "/ideas/", links=(IDEA,)),
    Place("questionnaires", "nanterre", "/consultations/"),
    Place("questionnaire", "nanterre", "/consultations/", links=(QUESTIONNAIRE,)),
    Place(
        "questionnaire-results",
        "nanterre",
        "/consultations/",
        links=(r"/consultations/[\w-]+/results/",),
    ),
    Place("budgets", "rennes", "/budgets/"),
    Place("budget", "rennes", f"/budgets/{OPEN}/"),
    Place("budget-results", "rennes", f"/budgets/{FINISHED}/results/"),
    Place("budget-count", "rennes", f"/budgets/{FINISHED}/count/"),
    Place("project", "rennes", "/budgets/", links=(BUDGET, PROJECT)),
    Place("check-receipt", "rennes", f"/budgets/{FINISHED}/receipt/"),
    Place("check-receipt-wrong", "rennes", f"/budgets/{FINISHED}/receipt/?code=nothing"),
    Place("data", "rennes", "/data/"),
    Place("data-agen", "agen", "/data/"),
    Place("dataset", "rennes", "/data/", links=(r"/data/[\w-]+/",)),
    Place("moderation-register", "rennes", "/moderation/"),
    Place("sign-in", "rennes", "/accounts/login/"),
    Place("sign-up", "rennes", "/accounts/signup/"),
    Place("reset-password", "rennes", "/accounts/password/reset/"),
    Place("not-found", "rennes", "/nothing-here/", status=404),
    Place("mails", "rennes", "/dev/mail/"),
    Place("components", "rennes", "/dev/ui/"),
)
RESIDENTS = (
    Place("home-signed-in", "rennes", "/", RESIDENT),
    Place("idea-signed-in", "rennes", "/ideas/", RESIDENT, links=(IDEA,)),
    Place("submit-idea", "rennes", "/ideas/new/", RESIDENT),
    Place(
        "answer-questionnaire",
        "nanterre",
        "/consultations/",
        "resident@nanterre.test",
        links=(QUESTIONNAIRE, r"/consultations/[\w-]+/answer/"),
    ),
    Place("ballot", "rennes", f"/budgets/{OPEN}/ballot/", RESIDENT),
    Place("review-ballot", "rennes", f"/budgets/{OPEN}/ballot/check/", RESIDENT),
    Place("flag", "rennes", "/ideas/", RESIDENT, links=(IDEA, r"/moderation/\w+/\d+/flag/")),
    Place("change-email", "rennes", "/accounts/email/", RESIDENT),
    Place("change-password", "rennes", "/accounts/password/change/", RESIDENT),
    Place("profile", "rennes", "/people/me/", RESIDENT),
    Place("edit-profile", "rennes", "/people/me/edit/", RESIDENT),
    Place("erase-account", "rennes", "/people/me/erase/", RESIDENT),
    Place("notifications", "rennes", "/notifications/", RESIDENT),
)
BACK_OFFICE = (
    Place("manage-home", "rennes", "/manage/", ADMIN),
    Place("manage-settings", "rennes", "/manage/settings/", ADMIN),
    Place("manage-modules", "rennes", "/manage/modules/", ADMIN),
    Place(
        "manage-module", "rennes", "/manage/modules/", ADMIN, links=(r"/manage/modules/[\w-]+/",)
    ),
    Place("manage-pages", "rennes", "/manage/pages/", ADMIN),
    Place("manage-page", "rennes", "/manage/pages/", ADMIN, links=(r"/manage/pages/[\w-]+/",)),
    Place("manage-brand", "rennes", "/manage/brand/", ADMIN),
    Place("manage-audit", "rennes", "/manage/audit/", ADMIN),
    Place("manage-processes", "rennes", "/manage/processes/", ADMIN),
    Place("manage-templates", "rennes", "/manage/processes/new/", ADMIN),
    Place(
        "manage-create-process",
        "rennes",
        "/manage/processes/new/",
        ADMIN,
        links=(r"/manage/processes/new/[\w.]+/",),
    ),
    Place(
        "manage-process",
        "rennes",
        "/manage/processes/",
        ADMIN,
        links=(r"/manage/processes/\d+/",),
    ),
    Place(
        "manage-edit-process",
        "rennes",
        "/manage/processes/",
        ADMIN,
        links=(r"/manage/processes/\d+/", r"/manage/processes/\d+/edit/"),
    ),
    Place(
        "manage-phase",
        "rennes",
        "/manage/processes/",
        ADMIN,
        links=(r"/manage/processes/\d+/", r"/manage/processes/phases/\d+/"),
    ),
    Place(
        "manage-add-phase",
        "rennes",
        "/manage/processes/",
        ADMIN,
        links=(r"/manage/processes/\d+/", r"/manage/processes/\d+/phases/new/"),
    ),
    Place(
        "manage-copy-process",
        "rennes",
        "/manage/processes/",
        ADMIN,
        links=(r"/manage/processes/\d+/", r"/manage/processes/\d+/copy/"),
    ),
    Place("manage-ideas", "rennes", "/manage/ideas/", ADMIN),
    Place("manage-idea", "rennes", "/manage/ideas/", ADMIN, links=(r"/manage/ideas/\d+/",)),
    Place("manage-questionnaires", "nanterre", "/manage/consultations/", "admin@nanterre.test"),
    Place(
        "manage-questionnaire",
        "nanterre",
        "/manage/consultations/",
        "admin@nanterre.test",
        links=(r"/manage/consultations/\d+/",),
    ),
    Place(
        "manage-answers",
        "nanterre",
        "/manage/consultations/",
        "admin@nanterre.test",
        links=(r"/manage/consultations/\d+/answers/",),
    ),
    Place(
        "manage-answer-table",
        "nanterre",
        "/manage/consultations/",
        "admin@nanterre.test",
        links=(r"/manage/consultations/\d+/answers/", r"/manage/consultations/\d+/answers/all/"),
    ),
    Place(
        "manage-create-questionnaire",
        "nanterre",
        "/manage/consultations/new/",
        "admin@nanterre.test",
    ),
    Place("manage-budgets", "rennes", "/manage/budgets/", ADMIN),
    Place("manage-budget", "rennes", "/manage/budgets/", ADMIN, links=(r"/manage/budgets/\d+/",)),
    Place(
        "manage-projects",
        "rennes",
        "/manage/budgets/",
        ADMIN,
        links=(r"/manage/budgets/\d+/", r"/manage/budgets/\d+/projects/"),
    ),
    Place(
        "manage-project",
        "rennes",
        "/manage/budgets/",
        ADMIN,
        links=(
            r"/manage/budgets/\d+/",
            r"/manage/budgets/\d+/projects/",
            r"/manage/budgets/projects/\d+/",
        ),
    ),
    Place(
        "manage-participation",
        "rennes",
        "/manage/budgets/",
        ADMIN,
        links=(r"/manage/budgets/\d+/", r"/manage/budgets/\d+/participation/"),
    ),
    Place(
        "manage-paper-ballots",
        "rennes",
        "/manage/budgets/",
        ADMIN,
        links=(r"/manage/budgets/\d+/", r"/manage/budgets/\d+/paper/"),
    ),
    Place(
        "manage-count",
        "rennes",
        "/manage/budgets/",
        ADMIN,
        links=(r"/manage/budgets/\d+/", r"/manage/budgets/\d+/count/"),
    ),
    Place(
        "manage-close-vote",
        "rennes",
        "/manage/budgets/",
        ADMIN,
        links=(r"/manage/budgets/\d+/", r"/manage/budgets/\d+/close/"),
    ),
    Place("manage-moderation", "rennes", "/manage/moderation/", ADMIN),
    Place("manage-decisions", "rennes", "/manage/moderation/decisions/", ADMIN),
    Place(
        "manage-hide",
        "rennes",
        "/manage/moderation/",
        ADMIN,
        links=(r"/manage/moderation/\w+/\d+/hide/",),
    ),
    Place("manage-people", "rennes", "/manage/people/", ADMIN),
    Place("manage-person", "rennes", "/manage/people/", ADMIN, links=(r"/manage/people/\d+/",)),
)
CONSOLE = (
    Place("console-sign-in", "console", "/accounts/login/"),
    Place("console-cities", "console", "/", OPERATOR),
    Place("console-city", "console", "/cities/rennes/", OPERATOR),
    Place("console-audit", "console", "/audit/", OPERATOR),
    Place("console-find-territory", "console", "/cities/new/?q=saint-den", OPERATOR),
    Place("console-provision-city", "console", "/cities/new/commune/44109/", OPERATOR),
    Place("billing", "console", "/billing/", FINANCE),
    Place("billing-account", "console", "/billing/cities/rennes/", FINANCE),
    Place("billing-requests", "console", "/billing/requests/", FINANCE),
)
PLACES = (*VENDOR, *PORTAL, *RESIDENTS, *BACK_OFFICE, *CONSOLE)
