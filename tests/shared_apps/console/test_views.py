"""The console's pages: lists, one city, modules, events."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shared_apps.audit import actions as audit
from shared_apps.audit.models import AuditEvent
from tenants.context import city_context
from tenants.models import City, CityModule, Tier
from tests.factories.tenants import make_city

pytestmark = pytest.mark.usefixtures("control_plane")
ROLES = ("support", "operations", "finance", "superadmin")


@pytest.fixture
def operator(client_of: Any, make_user: Any) -> Client:
    client: Client = client_of("console", make_user(roles=["operations"]))
    return client


def names(client: Client, query: str) -> list[str]:
    """Names on the first page, in order."""
    return [row.city.name for row in client.get(f"/?{query}").context["rows"]]


@pytest.mark.parametrize("role", ROLES)
def test_list_of_cities_is_for_every_operator(client_of: Any, make_user: Any, role: str) -> None:
    assert client_of("console", make_user(roles=[role])).get("/").status_code == 200


def test_signed_out_visitors_are_sent_to_sign_in(client_of: Any) -> None:
    for path in ("/", "/audit/", "/cities/agen/", "/cities/new/"):
        response = client_of("console").get(path)
        assert response.status_code == 302
        assert "/accounts/login/" in response["Location"]


def test_person_without_a_role_sees_why_not(client_of: Any, make_user: Any) -> None:
    response = client_of("console", make_user()).get("/")

    assert response.status_code == 403


@pytest.mark.parametrize("more", [0, 60])
def test_list_takes_four_queries(
    operator: Client, more: int, django_assert_num_queries: Any
) -> None:
    for _ in range(more):
        make_city()

    with django_assert_num_queries(4):
        response = operator.get("/")

    assert len(response.context["rows"]) == min(more + 2, 50)


def test_figures_count_every_city_whatever_the_filter(operator: Client) -> None:
    make_city(population=1_000, last_active_at=timezone.now() - timedelta(days=29))
    make_city(population=None, last_active_at=timezone.now() - timedelta(days=31))
    make_city(state="erased")

    figures = operator.get("/?q=agen").context["figures"]

    assert (figures.cities, figures.found) == (4, 1)
    assert figures.population == 32_801 + 20_050 + 1_000
    assert figures.active == 1


@pytest.mark.parametrize("text", ["lhay", "L’Haÿ", "hay-les", "haÿ", "94240", "94038"])
def test_search_forgives_accents_and_hyphens(operator: Client, text: str) -> None:
    make_city(name="L’Haÿ-les-Roses", slug="lhay-les-roses", code="94038", postal_codes=["94240"])

    assert names(operator, f"q={text}") == ["L’Haÿ-les-Roses"]


def test_filters_narrow_the_list(operator: Client) -> None:
    make_city(name="Suspendue", state="suspended", population=150_000, modules=("proposals",))
    last = Tier.objects.get(max_population=None)

    assert names(operator, "state=suspended") == ["Suspendue"]
    assert names(operator, f"tier={last.pk}") == ["Suspendue"]
    assert names(operator, "state=active&module=proposals&q=suspendue") == []
    assert names(operator, "tier=nonsense") == []


def test_city_without_a_population_is_in_the_last_tier(operator: Client) -> None:
    make_city(name="Région", population=None)

    assert names(operator, f"tier={Tier.objects.get(max_population=None).pk}") == ["Région"]


def test_bound_of_a_tier_is_included(operator: Client) -> None:
    make_city(name="Cinq mille", population=5_000)

    assert names(operator, f"tier={Tier.objects.get(max_population=5_000).pk}") == ["Cinq mille"]


def test_list_sorts_both_ways(operator: Client) -> None:
    make_city(name="Sans population", population=None)

    assert names(operator, "sort=population") == ["Sans population", "Cahors", "Agen"]
    assert names(operator, "sort=-population") == ["Agen", "Cahors", "Sans population"]
    assert names(operator, "sort=nonsense")[:2] == ["Agen", "Cahors"]


def test_swapped_fragment_is_the_page_reloaded(operator: Client) -> None:
    whole = operator.get("/?q=agen").content.decode()
    part = operator.get("/?q=agen", headers={"hx-request": "true"}).content.decode()

    assert part.strip() in whole


@pytest.mark.parametrize(
    ("role", "sees_billing", "may_allow"),
    [
        ("support", False, False),
        ("operations", False, True),
        ("finance", True, False),
        ("superadmin", True, True),
    ],
)
def test_city_page_shows_what_the_role_may_see(
    client_of: Any, make_user: Any, role: str, sees_billing: bool, may_allow: bool
) -> None:
    page = client_of("console", make_user(roles=[role])).get("/cities/agen/").content.decode()

    assert ("/billing/cities/agen/" in page) is sees_billing
    assert ("/modules/allow/" in page) is may_allow


def test_city_page_takes_seven_queries(
    client_of: Any, make_user: Any, django_assert_num_queries: Any
) -> None:
    client = client_of("console", make_user(roles=["superadmin"]))

    with django_assert_num_queries(7):
        client.get("/cities/agen/")


def test_unknown_city_is_not_found(operator: Client) -> None:
    assert operator.get("/cities/nowhere/").status_code == 404


def test_allow_module_changes_the_portal(operator: Client, client_of: Any, city: Any) -> None:
    address = "/cities/agen/modules/allow/"
    operator.post(address, {"module": "budgets", "is_on": "0"})
    row = CityModule.objects.get(city__slug="agen", module="budgets")
    assert (row.is_allowed, row.is_enabled) == (False, False)

    operator.post(address, {"module": "budgets", "is_on": "1"})

    row.refresh_from_db()
    assert (row.is_allowed, row.is_enabled) == (True, True)
    data = AuditEvent.objects.filter(verb="console.allow_module").order_by("-pk")[0].data
    assert (data["slug"], data["module"], data["is_allowed"]) == ("agen", "budgets", True)


def test_set_module_needs_the_contract(operator: Client) -> None:
    address = f"/cities/{make_city(modules=()).slug}/modules/set/"

    page = operator.post(address, {"module": "budgets", "is_on": "1"}, follow=True).content.decode()

    assert "ne comprend pas ce module" in page
    assert not AuditEvent.objects.filter(verb="console.set_module").exists()


def test_set_module_switches(operator: Client) -> None:
    city = make_city(modules=("budgets",))

    operator.post(f"/cities/{city.slug}/modules/set/", {"module": "budgets", "is_on": "0"})

    row = city.modules.get(module="budgets")
    assert (row.is_allowed, row.is_enabled) == (True, False)


def test_module_that_does_not_exist_is_refused(operator: Client) -> None:
    page = operator.post(
        "/cities/agen/modules/allow/", {"module": "nothing", "is_on": "1"}, follow=True
    ).content.decode()

    assert "Ce module n’existe pas" in page
    assert not CityModule.objects.filter(module="nothing").exists()


@pytest.mark.parametrize("more", [0, 60])
def test_audit_takes_three_queries(
    operator: Client, make_user: Any, more: int, django_assert_num_queries: Any
) -> None:
    by = make_user(roles=["operations"])
    agen = City.objects.get(slug="agen")
    for _ in range(more + 1):
        audit.record("console.allow_module", by=by, subject=agen, slug="agen", is_allowed=True)

    with django_assert_num_queries(3):
        page = operator.get("/audit/").content.decode()

    assert "a modifié les modules du contrat" in page


def test_audit_shows_the_name_of_unknown_events(operator: Client) -> None:
    audit.record("later.invented")

    assert "later.invented" in operator.get("/audit/").content.decode()


def test_events_of_a_city_stay_out_of_the_control_plane(operator: Client, city: Any) -> None:
    with city_context(city):
        audit.record("ideas.invented")

    assert "ideas.invented" not in operator.get("/audit/").content.decode()


@pytest.mark.parametrize(
    ("role", "wanted"),
    [
        ("support", ["/", "/billing/requests/", "/audit/"]),
        ("operations", ["/", "/cities/new/", "/billing/requests/", "/audit/"]),
        ("finance", ["/", "/billing/", "/billing/requests/"]),
        ("superadmin", ["/", "/cities/new/", "/billing/", "/billing/requests/", "/audit/"]),
    ],
)
def test_menu_follows_the_rules(
    client_of: Any, make_user: Any, role: str, wanted: list[str]
) -> None:
    context = client_of("console", make_user(roles=[role])).get("/").context

    assert [item.url for item in context["console_nav"]] == wanted
    assert [item.url for item in context["console_nav"] if item.is_current] == ["/"]
