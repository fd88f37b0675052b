"""Signing in and out, new password, new address."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from shared_apps.accounts.choices import OperatorRole, StaffRole
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import PASSWORD, make_account

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
EMAIL = "louise@example.org"
NEW_PASSWORD = "another horse battery"


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/accounts/login/", {"login": EMAIL, "password": password, **more})


def latest_code() -> str:
    found = re.search(r"\b\d{6}\b", str(mail.outbox[-1].subject))
    assert found is not None
    return found[0]


def test_sign_in_then_out(city: CitySnapshot, client_of: ClientOf) -> None:
    user = make_account(EMAIL)
    client = client_of(city)
    assert sign_in(client, next="/processes/").headers["Location"] == "/processes/"
    assert client.session["_auth_user_id"] == str(user.pk)

    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("roles", "home"), [([], "/"), ([StaffRole.MODERATOR], "/manage/")])
def test_sign_in_leads_home(
    city: CitySnapshot, client_of: ClientOf, roles: list[str], home: str
) -> None:
    make_account(EMAIL, roles=roles)
    assert sign_in(client_of(city)).headers["Location"] == home


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:1"])
def test_sign_in_leads_to_no_other_host(
    city: CitySnapshot, client_of: ClientOf, target: str
) -> None:
    make_account(EMAIL)
    assert sign_in(client_of(city), next=target).headers["Location"] == "/"


def test_sign_in_says_the_same_for_unknown_address(city: CitySnapshot, client_of: ClientOf) -> None:
    make_account(EMAIL)
    wrong = sign_in(client_of(city), password="wrong")
    unknown = client_of(city).post(
        "/accounts/login/", {"login": "nobody@example.org", "password": "wrong"}
    )
    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_sign_in_slows_down_guessing(city: CitySnapshot, client_of: ClientOf) -> None:
    make_account(EMAIL)
    client = client_of(city)
    for _ in range(5):
        sign_in(client, password="wrong")
    response = sign_in(client)
    assert "_auth_user_id" not in client.session
    assert response.context["form"].non_field_errors()


def test_sign_in_limits_are_the_citys_own(
    city: CitySnapshot, other_city: CitySnapshot, client_of: ClientOf
) -> None:
    from tenants.context import city_context

    with city_context(other_city):
        make_account(EMAIL)
    client = client_of(city)
    for _ in range(6):
        sign_in(client, password="wrong")
    assert sign_in(client_of(other_city)).status_code == 302


def test_blocked_person_is_told(city: CitySnapshot, client_of: ClientOf) -> None:
    make_account(EMAIL, is_active=False)
    client = client_of(city)
    response = sign_in(client)
    assert response.headers["Location"] == "/accounts/inactive/"
    assert client.get("/accounts/inactive/").status_code == 200
    assert "_auth_user_id" not in client.session


def test_unconfirmed_address_gets_a_code_at_sign_in(
    city: CitySnapshot, client_of: ClientOf, django_capture_on_commit_callbacks: Any
) -> None:
    user = make_account(EMAIL)
    EmailAddress.objects.filter(user=user).update(verified=False)
    client = client_of(city)
    with django_capture_on_commit_callbacks(execute=True):
        assert sign_in(client).headers["Location"] == "/accounts/confirm-email/"
    client.post("/accounts/confirm-email/", {"code": latest_code()})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_reset_by_code_signs_in_with_new_password(
    city: CitySnapshot, client_of: ClientOf, django_capture_on_commit_callbacks: Any
) -> None:
    make_account(EMAIL)
    elsewhere = client_of(city)
    sign_in(elsewhere)
    client = client_of(city)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/password/reset/", {"email": EMAIL})
    response = client.post("/accounts/password/reset/confirm/", {"code": latest_code()})
    assert response.headers["Location"] == "/accounts/password/reset/new/"
    assert client.get("/accounts/password/reset/new/").status_code == 200
    client.post("/accounts/password/reset/new/", {"password1": NEW_PASSWORD})
    assert "_auth_user_id" in client.session
    assert sign_in(client_of(city), NEW_PASSWORD).status_code == 302
    assert elsewhere.get("/people/me/").status_code == 302


def test_reset_says_the_same_for_unknown_address(
    city: CitySnapshot, client_of: ClientOf, django_capture_on_commit_callbacks: Any
) -> None:
    make_account(EMAIL)
    pages = []
    for email in (EMAIL, "nobody@example.org"):
        client = client_of(city)
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post("/accounts/password/reset/", {"email": email})
        page = client.get(response.headers["Location"]).content.decode().replace(email, "ADDRESS")
        pages.append(re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", page))
    assert pages[0] == pages[1]
    assert {message.to[0] for message in mail.outbox} == {EMAIL, "nobody@example.org"}


def test_reset_is_slowed_down_per_address(
    city: CitySnapshot, client_of: ClientOf, django_capture_on_commit_callbacks: Any
) -> None:
    make_account(EMAIL)
    statuses = []
    for _ in range(6):
        with django_capture_on_commit_callbacks(execute=True):
            response = client_of(city).post("/accounts/password/reset/", {"email": EMAIL})
        statuses.append(response.status_code)
    assert statuses == [302] * 5 + [429]


def test_change_password_keeps_this_session_and_ends_others(
    city: CitySnapshot, client_of: ClientOf, django_capture_on_commit_callbacks: Any
) -> None:
    make_account(EMAIL)
    here, there = client_of(city), client_of(city)
    sign_in(here)
    sign_in(there)
    answers = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}
    with django_capture_on_commit_callbacks(execute=True):
        response = here.post("/accounts/password/change/", answers)
    assert response.headers["Location"] == "/people/me/"
    assert here.get("/people/me/").status_code == 200
    assert there.get("/people/me/").status_code == 302
    assert mail.outbox[-1].to == [EMAIL]


def test_change_address_asks_password_then_code(
    city: CitySnapshot, client_of: ClientOf, django_capture_on_commit_callbacks: Any
) -> None:
    user = make_account(EMAIL)
    client = client_of(city, user)
    assert client.get("/accounts/email/").status_code == 200
    change = {"email": "new@example.org", "action_add": ""}
    response = client.post("/accounts/email/", change)
    assert response.headers["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/accounts/email/", change)
    assert response.headers["Location"] == "/accounts/confirm-email/"
    user.refresh_from_db()
    assert user.email == EMAIL
    assert mail.outbox[-1].to == ["new@example.org"]

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/confirm-email/", {"code": latest_code()})

    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert mail.outbox[-1].to == [EMAIL]
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["new@example.org"]


def test_operator_signs_in_on_the_console(control_plane: None, client_of: ClientOf) -> None:
    user = make_account(EMAIL, roles=[OperatorRole.SUPERADMIN])
    client = client_of("console")
    assert client.get("/accounts/login/").status_code == 200
    assert sign_in(client).headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get("/accounts/password/change/").status_code == 200


PAGES = (
    "login signup logout inactive confirm-email password/reset password/reset/confirm"
    " password/reset/new password/reset/done password/change email reauthenticate"
).split()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("is_signed_in", [False, True])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_answers_and_is_not_cached(
    city: CitySnapshot, client_of: ClientOf, page: str, is_signed_in: bool, language: str
) -> None:
    user = make_account(EMAIL) if is_signed_in else None
    client = client_of(city, user, HTTP_ACCEPT_LANGUAGE=language)
    response = client.get(f"/accounts/{page}/")
    assert response.status_code in (200, 302)
    assert "no-store" in response.headers.get("Cache-Control", "") or response.status_code == 302
