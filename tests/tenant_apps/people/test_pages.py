"""A person's own pages and the town's list of people."""

import json
from typing import Any

import pytest
from django.conf import settings as django_settings

from shared_apps.accounts.choices import StaffRole
from shared_apps.accounts.models import User
from tenant_apps.notifications import demo as notifications_demo
from tenant_apps.notifications import queries
from tenant_apps.people import demo
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import PASSWORD, UserFactory, make_account
from tests.factories.people import administrator, one_of_each

pytestmark = pytest.mark.django_db


def test_profile_shows_what_the_portal_holds(city: CitySnapshot, client_of: Any) -> None:
    person = make_account("louise@example.org", display_name="Louise M.")
    page = client_of(city, person).get("/people/me/").content.decode()
    assert "Louise M." in page
    assert "louise@example.org" in page


def test_profile_queries(
    city: CitySnapshot, client_of: Any, django_assert_num_queries: Any
) -> None:
    client = client_of(city, UserFactory.create())
    client.get("/people/me/")
    # session, person, choice of mail, unread messages on the page and in the menu
    with django_assert_num_queries(4):
        client.get("/people/me/")


def test_edit_profile_changes_name_and_language(city: CitySnapshot, client_of: Any) -> None:
    person = UserFactory.create()
    client = client_of(city, person)
    response = client.post("/people/me/edit/", {"display_name": " Louise  M. ", "language": "en"})
    person.refresh_from_db()
    assert (person.display_name, person.language) == ("Louise M.", "en")
    assert response.cookies[django_settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert "My account" in client.get("/people/me/").content.decode()


def test_edit_profile_keeps_a_wrong_answer(city: CitySnapshot, client_of: Any) -> None:
    answers = {"display_name": "a@b.fr", "language": "fr"}
    response = client_of(city, UserFactory.create()).post("/people/me/edit/", answers)
    assert response.status_code == 200
    assert 'value="a@b.fr"' in response.content.decode()


def test_download_data_is_a_file(city: CitySnapshot, client_of: Any) -> None:
    person = UserFactory.create()
    response = client_of(city, person).get("/people/me/data/")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert json.loads(response.content)["people"]["email"] == person.email


def test_erase_account_needs_password_and_yes(city: CitySnapshot, client_of: Any) -> None:
    person = make_account("louise@example.org")
    client = client_of(city, person)
    for answers in ({"password": "wrong", "is_sure": "on"}, {"password": PASSWORD}):
        assert client.post("/people/me/erase/", answers).status_code == 200
        person.refresh_from_db()
        assert person.is_active
    response = client.post("/people/me/erase/", {"password": PASSWORD, "is_sure": "on"})
    assert response.headers["Location"] == "/"
    person.refresh_from_db()
    assert person.erased_at is not None


def test_erase_account_of_last_administrator_says_why(city: CitySnapshot, client_of: Any) -> None:
    chief = make_account("chief@example.org", roles=["administrator"])
    client = client_of(city, chief)
    assert client.get("/people/me/erase/").context["refusal"].code == "last_administrator"
    client.post("/people/me/erase/", {"password": PASSWORD, "is_sure": "on"})
    chief.refresh_from_db()
    assert chief.is_active


@pytest.mark.parametrize("path", ["", "edit/", "data/", "erase/"])
def test_own_pages_need_signing_in(city: CitySnapshot, client_of: Any, path: str) -> None:
    response = client_of(city).get(f"/people/me/{path}")
    assert response.headers["Location"].startswith("/accounts/login/?next=")


def test_people_pages_by_role(city: CitySnapshot, client_of: Any) -> None:
    subject = UserFactory.create()
    for role, user in one_of_each().items():
        expected = 200 if role == StaffRole.ADMINISTRATOR else 403
        client = client_of(city, user)
        assert client.get("/manage/people/").status_code == expected
        assert client.get(f"/manage/people/{subject.pk}/").status_code == expected


@pytest.mark.parametrize("rows", [1, 3])
def test_people_list_queries(
    city: CitySnapshot, client_of: Any, rows: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        UserFactory.create(roles=["reader"])
    client = client_of(city, administrator())
    client.get("/manage/people/")
    # session, person, count, page, unread messages
    with django_assert_num_queries(4):
        client.get("/manage/people/")


def names(response: Any) -> list[str]:
    return [person.display_name for person, _roles in response.context["rows"]]


def test_people_list_searches_filters_and_pages(city: CitySnapshot, client_of: Any) -> None:
    client = client_of(city, administrator(display_name="Zoé Chef"))
    UserFactory.create(display_name="Éva R.", email="somebody@example.org")
    UserFactory.create(display_name="Bruno M.", roles=["moderator"])
    UserFactory.create(display_name="Fanny B.", is_active=False)
    assert names(client.get("/manage/people/")) == ["Bruno M.", "Éva R.", "Fanny B.", "Zoé Chef"]
    assert names(client.get("/manage/people/?q=eva+r")) == ["Éva R."]
    assert names(client.get("/manage/people/?q=SOMEbody")) == ["Éva R."]
    assert names(client.get("/manage/people/?role=moderator")) == ["Bruno M."]
    assert names(client.get("/manage/people/?role=staff")) == ["Bruno M.", "Zoé Chef"]
    assert names(client.get("/manage/people/?role=blocked")) == ["Fanny B."]
    assert names(client.get("/manage/people/?q=nobody")) == []
    assert names(client.get("/manage/people/?role=nonsense")) == names(
        client.get("/manage/people/")
    )
    UserFactory.create_batch(20)
    assert len(names(client.get("/manage/people/?page=2"))) == 4


def test_person_page_sets_roles_and_blocks(city: CitySnapshot, client_of: Any) -> None:
    person = UserFactory.create()
    client = client_of(city, administrator())
    page = f"/manage/people/{person.pk}/"
    client.post(f"{page}roles/", {"roles": ["moderator"]})
    assert client.post(f"{page}block/", {"reason": ""}).status_code == 200
    client.post(f"{page}block/", {"reason": "Insults"})
    person.refresh_from_db()
    assert (person.roles, person.is_active) == (["moderator"], False)
    assert "Insults" in client.get(page).content.decode()
    client.post(f"{page}unblock/")
    person.refresh_from_db()
    assert person.is_active


def test_person_page_explains_last_administrator(city: CitySnapshot, client_of: Any) -> None:
    chief = administrator()
    response = client_of(city, chief).post(f"/manage/people/{chief.pk}/roles/", {"roles": []})
    assert response.status_code == 409
    chief.refresh_from_db()
    assert chief.roles == ["administrator"]


def test_demo_makes_accounts_and_residents(city: CitySnapshot) -> None:
    demo.fill(city)
    for name, roles in (
        ("admin", ["administrator"]),
        ("moderator", ["moderator"]),
        ("resident", []),
    ):
        person = User.objects.get(email=f"{name}@{city.slug}.test")
        assert person.check_password("parvis-demo")
        assert person.roles == roles
    residents = User.objects.filter(roles=[]).exclude(email__startswith="resident@")
    assert residents.count() == demo.RESIDENTS
    assert not any(person.has_usable_password() for person in residents)


def test_demo_resident_finds_messages(city: CitySnapshot) -> None:
    demo.fill(city)
    notifications_demo.fill(city)
    resident = User.objects.get(email=f"resident@{city.slug}.test")
    assert queries.unread_count(resident) == 1
