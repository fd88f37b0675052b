"""The home page, the search, the pages of the footer and what search engines read."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.postgres.search import SearchVector
from django.core.cache import cache
from django.db.models import Value
from django.utils import timezone

from tenant_apps.contributions.models import Contribution
from tenant_apps.portal import queries
from tenant_apps.portal.choices import PageSlug
from tenant_apps.portal.models import Page
from tenant_apps.processes.models import start_of_day
from tenants import registry
from tenants.context import city_context, control_plane
from tenants.models import CityModule
from tenants.routing.cache import hosts
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.portal import PageFactory
from tests.factories.processes import PhaseFactory, ProcessFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of contribution of a module, whose address needs no table of that module."""
    module = registry.modules()[0].label
    kind = registry.ContributionKind(
        f"{module}.note", "Note", "Notes", lambda contribution: f"/notes/{contribution.pk}/"
    )
    monkeypatch.setattr(registry, "contribution_kinds", lambda: {kind.code: kind})


def contribution(title: str, **fields: Any) -> Contribution:
    """A published contribution, found by its title."""
    kind = next(iter(registry.contribution_kinds()))
    fields = {"kind": kind, "state": "published", "published_at": timezone.now()} | fields
    made = Contribution.objects.create(title=title, body=title, **fields)
    vector = SearchVector(Value(title), config="extensions.french_unaccent")
    Contribution.objects.filter(pk=made.pk).update(search=vector)
    return made


def test_home_of_a_fresh_city_says_that_nothing_is_open(city: CitySnapshot, client_of: Any) -> None:
    response = client_of(city).get("/")
    page = response.content.decode()

    assert response.status_code == 200
    assert f"<h1>{city.name}</h1>" in page
    assert "Rien n’est ouvert aujourd’hui" in page
    assert 'id="results"' not in page
    assert 'id="agenda"' not in page
    assert f'property="og:title" content="{city.name}"' in page
    assert "csrf" not in page


def test_home_leads_with_what_is_open(city: CitySnapshot, client_of: Any) -> None:
    now = timezone.now()
    PhaseFactory.create(
        process__title="Coming", starts_at=now + timedelta(days=3), ends_at=now + timedelta(days=9)
    )
    PhaseFactory.create(process__title="Open", process__question="What now?")
    PhaseFactory.create(
        process__title="Past", starts_at=now - timedelta(days=9), ends_at=now - timedelta(days=3)
    )

    page = client_of(city).get("/").content.decode()

    assert page.index("What now?") < page.index(">Coming<") < page.index(">Past<")
    assert page.index('id="results"') < page.index(">Past<")


def test_agenda_tells_openings_and_last_days_in_order(city: CitySnapshot) -> None:
    today = timezone.localdate()
    process = ProcessFactory.create()
    PhaseFactory.create(
        process=process,
        title="Second",
        starts_at=start_of_day(today + timedelta(days=20)),
        ends_at=start_of_day(today + timedelta(days=30)),
    )
    PhaseFactory.create(
        process=process,
        title="First",
        starts_at=start_of_day(today + timedelta(days=5)),
        ends_at=start_of_day(today + timedelta(days=90)),
    )
    now = timezone.now()

    events = queries.agenda(queries.cards(now), now)

    assert [event.at for event in events] == [
        today + timedelta(days=5),
        today + timedelta(days=20),
    ]


def test_figures_count_what_residents_see(city: CitySnapshot) -> None:
    contribution("One", support_count=3, comment_count=2)
    contribution("Two", support_count=4)
    contribution("Withdrawn", support_count=100, state="withdrawn")
    contribution("Unlisted", process=ProcessFactory.create(visibility="unlisted"))
    cache.clear()

    figures = {str(figure.label): figure.total for figure in queries.figures()}

    assert 7 in figures.values()
    assert 2 in figures.values()
    assert 100 not in figures.values()


