"""Residents' pages: composing and casting a ballot with and without script, results, receipts."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from tenant_apps.budgets import actions
from tenant_apps.budgets.choices import ProjectState
from tenant_apps.budgets.models import Ballot, Budget, Project
from tenant_apps.contributions.choices import CharterRule, ContributionState
from tenant_apps.contributions.models import Contribution
from tenant_apps.processes.models import Phase
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.budgets import DistrictFactory, ProjectFactory, ballot_of, budget_in

pytestmark = pytest.mark.django_db


def address(budget: Budget, rest: str = "") -> str:
    return f"/budgets/{budget.process.slug}/{rest}"


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("\u202f", " "))


def choose(client: Any, budget: Budget, **data: Any) -> Any:
    return client.post(address(budget, "ballot/list/"), data)


def published(budget: Budget) -> Budget:
    by = UserFactory.create(roles=["administrator"])
    actions.close_vote(budget=budget, by=by)
    actions.count_vote(budget=budget, by=by)
    return actions.publish_results(budget=budget, by=by)


def test_ballot_is_composed_without_script(city: CitySnapshot, client_of: Any) -> None:
    budget, voter = budget_in("voting", amount=25_000), UserFactory.create()
    first, second, third = ProjectFactory.create_batch(3, budget=budget)
    client = client_of(city, voter)

    assert choose(client, budget, add=first.pk).status_code == 302
    choose(client, budget, add=second.pk)
    page = text(client.get(address(budget, "ballot/")))

    assert "Il vous reste 5 000 €" in page
    assert "2 projets dans votre liste" in page
    assert "Il manque 5 000 € dans votre enveloppe" in page
    assert not Ballot.objects.exists()
    choose(client, budget, add=third.pk)
    assert "Il vous reste 5 000 €" in text(client.get(address(budget, "ballot/")))
    choose(client, budget, remove=second.pk)
    assert "Il vous reste 15 000 €" in text(client.get(address(budget, "ballot/")))


def test_ballot_fragment_is_part_of_the_page(city: CitySnapshot, client_of: Any) -> None:
    budget = budget_in("voting")
    project = ProjectFactory.create(budget=budget)
    client = client_of(city, UserFactory.create())

    fragment = client.post(
        address(budget, "ballot/list/"), {"add": project.pk}, headers={"HX-Request": "true"}
    )

    body = text(fragment)
    assert "<html" not in body
    assert 'data-live="Projet ajouté. Il vous reste 90 000 €."' in body
    assert 'hx-swap-oob="true"' in body
    assert "Retirer de ma liste" in body


@pytest.mark.parametrize("add", ["0", "x", "-1", "99999999999", "²"])
def test_ballot_list_takes_no_nonsense(city: CitySnapshot, client_of: Any, add: str) -> None:
    budget = budget_in("voting")
    client = client_of(city, UserFactory.create())
    assert choose(client, budget, add=add).status_code == 302
    assert choose(client, budget, remove=add).status_code == 302


def test_ballot_list_takes_no_project_of_another_budget(city: CitySnapshot, client_of: Any) -> None:
    budget, other = budget_in("voting"), ProjectFactory.create(budget=budget_in("voting"))
    client = client_of(city, UserFactory.create())
    choose(client, budget, add=other.pk)
    assert "0 projet dans votre liste" in text(client.get(address(budget, "ballot/")))


def test_cast_ballot_leads_to_the_receipt_and_forgets_the_draft(
    city: CitySnapshot, client_of: Any
) -> None:
    budget, voter = budget_in("voting"), UserFactory.create()
    project = ProjectFactory.create(budget=budget, contribution__title="A pond")
    client = client_of(city, voter)
    choose(client, budget, add=project.pk)

    assert "A pond" in text(client.get(address(budget, "ballot/check/")))
    answer = client.post(address(budget, "ballot/cast/"), follow=True)

    ballot = Ballot.objects.get()
    assert answer.redirect_chain == [(address(budget, "ballot/receipt/"), 302)]
    assert ballot.receipt in text(answer)
    assert "A pond" in text(answer)
    (session,) = Session.objects.all()
    assert session.get_decoded()["budgets_ballots"] == {}


def test_cast_ballot_can_be_changed(city: CitySnapshot, client_of: Any) -> None:
    budget, voter = budget_in("voting"), UserFactory.create()
    first, second = ProjectFactory.create_batch(2, budget=budget)
    ballot_of(budget, [first], voter)
    client = client_of(city, voter)

    choose(client, budget, remove=first.pk)
    choose(client, budget, add=second.pk)
    page = text(client.get(address(budget, "ballot/")))
    assert "modifications pas encore déposées" in page
    client.post(address(budget, "ballot/cast/"))

    ballot = Ballot.objects.get()
    assert list(ballot.choices.values_list("project", flat=True)) == [second.pk]


@pytest.mark.parametrize("how", ["closed by the town", "end of the phase"])
def test_cast_ballot_after_the_end_keeps_the_list_and_says_so(
    city: CitySnapshot, client_of: Any, how: str
) -> None:
    budget, voter = budget_in("voting"), UserFactory.create()
    project = ProjectFactory.create(budget=budget, contribution__title="A pond")
    client = client_of(city, voter)
    choose(client, budget, add=project.pk)
    if how == "closed by the town":
        actions.close_vote(budget=budget, by=UserFactory.create(roles=["administrator"]))
    else:
        Phase.objects.filter(kind="budgets.voting").update(
            ends_at=timezone.now() - timedelta(minutes=1)
        )

    answer = client.post(address(budget, "ballot/cast/"))

    assert answer.status_code == 403
    assert "Votre bulletin n’a pas été déposé" in text(answer)
    assert "A pond" in text(answer)
    assert not Ballot.objects.exists()
    page = text(client.get(address(budget, "ballot/")))
    assert "A pond" in page
    assert "Cette liste n’a pas été déposée." in page


def test_cast_ballot_over_the_amount_is_refused_on_the_page(
    city: CitySnapshot, client_of: Any
) -> None:
    budget = budget_in("voting", amount=20_000)
    projects = ProjectFactory.create_batch(2, budget=budget)
    client = client_of(city, UserFactory.create())
    for project in projects:
        choose(client, budget, add=project.pk)
    Project.objects.update(cost=10_001)

    answer = client.post(address(budget, "ballot/cast/"))

    assert answer.status_code == 409
    assert "coûtent plus que le budget" in text(answer)


def test_ballot_needs_sign_in_and_comes_back(city: CitySnapshot, client_of: Any) -> None:
    budget = budget_in("voting")
    answer = client_of(city).get(address(budget, "ballot/"))
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next=%2Fbudgets%2F{budget.process.slug}%2Fballot%2F")


def test_ballot_order_is_the_voters_own_and_stays(city: CitySnapshot, client_of: Any) -> None:
    budget = budget_in("voting")
    for number in range(12):
        ProjectFactory.create(budget=budget, contribution__title=f"Project-{number:02}")
    titles = re.compile(r"Project-\d\d")

    def order(client: Any) -> list[str]:
        found = titles.findall(text(client.get(address(budget, "ballot/"))))
        return list(dict.fromkeys(found))

    clients = [client_of(city, UserFactory.create()) for _ in range(3)]
    orders = [order(client) for client in clients]
    assert [order(client) for client in clients] == orders
    assert all(len(found) == 12 for found in orders)
    assert len({tuple(found) for found in orders}) > 1


def test_ballot_filters_by_words_and_district(city: CitySnapshot, client_of: Any) -> None:
    budget = budget_in("submission")
    north = DistrictFactory.create()
    for title, district in (("Un jardin partagé", north), ("Une piste cyclable", None)):
        actions.submit_project(
            budget=budget, title=title, body="Texte.", district=district, by=UserFactory.create()
        )
    for code, project in enumerate(Project.objects.order_by("pk"), 1):
        Project.objects.filter(pk=project.pk).update(code=code, cost=5, state=ProjectState.FEASIBLE)
    Phase.objects.update(starts_at=timezone.now() - timedelta(days=1))
    Phase.objects.filter(kind="budgets.voting").update(ends_at=timezone.now() + timedelta(days=1))
    client = client_of(city, UserFactory.create())

    for query in ("?q=jardins", f"?district={north.pk}"):
        page = text(client.get(address(budget, f"ballot/{query}")))
        assert "Un jardin partagé" in page
        assert "Une piste cyclable" not in page
    assert "Une piste cyclable" in text(client.get(address(budget, "ballot/?district=0")))
    assert "Aucun projet ne correspond" in text(client.get(address(budget, "ballot/?q=zzz")))


def test_submit_project_shows_it(city: CitySnapshot, client_of: Any) -> None:
    budget, author = budget_in("submission"), UserFactory.create()
    client = client_of(city, author)
    data = {"title": "Un verger ouvert", "body": "Quarante arbres fruitiers pour tous."}

    page = client.post(address(budget, "submit/"), data, follow=True)

    assert "Un verger ouvert" in text(page)
    assert author.display_name in text(page)


def test_submit_project_after_the_end_keeps_what_was_written(
    city: CitySnapshot, client_of: Any
) -> None:
    client = client_of(city, UserFactory.create())
    data = {"title": "Un verger ouvert", "body": "Quarante arbres fruitiers pour tous."}
    page = client.post(address(budget_in("review"), "submit/"), data)
    assert page.status_code == 409
    assert "Quarante arbres fruitiers pour tous." in text(page)
    assert not Project.objects.exists()


def test_results_page_says_who_won_and_why_not(city: CitySnapshot, client_of: Any) -> None:
    budget = budget_in("voting", amount=15_000)
    winner = ProjectFactory.create(budget=budget, contribution__title="A pond")
    loser = ProjectFactory.create(budget=budget, contribution__title="A bridge")
    ballot_of(budget, [winner], UserFactory.create())
    ballot_of(budget, [winner], UserFactory.create())
    ballot_of(budget, [loser], UserFactory.create())
    client = client_of(city)
    assert client.get(address(budget, "results/")).status_code == 404
    published(budget)

    page = text(client.get(address(budget, "results/?new")))
    assert "1 projet choisi" in page
    assert page.index("A pond") < page.index("Pourquoi les suivants") < page.index("A bridge")
    assert "5 000 €" in page


def test_results_files_can_be_counted_again(city: CitySnapshot, client_of: Any) -> None:
    budget = budget_in("voting", amount=15_000)
    projects = [
        ProjectFactory.create(budget=budget, code=code, contribution__title=title)
        for code, title in ((1, "=A pond"), (2, "A bridge"))
    ]
    ballot_of(budget, projects, UserFactory.create())
    ballot_of(budget, projects[:1], UserFactory.create())
    published(budget)
    client, start = client_of(city), f"/budgets/{budget.process.slug}/"

    table = client.get(f"{start}results.csv").content.decode("utf-8-sig").splitlines()
    assert table[1] == "1;1;'=A pond;2;2;0;10000;15000;choisi"
    election = b"".join(client.get(f"{start}results.pb").streaming_content).decode()
    assert "budget;15000" in election
    assert "1;10000;2;=A pond;1" in election
    assert sorted(line.split(";")[1] for line in election.splitlines()[-2:]) == ["1", "1,2"]
    assert client.get(f"{start}count/").status_code == 200


@pytest.mark.parametrize("is_public", [False, True])
def test_check_receipt_tells_that_it_counts_and_not_what_it_holds(
    city: CitySnapshot, client_of: Any, is_public: bool
) -> None:
    budget = budget_in("voting")
    project = ProjectFactory.create(budget=budget, contribution__title="A pond")
    ballot = ballot_of(budget, [project], UserFactory.create())
    if is_public:
        published(budget)
    client = client_of(city)
    code = ballot.receipt.lower().replace("-", " ")

    answer = client.get(address(budget, "receipt/"), {"code": code})
    assert ("Oui, ce bulletin est compté" in text(answer)) is is_public
    assert "Oui, ce bulletin" in text(answer)
    assert "A pond" not in text(answer)
    assert "no-store" in answer["Cache-Control"]
    wrong = client.get(address(budget, "receipt/"), {"code": "AAAA-BBBB-CCCC-DDDD"})
    assert "Aucun bulletin de ce vote" in text(wrong)
    elsewhere = client.get(address(budget_in("voting"), "receipt/"), {"code": code})
    assert "Aucun bulletin de ce vote" in text(elsewhere)


def test_receipt_after_publication_asks_for_the_code(city: CitySnapshot, client_of: Any) -> None:
    budget, voter = budget_in("voting"), UserFactory.create()
    ballot_of(budget, [ProjectFactory.create(budget=budget)], voter)
    published(budget)
    answer = client_of(city, voter).get(address(budget, "ballot/receipt/"))
    assert answer["Location"] == address(budget, "receipt/")


def test_drafts_are_for_staff_only(city: CitySnapshot, client_of: Any) -> None:
    budget = budget_in("voting", process__state="draft", process__published_at=None)
    project = ProjectFactory.create(budget=budget)
    for user, status in ((None, 404), (UserFactory.create(), 404), ("staff", 200)):
        person = UserFactory.create(roles=["administrator"]) if user == "staff" else user
        client = client_of(city, person)
        assert client.get(address(budget)).status_code == status
        assert client.get(project.get_absolute_url()).status_code == status


def test_hidden_projects_are_gone(city: CitySnapshot, client_of: Any) -> None:
    budget = budget_in("voting")
    project = ProjectFactory.create(budget=budget, contribution__title="A pond")
    Contribution.objects.update(state=ContributionState.HIDDEN, hidden_rule=CharterRule.values[0])
    client = client_of(city, UserFactory.create())
    assert client.get(project.get_absolute_url()).status_code == 404
    assert "A pond" not in text(client.get(address(budget)))
    assert "A pond" not in text(client.get(address(budget, "ballot/")))


def many(budget: Budget, count: int) -> None:
    for _ in range(count):
        ProjectFactory.create(budget=budget, district=DistrictFactory.create())


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("phase", "rest", "signed_in", "queries"),
    [
        ("voting", "", False, 5),
        ("voting", "", True, 8),
        ("submission", "", True, 7),
        ("voting", "ballot/", True, 8),
        ("voting", "ballot/check/", True, 5),
        ("voting", "receipt/", False, 2),
    ],
)
def test_page_queries(
    city: CitySnapshot,
    client_of: Any,
    django_assert_num_queries: Any,
    phase: str,
    rest: str,
    signed_in: bool,
    queries: int,
    count: int,
) -> None:
    budget = budget_in(phase)
    many(budget, count)
    client = client_of(city, UserFactory.create() if signed_in else None)
    client.get(address(budget, rest))
    with django_assert_num_queries(queries):
        client.get(address(budget, f"{rest}?page=1"))


@pytest.mark.parametrize("count", [1, 3])
def test_list_and_results_queries(
    city: CitySnapshot, client_of: Any, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        budget = budget_in("voting")
    many(budget, count)
    for project in budget.projects.all():
        ballot_of(budget, [project], UserFactory.create())
    published(budget)
    client = client_of(city)
    client.get("/budgets/")
    with django_assert_num_queries(3):
        client.get("/budgets/?page=1")
    with django_assert_num_queries(4):
        client.get(address(budget, "results/"))
    with django_assert_num_queries(3):
        client.get(address(budget, "count/"))


@pytest.mark.parametrize("signed_in", [False, True])
def test_project_page_queries(
    city: CitySnapshot, client_of: Any, django_assert_max_num_queries: Any, signed_in: bool
) -> None:
    budget = budget_in("voting")
    project = ProjectFactory.create(budget=budget)
    client = client_of(city, UserFactory.create() if signed_in else None)
    client.get(project.get_absolute_url())
    with django_assert_max_num_queries(12):
        assert client.get(f"{project.get_absolute_url()}?page=1").status_code == 200
