"""What one city gave is worth nothing in another: sessions, codes, tokens, passwords."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from shared_apps.accounts.models import User
from tenant_apps.notifications import actions, tasks
from tenants.context import city_context
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import PASSWORD, make_account

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
EMAIL = "louise@example.org"


def carry(cookies_of: Client, to: Client) -> None:
    """Present one portal's cookies to another, as a thief would."""
    to.cookies = cookies_of.cookies


@pytest.fixture
def twins(city: CitySnapshot, other_city: CitySnapshot) -> tuple[User, User]:
    """The same person with the same key and the same password hash in both cities."""
    here = make_account(EMAIL)
    with city_context(other_city):
        there = make_account(EMAIL, pk=here.pk)
        User.objects.filter(pk=there.pk).update(password=here.password)
    return here, there


def test_session_is_worth_nothing_elsewhere(
    city: CitySnapshot, other_city: CitySnapshot, client_of: ClientOf, make_user: Any
) -> None:
    user = make_user()
    with city_context(other_city):
        assert make_user() is not None
    here, there = client_of(city, user), client_of(other_city)
    assert here.get("/people/me/").status_code == 200
    carry(here, there)
    assert there.get("/people/me/").status_code == 302
    console = client_of("console")
    carry(here, console)
    assert console.get("/accounts/password/change/").status_code == 302


def test_password_of_one_city_does_not_open_another(
    city: CitySnapshot, other_city: CitySnapshot, client_of: ClientOf
) -> None:
    make_account(EMAIL)
    client = client_of(other_city)
    response = client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_verification_code_is_worth_nothing_elsewhere(
    city: CitySnapshot,
    other_city: CitySnapshot,
    client_of: ClientOf,
    django_capture_on_commit_callbacks: Any,
) -> None:
    here, there = client_of(city), client_of(other_city)
    answers = {"display_name": "Louise", "email": EMAIL, "password1": PASSWORD, "terms": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        here.post("/accounts/signup/", answers)
    found = re.search(r"\d{6}", str(mail.outbox[-1].subject))
    assert found is not None
    carry(here, there)
    response = there.post("/accounts/confirm-email/", {"code": found[0]})
    assert response.headers["Location"] == "/accounts/login/"
    assert there.get("/people/me/").status_code == 302
    with city_context(other_city):
        assert not User.objects.exists()


def test_reset_code_is_worth_nothing_elsewhere(
    twins: tuple[User, User],
    city: CitySnapshot,
    other_city: CitySnapshot,
    client_of: ClientOf,
    django_capture_on_commit_callbacks: Any,
) -> None:
    here, there = client_of(city), client_of(other_city)
    with django_capture_on_commit_callbacks(execute=True):
        here.post("/accounts/password/reset/", {"email": EMAIL})
    found = re.search(r"\d{6}", str(mail.outbox[-1].subject))
    assert found is not None
    carry(here, there)
    response = there.post("/accounts/password/reset/confirm/", {"code": found[0]})
    assert response.headers["Location"] == "/accounts/login/"
    here.post("/accounts/password/reset/confirm/", {"code": found[0]})
    carry(here, there)
    assert there.get("/accounts/password/reset/new/").status_code == 302


def test_unsubscribe_token_is_worth_nothing_elsewhere(
    twins: tuple[User, User], other_city: CitySnapshot
) -> None:
    token = tasks.unsubscribe_token(twins[0])
    assert actions.person_of_token(token) == twins[0]
    with city_context(other_city):
        assert actions.person_of_token(token) is None