def test_home_queries(
    city: CitySnapshot, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        PhaseFactory.create_batch(2, process=ProcessFactory.create())
    contribution("One")
    client = client_of(city)
    client.get("/?warm")  # knows the host and the modules' counters

    with django_assert_max_num_queries(8):
        client.get("/")


def test_home_is_answered_from_the_page_cache(
    city: CitySnapshot, client_of: Any, django_assert_num_queries: Any
) -> None:
    client = client_of(city)
    client.get("/")

    with django_assert_num_queries(0):
        assert client.get("/").status_code == 200


@pytest.mark.parametrize("label", [module.label for module in registry.modules()])
def test_home_without_a_module_shows_no_link_to_it(
    city: CitySnapshot, client_of: Any, label: str
) -> None:
    module = registry.module(label)
    client = client_of(city)
    with_it = client.get("/").content.decode()
    with control_plane():
        CityModule.objects.filter(city_id=city.id, module=label).update(is_enabled=False)
    hosts.clear()

    page = client.get("/").content.decode()

    assert f'href="/{module.prefix}' not in page
    if module.menu:
        assert f'href="/{module.prefix}' in with_it
        assert client.get(f"/{module.prefix}").status_code == 404


def test_search_finds_processes_and_contributions(city: CitySnapshot, client_of: Any) -> None:
    PhaseFactory.create(process__title="Nos écoles plantées")
    contribution("Un banc devant l’école")
    contribution("Un banc retiré devant l’école", state="withdrawn")

    page = client_of(city).get("/search/?q=ecoles").content.decode()

    assert "Nos écoles plantées" in page
    assert "Un banc devant l’école" in page
    assert "retiré" not in page


def test_search_without_words_and_without_results(city: CitySnapshot, client_of: Any) -> None:
    client = client_of(city)

    assert client.get("/search/").status_code == 200
    assert "Aucun résultat" in client.get("/search/?q=zzz").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_search_queries(
    city: CitySnapshot, client_of: Any, django_assert_max_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        contribution(f"École {number}")
        PhaseFactory.create(process__title=f"École {number}")
    client = client_of(city)
    client.get("/robots.txt")

    with django_assert_max_num_queries(4):
        client.get("/search/?q=ecole")


def test_search_leaves_out_modules_that_are_off(city: CitySnapshot) -> None:
    found = contribution("Un banc devant l’école")

    assert list(queries.matching_contributions("banc")) == [found]
    with city_context(replace(city, modules=frozenset())):
        assert list(queries.matching_contributions("banc")) == []


@pytest.mark.parametrize("slug", PageSlug.values)
def test_pages_have_a_text_from_the_first_day(
    city: CitySnapshot, client_of: Any, slug: str
) -> None:
    page = client_of(city).get(f"/pages/{slug}/")

    assert page.status_code == 200
    assert len(Page.objects.get(slug=slug).body) > 300
    assert f'href="/pages/{slug}/"' in page.content.decode()
    assert Page.objects.get(slug=slug).get_absolute_url() == f"/pages/{slug}/"


def test_page_shows_markdown_and_no_script(city: CitySnapshot, client_of: Any) -> None:
    charter = Page.objects.get(slug="charter")
    charter.body = "## Règles\n\n<script>alert(1)</script>"
    charter.save()

    page = client_of(city).get("/pages/charter/").content.decode()

    assert "<h2>Règles</h2>" in page
    assert "<script>alert" not in page


def test_pages_are_the_city_s_own(
    city: CitySnapshot, other_city: CitySnapshot, client_of: Any
) -> None:
    PageFactory.create(slug="charter", title="Charte")
    Page.objects.filter(slug="charter").update(title="Charte d’Agen")

    assert "Charte d’Agen" not in client_of(other_city).get("/pages/charter/").content.decode()


def test_sitemap_and_robots(city: CitySnapshot, client_of: Any) -> None:
    process = PhaseFactory.create().process
    client = client_of(city)

    sitemap = client.get("/sitemap.xml")
    robots = client.get("/robots.txt").content.decode()

    assert sitemap.headers["Content-Type"] == "application/xml"
    assert f"<loc>{city.origin}{process.get_absolute_url()}</loc>" in sitemap.content.decode()
    assert f"Sitemap: {city.origin}/sitemap.xml" in robots


def test_english_home(city: CitySnapshot, client_of: Any) -> None:
    client = client_of(city, UserFactory.create())
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "en"

    assert "Nothing is open today" in client.get("/").content.decode()
