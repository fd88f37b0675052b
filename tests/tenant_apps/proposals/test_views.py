"""Pages of ideas: what they show, how many queries they need, what they keep."""

from typing import Any

import pytest

from tenant_apps.contributions.actions import index
from tenant_apps.contributions.choices import CharterRule
from tenant_apps.contributions.models import Contribution
from tenant_apps.processes.choices import ProcessState
from tenant_apps.proposals.models import Proposal
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.comments import CommentFactory, reply_to
from tests.factories.people import administrator
from tests.factories.processes import ProcessFactory
from tests.factories.proposals import ProposalFactory
from tests.tenant_apps.proposals.test_actions import WORDS, process_in

pytestmark = pytest.mark.django_db
ATTACK = '<script>alert(1)</script><img src=x onerror="alert(1)">'


@pytest.mark.parametrize("number", [1, 3, 20])
@pytest.mark.parametrize(("is_signed_in", "queries"), [(False, 3), (True, 5)])
def test_list_needs_the_same_queries_for_all_sizes(
    city: CitySnapshot,
    client_of: Any,
    django_assert_num_queries: Any,
    number: int,
    is_signed_in: bool,
    queries: int,
) -> None:
    process = process_in("proposals.submission")
    ProposalFactory.create_batch(number, contribution__process=process, answer="")
    client = client_of(city, UserFactory.create() if is_signed_in else None)
    client.get("/ideas/?warm=1")

    with django_assert_num_queries(queries):
        page = client.get("/ideas/")

    assert page.text.count('class="card idea-card"') == number


@pytest.mark.parametrize("number", [1, 3, 20])
@pytest.mark.parametrize(("is_signed_in", "queries"), [(False, 7), (True, 11)])
def test_idea_needs_the_same_queries_for_all_discussions(
    city: CitySnapshot,
    client_of: Any,
    django_assert_num_queries: Any,
    number: int,
    is_signed_in: bool,
    queries: int,
) -> None:
    idea = ProposalFactory.create(contribution__process=process_in("proposals.submission"))
    for _ in range(number):
        reply_to(CommentFactory.create(contribution=idea.contribution))
    client = client_of(city, UserFactory.create() if is_signed_in else None)
    client.get(f"/ideas/{idea.pk}/?warm=1")

    with django_assert_num_queries(queries):
        page = client.get(f"/ideas/{idea.pk}/")

    assert page.text.count('class="comment-body"') == number * 2


def titles(page: Any) -> list[str]:
    """Titles of the cards, in order."""
    return [card.title for card in page.context["page"].object_list]


def test_list_filters_searches_and_sorts(city: CitySnapshot, client_of: Any) -> None:
    make = ProposalFactory.create
    make(contribution__title="Des écoles fraîches", contribution__support_count=1)
    make(contribution__title="Un verger", contribution__support_count=5, status="done")
    make(contribution__title="Un banc", contribution__support_count=3)
    index(Contribution.objects.all())
    client = client_of(city, UserFactory.create())

    def ask(query: str) -> list[str]:
        return titles(client.get(f"/ideas/?{query}&unshared=1"))

    assert ask("") == ["Un banc", "Un verger", "Des écoles fraîches"]
    assert ask("sort=supported") == ["Un verger", "Un banc", "Des écoles fraîches"]
    assert ask("q=ecole+fraiche") == ["Des écoles fraîches"]
    assert ask("status=done") == ["Un verger"]
    assert ask("status=nonsense&sort=nonsense&page=x&process=x") == ask("")
    assert ask("q=introuvable") == []
    page = client.get("/ideas/?status=done&unshared=1")
    counts = {value: count for value, _label, count in page.context["statuses"]}
    assert (counts["received"], counts["done"], page.context["total"]) == (2, 1, 3)


def test_list_pages_by_twenty_and_keeps_the_filters(city: CitySnapshot, client_of: Any) -> None:
    ProposalFactory.create_batch(21)
    client = client_of(city)

    first = client.get("/ideas/?sort=supported")
    second = client.get("/ideas/?sort=supported&page=2")

    assert len(titles(first)) == 20
    assert len(titles(second)) == 1
    assert "sort=supported&amp;page=2" in first.text


