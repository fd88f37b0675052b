"""The back office: set-up, review, paper, closing, counting, publishing, exports."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone

from shared_apps.accounts.choices import StaffRole
from tenant_apps.budgets import actions
from tenant_apps.budgets.apps import PHASE_KINDS
from tenant_apps.budgets.choices import ProjectState
from tenant_apps.budgets.models import Ballot, Budget, PaperBatch
from tenant_apps.budgets.queries import home
from tenant_apps.processes.actions import create_process
from tenants import registry
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.budgets import ProjectFactory, ballot_of, budget_in

pytestmark = pytest.mark.django_db


def manager() -> Any:
    return UserFactory.create(roles=["administrator"])


def address(budget: Budget, rest: str = "") -> str:
    return f"/manage/budgets/{budget.pk}/{rest}"


def text(response: Any) -> str:
    return " ".join(response.content.decode().replace("\u202f", " ").split())


PAGES = {
    "": "budgets.read",
    "edit/": "budgets.edit_budget",
    "projects/": "budgets.read",
    "projects.csv": "budgets.read",
    "projects.xlsx": "budgets.read",
    "participation/": "budgets.read",
    "paper/": "budgets.record_paper_ballots",
    "close/": "budgets.close_vote",
    "count/": "budgets.count_vote",
    "publish/": "budgets.publish_results",
}
ROLES = {
    "budgets.read": {
        "administrator",
        "process_administrator",
        "evaluator",
        "counter_agent",
        "reader",
    },
    "budgets.record_paper_ballots": {"administrator", "process_administrator", "counter_agent"},
}
MANAGERS = {"administrator", "process_administrator"}


@pytest.mark.parametrize("rest", PAGES)
def test_pages_open_for_their_roles(city: CitySnapshot, client_of: Any, rest: str) -> None:
    budget = budget_in("voting")
    opened = set()
    for role in ["", *StaffRole.values]:
        client = client_of(city, UserFactory.create(roles=[role] if role else []))
        if client.get(address(budget, rest)).status_code == 200:
            opened.add(role)
    assert opened == ROLES.get(PAGES[rest], MANAGERS)
    assert client_of(city).get(address(budget, rest)).status_code == 302


def test_template_of_process_brings_a_budget(city: CitySnapshot) -> None:
    (template,) = registry.module("budgets").templates_of_process()

    process = create_process(
        title="Our budget", template=template, starts_on=timezone.localdate(), by=manager()
    )

    assert Budget.objects.get(process=process).title == "Our budget"
    kinds = [phase.kind for phase in process.ordered_phases]
    assert kinds == [kind.code for kind in PHASE_KINDS]
    urls = [
        kind.url(phase) for kind, phase in zip(PHASE_KINDS, process.ordered_phases, strict=True)
    ]
    assert all(url.startswith(f"/budgets/{process.slug}/") for url in urls)


def test_edit_budget_form(city: CitySnapshot, client_of: Any) -> None:
    budget = budget_in("review")
    client = client_of(city, manager())
    client.post(address(budget, "edit/"), {"title": "New", "amount": "250000"})
    budget.refresh_from_db()
    assert (budget.title, budget.amount) == ("New", 250_000)
    assert client.post(address(budget, "edit/"), {"title": "", "amount": "-1"}).status_code == 200


def test_review_project_form(city: CitySnapshot, client_of: Any) -> None:
    project = ProjectFactory.create(
        budget=budget_in("review"), state=ProjectState.ADMISSIBLE, code=None, cost=None
    )
    client, url = client_of(city, manager()), f"/manage/budgets/projects/{project.pk}/"

    refused = client.post(url, {"state": "feasible"})
    assert "Indiquez le coût" in text(refused)
    assert client.post(url, {"state": "feasible", "cost": "30000"}).status_code == 302

    project.refresh_from_db()
    assert (project.state, project.cost, project.code) == ("feasible", 30_000, 1)


def test_review_projects_in_bulk(city: CitySnapshot, client_of: Any) -> None:
    budget = budget_in("review")
    projects = ProjectFactory.create_batch(
        3, budget=budget, state=ProjectState.SUBMITTED, code=None
    )
    forged = ProjectFactory.create(budget=budget_in("review"), state=ProjectState.SUBMITTED)
    client, url = client_of(city, manager()), address(budget, "projects/review/")

    client.post(url, {"state": "admissible", "projects": [projects[0].pk, projects[1].pk]})
    client.post(url, {"state": "admissible", "projects": [projects[2].pk, forged.pk]})
    answer = client.post(url, {"state": "admissible"}, follow=True)

    states = list(budget.projects.order_by("pk").values_list("state", flat=True))
    assert states == ["admissible", "admissible", "submitted"]
    assert "Cochez au moins un projet." in text(answer)


def test_paper_close_count_publish(city: CitySnapshot, client_of: Any) -> None:
    budget = budget_in("voting", amount=10_000)
    ProjectFactory.create(budget=budget, code=4, contribution__title="A pond")
    ProjectFactory.create(budget=budget, code=7, contribution__title="A bridge")
    client = client_of(city, manager())

    wrong = client.post(address(budget, "paper/"), {"place": "Hall", "ballots": "4\n9"})
    assert "Ligne 2" in text(wrong)
    client.post(address(budget, "paper/"), {"place": "Hall", "ballots": "4\n4\n7"})
    assert Ballot.objects.count() == 3

    assert client.post(address(budget, "close/"), {}).status_code == 200
    assert client.post(address(budget, "close/"), {"is_sure": "on"}).status_code == 302
    preview = text(client.get(address(budget, "count/")))
    assert "Aperçu" in preview
    assert "A pond" in preview
    client.post(address(budget, "count/"))
    assert "Seuls les agents voient cette page" in text(client.get(address(budget, "count/")))
    answer = client.post(address(budget, "publish/"), {"is_sure": "on"})

    assert answer["Location"] == f"/budgets/{budget.process.slug}/results/"
    assert "1 projet choisi" in text(client_of(city).get(answer["Location"]))


def test_withdraw_paper_batch_asks_first(city: CitySnapshot, client_of: Any) -> None:
    budget = budget_in("voting")
    ProjectFactory.create(budget=budget, code=4)
    batch = actions.record_paper_ballots(budget=budget, place="Hall", ballots=[[4]], by=manager())
    client, url = client_of(city, manager()), f"/manage/budgets/paper/{batch.pk}/withdraw/"
    assert client.get(url).status_code == 200
    client.post(url)
    assert PaperBatch.objects.exists()
    client.post(url, {"is_sure": "on"})
    assert not PaperBatch.objects.exists()
    assert not Ballot.objects.exists()


def test_close_vote_twice_is_refused(city: CitySnapshot, client_of: Any) -> None:
    budget, client = budget_in("voting"), client_of(city, manager())
    client.post(address(budget, "close/"), {"is_sure": "on"})
    assert client.post(address(budget, "close/"), {"is_sure": "on"}).status_code == 403
    assert "Le vote est clos" in text(client.get(address(budget, "close/")))


def test_export_projects(city: CitySnapshot, client_of: Any) -> None:
    budget = budget_in("voting")
    ProjectFactory.create(budget=budget, code=4, contribution__title='=cmd("x")')
    client = client_of(city, manager())

    table = client.get(address(budget, "projects.csv")).content.decode("utf-8-sig").splitlines()
    assert len(table) == 2
    assert table[1].startswith('4;"\'=cmd(""x"")"')
    book = client.get(address(budget, "projects.xlsx")).content
    strings = ZipFile(BytesIO(book)).read("xl/sharedStrings.xml").decode()
    assert "=cmd(" in strings
    assert client.get(address(budget, "projects.pdf")).status_code == 404


def test_today_counts_what_waits(city: CitySnapshot) -> None:
    module = registry.module("budgets")
    assert list(module.today(manager())) == []
    ProjectFactory.create_batch(
        2, budget=budget_in("review"), state=ProjectState.SUBMITTED, code=None
    )
    budget_in("results")

    found = module.today(manager())

    assert [count for _label, count, _url in found] == [2, 1]
    assert [
        count for _label, count, _url in module.today(UserFactory.create(roles=["evaluator"]))
    ] == [2]
    assert list(module.today(UserFactory.create())) == []


def test_home_and_process_blocks(
    city: CitySnapshot, client_of: Any, django_assert_num_queries: Any
) -> None:
    budget, by = budget_in("voting"), manager()
    project = ProjectFactory.create(budget=budget, contribution__title="A pond")
    ballot_of(budget, [project], UserFactory.create())
    assert home.home(by) is None
    block = home.block_of(budget.process, by)
    assert block is not None
    assert (block["is_voting"], block["result"]) == (True, None)

    actions.close_vote(budget=budget, by=by)
    actions.count_vote(budget=budget, by=by)
    actions.publish_results(budget=budget, by=by)

    with django_assert_num_queries(2):
        context = home.home(by)
        assert context is not None
        assert [str(winner) for winner in context["winners"]] == ["A pond"]
    assert "A pond" in text(client_of(city).get("/"))
    assert "projets choisis" in text(client_of(city).get(budget.process.get_absolute_url()))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("rest", "queries"),
    [("", 6), ("projects/", 7), ("participation/", 6), ("paper/", 6), ("count/", 4)],
)
def test_page_queries(
    city: CitySnapshot,
    client_of: Any,
    django_assert_num_queries: Any,
    rest: str,
    queries: int,
    count: int,
) -> None:
    budget = budget_in("voting")
    for code in range(count):
        ProjectFactory.create(budget=budget, code=code + 1)
    ballot_of(budget, list(budget.projects.all()), UserFactory.create())
    for _ in range(count):
        actions.record_paper_ballots(budget=budget, place="Hall", ballots=[[1]], by=manager())
    client = client_of(city, manager())
    client.get(address(budget, rest))
    with django_assert_num_queries(queries):
        client.get(address(budget, rest))
