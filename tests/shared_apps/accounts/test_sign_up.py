"""Registration: form, code in the same tab, signed in."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from shared_apps.accounts.models import User
from shared_apps.audit.models import AuditEvent
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import PASSWORD, make_account
from tests.threads import run_together

ClientOf = Callable[..., Client]
ANSWERS = {
    "display_name": "Louise M.",
    "email": "Louise@example.org",
    "password1": PASSWORD,
    "terms": "on",
}


def post_sign_up(client: Client, capture: Any, **changes: str) -> Any:
    with capture(execute=True):
        return client.post("/accounts/signup/", ANSWERS | changes)


def code_in(message: mail.EmailMessage) -> str:
    found = re.search(r"\b\d{6}\b", str(message.subject))
    assert found is not None
    return found[0]


def test_sign_up_code_signs_in(
    city: CitySnapshot, client_of: ClientOf, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_of(city)
    response = post_sign_up(client, django_capture_on_commit_callbacks, next="/processes/")
    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session
    message = mail.outbox[-1]
    assert message.to == ["louise@example.org"]
    assert city.name in message.from_email
    assert message.extra_headers["X-Parvis-City"] == city.slug

    response = client.post("/accounts/confirm-email/", {"code": code_in(message)})

    assert response.headers["Location"] == "/processes/"
    user = User.objects.get(email="louise@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (user.display_name, user.roles, user.language) == ("Louise M.", [], "fr")
    assert user.terms_accepted_at is not None
    assert EmailAddress.objects.get(user=user).verified
    verbs = set(AuditEvent.objects.filter(actor=user).values_list("verb", flat=True))
    assert {"accounts.sign_up", "accounts.confirm_address"} <= verbs


def test_sign_up_mail_has_html_and_text_in_town_colors(
    city: CitySnapshot, client_of: ClientOf, django_capture_on_commit_callbacks: Any
) -> None:
    post_sign_up(client_of(city), django_capture_on_commit_callbacks)
    message = mail.outbox[-1]
    assert isinstance(message, mail.EmailMultiAlternatives)
    html = str(message.alternatives[0][0])
    assert city.brand_color in html
    assert code_in(message) in html
    assert code_in(message) in message.body


def test_sign_up_wrong_code_keeps_out_and_three_end_it(
    city: CitySnapshot, client_of: ClientOf, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_of(city)
    post_sign_up(client, django_capture_on_commit_callbacks)
    right = code_in(mail.outbox[-1])
    wrong = "000000" if right != "000000" else "111111"
    pages = [client.post("/accounts/confirm-email/", {"code": wrong}) for _ in range(3)]
    assert [page.status_code for page in pages] == [200, 200, 302]
    client.post("/accounts/confirm-email/", {"code": right})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", "louise@example.org"),
        ("display_name", "1234"),
        ("email", "not an address"),
        ("password1", "short"),
        ("terms", ""),
    ],
)
def test_sign_up_error_keeps_values(
    city: CitySnapshot, client_of: ClientOf, field: str, value: str
) -> None:
    response = client_of(city).post("/accounts/signup/", ANSWERS | {field: value})
    assert response.status_code == 200
    form = response.context["form"]
    assert set(form.errors) == {field}
    kept = {"display_name": "Louise M.", "email": "Louise@example.org"} | {field: value}
    page = response.content.decode()
    assert f'value="{kept["display_name"]}"' in page
    assert f'value="{kept["email"]}"' in page
    assert PASSWORD not in page
    assert not User.objects.exists()


def test_sign_up_says_the_same_for_known_address(
    city: CitySnapshot, client_of: ClientOf, django_capture_on_commit_callbacks: Any
) -> None:
    make_account("known@example.org")
    answers = []
    for email in ("known@example.org", "fresh@example.org"):
        client = client_of(city)
        response = post_sign_up(client, django_capture_on_commit_callbacks, email=email)
        page = client.get(response.headers["Location"])
        wrong = client.post(response.headers["Location"], {"code": "x"})
        bodies = [neutral(each, email) for each in (page, wrong)]
        answers.append((response.status_code, response.headers["Location"], *bodies))
    assert answers[0] == answers[1]
    assert User.objects.filter(email="known@example.org").count() == 1
    known = next(message for message in mail.outbox if message.to == ["known@example.org"])
    assert re.search(r"\d{6}", str(known.subject)) is None


def neutral(response: Any, email: str) -> str:
    """The page without what differs by request: token, address."""
    page = response.content.decode().replace(email, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_sign_up_is_slowed_down(
    city: CitySnapshot, client_of: ClientOf, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "signup": "2/m/ip"}
    statuses = [
        post_sign_up(
            client_of(city), django_capture_on_commit_callbacks, email=f"n{number}@example.org"
        ).status_code
        for number in range(3)
    ]
    assert statuses == [302, 302, 429]


def test_sign_up_does_not_exist_on_console(control_plane: None, client_of: ClientOf) -> None:
    assert client_of("console").get("/accounts/signup/").status_code == 404
    assert client_of("console").get("/accounts/password/reset/").status_code == 404


def test_sign_up_unknown_next_host_is_ignored(
    city: CitySnapshot, client_of: ClientOf, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_of(city)
    post_sign_up(client, django_capture_on_commit_callbacks, next="https://evil.example/")
    response = client.post("/accounts/confirm-email/", {"code": code_in(mail.outbox[-1])})
    assert response.headers["Location"] == "/"


def test_sign_up_sent_twice_at_once_makes_one_account(
    committed_database: None, city: CitySnapshot, client_of: ClientOf, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": "", "signup": ""}
    clients = [client_of(city), client_of(city)]
    posts = [lambda client=client: client.post("/accounts/signup/", ANSWERS) for client in clients]
    responses = run_together(*posts)
    assert [response.headers["Location"] for response in responses] == [
        "/accounts/confirm-email/"
    ] * 2
    assert User.objects.count() == 1


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/password/reset/"])
def test_links_in_mails_do_not_believe_the_host_of_the_request(
    city: CitySnapshot, client_of: ClientOf, django_capture_on_commit_callbacks: Any, path: str
) -> None:
    if path == "/accounts/signup/":
        make_account(email="louise@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        client_of(city).post(path, ANSWERS, HTTP_HOST=f"{city.host}:6666")

    message: Any = mail.outbox[-1]
    assert f"{city.origin}/accounts/" in str(message.body)
    assert "6666" not in str(message.body) + str(message.alternatives[0].content)