def test_list_shows_only_what_everyone_may_see(city: CitySnapshot, client_of: Any) -> None:
    author = UserFactory.create()
    make = ProposalFactory.create
    make(contribution__title="Visible", contribution__author=author)
    make(contribution__title="Brouillon", contribution__state="draft", contribution__author=author)
    make(
        contribution__title="Cachée",
        contribution__state="hidden",
        contribution__hidden_rule=CharterRule.INSULT,
        contribution__author=author,
    )
    make(contribution__title="Retirée", contribution__state="withdrawn")
    draft = ProcessFactory.create(state=ProcessState.DRAFT, published_at=None)
    make(contribution__title="En préparation", contribution__process=draft)

    for client in (client_of(city), client_of(city, author), client_of(city, administrator())):
        assert titles(client.get("/ideas/?fresh=1")) == ["Visible"]
    mine = titles(client_of(city, author).get("/ideas/?mine=1"))
    assert set(mine) == {"Visible", "Brouillon", "Cachée"}
    assert titles(client_of(city).get("/ideas/?mine=1")) == ["Visible"]


STATUS = {
    # state: (signed out, another resident, author, administrator)
    "draft": (404, 404, 200, 404),
    "published": (200, 200, 200, 200),
    "withdrawn": (404, 404, 200, 200),
    "hidden": (404, 404, 200, 200),
}


@pytest.mark.parametrize("state", STATUS)
def test_idea_is_shown_to_whom_it_concerns(city: CitySnapshot, client_of: Any, state: str) -> None:
    author = UserFactory.create()
    idea = ProposalFactory.create(
        contribution__state=state,
        contribution__author=author,
        contribution__hidden_rule=CharterRule.INSULT if state == "hidden" else "",
    )
    readers = (None, UserFactory.create(), author, administrator())

    codes = tuple(
        client_of(city, reader).get(f"/ideas/{idea.pk}/").status_code for reader in readers
    )

    assert codes == STATUS[state]


def test_texts_are_escaped_everywhere(city: CitySnapshot, client_of: Any) -> None:
    author = UserFactory.create(display_name=ATTACK[:70])
    idea = ProposalFactory.create(
        contribution__author=author,
        contribution__title=ATTACK,
        contribution__body=f"{ATTACK}\n\n[lien](javascript:alert(1))",
        contribution__excerpt=ATTACK,
        contribution__place=ATTACK,
        answer=ATTACK,
        answered_at="2026-01-01T00:00Z",
    )
    resident, staff = client_of(city, author), client_of(city, administrator())
    pages = [
        resident.get("/ideas/"),
        resident.get(f"/ideas/{idea.pk}/"),
        resident.get(f"/ideas/{idea.pk}/edit/"),
        resident.get(f"/ideas/{idea.pk}/withdraw/"),
        staff.get("/manage/ideas/"),
        staff.get(f"/manage/ideas/{idea.pk}/"),
        resident.post("/ideas/new/", {"title": ATTACK, "body": ATTACK, "step": "preview"}),
    ]

    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert 'href="javascript' not in page.text


def test_submit_idea_with_preview(city: CitySnapshot, client_of: Any) -> None:
    person = UserFactory.create()
    client = client_of(city, person)

    assert client.get("/ideas/new/").status_code == 200
    preview = client.post("/ideas/new/", {**WORDS, "step": "preview"})
    assert WORDS["title"] in preview.text
    assert not Proposal.objects.exists()
    again = client.post("/ideas/new/", {**WORDS, "step": "change"})
    assert WORDS["body"] in again.text
    made = client.post("/ideas/new/", {**WORDS, "step": "publish"})

    idea = Proposal.objects.get()
    assert made["Location"] == f"/ideas/{idea.pk}/"
    assert idea.contribution.author == person


def test_submit_idea_keeps_a_wrong_form(city: CitySnapshot, client_of: Any) -> None:
    client = client_of(city, UserFactory.create())

    answer = client.post("/ideas/new/", {"title": "abc", "body": "Un long texte"})

    assert answer.status_code == 200
    assert "error-summary" in answer.text
    assert "Un long texte" in answer.text


def test_submit_idea_after_the_phase_keeps_the_text(city: CitySnapshot, client_of: Any) -> None:
    process = process_in("proposals.submission", days=-3)
    client = client_of(city, UserFactory.create())

    answer = client.post(f"/ideas/new/?process={process.slug}", WORDS)

    assert answer.status_code == 409
    assert WORDS["body"] in answer.text
    assert WORDS["title"] in answer.text
    assert not Proposal.objects.exists()


def test_submit_idea_to_a_hidden_or_unknown_process_is_not_found(
    city: CitySnapshot, client_of: Any
) -> None:
    draft = process_in("proposals.submission", state=ProcessState.DRAFT, published_at=None)
    client = client_of(city, UserFactory.create())

    for slug in (draft.slug, "nowhere"):
        assert client.post(f"/ideas/new/?process={slug}", WORDS).status_code == 404


def test_submit_idea_to_a_process_joins_it(city: CitySnapshot, client_of: Any) -> None:
    process = process_in("proposals.submission")
    client = client_of(city, UserFactory.create())

    client.post(f"/ideas/new/?process={process.slug}", WORDS)

    assert Contribution.objects.get().process == process
    assert titles(client.get(f"/ideas/?process={process.slug}")) == [WORDS["title"]]
    assert WORDS["title"] in client.get(process.get_absolute_url()).text


