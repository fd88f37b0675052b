"""The read-only API of ideas."""

from typing import Any

import pytest

from tenant_apps.contributions.actions import index
from tenant_apps.contributions.models import Contribution
from tenants.snapshot import CitySnapshot
from tests.factories.people import administrator
from tests.factories.processes import ProcessFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3, 20])
def test_list_needs_two_queries(
    city: CitySnapshot, client_of: Any, django_assert_num_queries: Any, number: int
) -> None:
    ProposalFactory.create_batch(number, contribution__process=ProcessFactory.create())
    client = client_of(city)
    client.get("/api/v1/ideas/?warm=1")

    with django_assert_num_queries(2):
        answer = client.get("/api/v1/ideas/")

    assert answer.json()["count"] == len(answer.json()["results"]) == number


def test_idea_holds_words_and_no_identity(city: CitySnapshot, client_of: Any) -> None:
    idea = ProposalFactory.create(
        contribution__author__display_name="Jeanne Secrète", contribution__support_count=4
    )

    answer = client_of(city).get(f"/api/v1/ideas/{idea.pk}/")

    data = answer.json()
    assert (data["id"], data["supports"], data["status"]) == (idea.pk, 4, "received")
    assert data["url"].endswith(f"/ideas/{idea.pk}/")
    assert data["process"] is None
    assert "Jeanne" not in answer.text
    assert "author" not in data


def test_list_filters_and_pages(city: CitySnapshot, client_of: Any) -> None:
    ProposalFactory.create(contribution__title="Des écoles")
    ProposalFactory.create_batch(2, status="done")
    index(Contribution.objects.all())
    client = client_of(city)

    def count(query: str) -> int:
        return int(client.get(f"/api/v1/ideas/?{query}").json()["count"])

    assert (count("status=done"), count("q=ecole"), count("status=x")) == (2, 1, 0)
    page = client.get("/api/v1/ideas/?page_size=1&page=2").json()
    assert len(page["results"]) == 1
    assert page["next"]
    assert page["previous"]


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_unpublished_ideas_are_not_found(city: CitySnapshot, client_of: Any, state: str) -> None:
    idea = ProposalFactory.create(contribution__state=state)
    client = client_of(city, administrator())

    assert client.get(f"/api/v1/ideas/{idea.pk}/").status_code == 404
    assert client.get("/api/v1/ideas/").json()["count"] == 0


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_writes(city: CitySnapshot, client_of: Any, method: str) -> None:
    client = client_of(city, administrator())
    idea = ProposalFactory.create()

    answer = getattr(client, method)(
        f"/api/v1/ideas/{idea.pk}/", "{}", content_type="application/json"
    )

    assert answer.status_code in (403, 405)