def test_signed_out_visitors_see_links_instead_of_forms(city: CitySnapshot, client_of: Any) -> None:
    idea = ProposalFactory.create()
    client = client_of(city)

    page = client.get(f"/ideas/{idea.pk}/")

    assert 'method="post"' not in page.text
    assert "csrfmiddlewaretoken" not in page.text
    assert not page.cookies
    assert f"next=/engagement/{idea.pk}/support/" in page.text
    assert client.get("/ideas/new/").status_code == 302


@pytest.mark.parametrize("verb", ["edit", "withdraw"])
def test_ideas_of_others_cannot_be_changed(city: CitySnapshot, client_of: Any, verb: str) -> None:
    idea = ProposalFactory.create()

    for person in (UserFactory.create(), administrator()):
        answer = client_of(city, person).post(f"/ideas/{idea.pk}/{verb}/", WORDS)
        assert answer.status_code == 404


def test_edit_and_withdraw_in_the_browser(city: CitySnapshot, client_of: Any) -> None:
    author = UserFactory.create()
    idea = ProposalFactory.create(contribution__author=author)
    client = client_of(city, author)

    assert idea.contribution.title in client.get(f"/ideas/{idea.pk}/edit/").text
    assert client.post(f"/ideas/{idea.pk}/edit/", WORDS).status_code == 302
    assert WORDS["title"] in client.get(f"/ideas/{idea.pk}/").text
    Proposal.objects.update(status="under_study")
    late = client.post(f"/ideas/{idea.pk}/edit/", {"title": "Encore autre", "body": "Autre"})
    assert late.status_code == 409
    assert "Encore autre" in late.text
    assert client.post(f"/ideas/{idea.pk}/withdraw/").status_code == 302
    assert client_of(city).get(f"/ideas/{idea.pk}/").status_code == 404


def test_shared_page_is_right_for_each_reader(city: CitySnapshot, client_of: Any) -> None:
    idea = ProposalFactory.create()
    address = f"/ideas/{idea.pk}/"
    first, second = UserFactory.create_batch(2)
    one, two = client_of(city, first), client_of(city, second)
    author = client_of(city, idea.contribution.author)

    assert 'aria-pressed="true"' not in one.get(address).text
    one.post(f"/engagement/{idea.pk}/support/")
    one.post(f"/comments/on/{idea.pk}/", {"body": "Un mot"})
    one.get(address)  # shows the message
    pages = {
        name: client.get(address).text
        for name, client in (("one", one), ("two", two), ("author", author), ("again", two))
    }

    comment = idea.contribution.comments.get()
    for name in ("two", "author", "again"):
        assert f"/engagement/{idea.pk}/support/" in pages[name]
        assert f"/comments/{comment.pk}/edit/" not in pages[name]
        assert first.display_name not in pages[name].replace(
            f"<b>{first.display_name}</b>", ""
        ).replace(f" – {first.display_name}", "")
    assert f"/engagement/{idea.pk}/withdraw-support/" in pages["one"]
    assert f"/comments/{comment.pk}/edit/" in pages["one"]
    assert f"/ideas/{idea.pk}/edit/" in pages["author"]
    assert f"/ideas/{idea.pk}/edit/" not in pages["two"]


def test_similar_ideas_is_a_fragment(city: CitySnapshot, client_of: Any) -> None:
    ProposalFactory.create(contribution__title="Des bancs partout")
    index(Contribution.objects.all())
    client = client_of(city)

    found = client.get("/ideas/similar/?title=Un+banc+ici", headers={"HX-Request": "true"})

    assert "Des bancs partout" in found.text
    assert "<html" not in found.text


def test_home_and_process_show_ideas(city: CitySnapshot, client_of: Any) -> None:
    process = process_in("proposals.submission")
    ProposalFactory.create(contribution__process=process, contribution__title="Sur la page")
    client = client_of(city)

    assert "Sur la page" in client.get("/").text
    assert "Sur la page" in client.get(process.get_absolute_url()).text


@pytest.mark.parametrize(
    "path", ["/ideas/", "/ideas/new/", "/manage/ideas/", "/api/v1/ideas/", "/ideas/similar/"]
)
def test_switched_off_module_answers_404(city: CitySnapshot, client_of: Any, path: str) -> None:
    from tenants.actions import set_module
    from tenants.context import control_plane
    from tenants.routing.cache import hosts

    with control_plane():
        set_module(city_id=city.id, module="proposals", is_enabled=False)
    hosts.clear()

    assert client_of(city, administrator()).get(path).status_code == 404
