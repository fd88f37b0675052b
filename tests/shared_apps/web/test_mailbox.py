"""The demo's mailbox shows each host its own mails, safely."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail as django_mail
from django.test import Client

from shared_apps.web import mail, mailbox
from tenants.context import city_context
from tenants.snapshot import CitySnapshot

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def file_backend(settings: Any) -> None:
    """Mails go to files, as in the demo."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(settings.MAIL_FOLDER)


def send(subject: str) -> None:
    message = mail.compose(
        to="louise@example.org",
        template="account/mail/letter",
        context={
            "subject": subject,
            "letter": {"subject": subject, "paragraphs": [f"Été {SCRIPT}"], "code": "123456"},
        },
        language="fr",
    )
    message.send()


def test_mailbox_shows_a_city_its_own_mails(
    city: CitySnapshot, other_city: CitySnapshot, client_of: ClientOf
) -> None:
    send("Pour Agen")
    with city_context(other_city):
        send("Pour Cahors")
    here = client_of(city).get("/dev/mail/").content.decode()
    assert "Pour Agen" in here
    assert "Pour Cahors" not in here
    for host in ("vendor", "console"):
        everything = client_of(host).get("/dev/mail/").content.decode()
        assert "Pour Agen" in everything
        assert "Pour Cahors" in everything


def test_mail_of_another_city_does_not_exist(
    city: CitySnapshot, other_city: CitySnapshot, client_of: ClientOf, settings: Any
) -> None:
    send("Pour Agen")
    key = next(mailbox.mails(settings.MAIL_FOLDER, None)).key
    for end in ("", "html/"):
        assert client_of(city).get(f"/dev/mail/{key}/{end}").status_code == 200
        assert client_of(other_city).get(f"/dev/mail/{key}/{end}").status_code == 404


def test_mail_shows_code_as_text_and_html(
    city: CitySnapshot, client_of: ClientOf, settings: Any
) -> None:
    send("Votre code")
    key = next(mailbox.mails(settings.MAIL_FOLDER, city.slug)).key
    page = client_of(city).get(f"/dev/mail/{key}/").content.decode()
    assert f'src="/dev/mail/{key}/html/"' in page
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
    response = client_of(city).get(f"/dev/mail/{key}/html/")
    assert "123456" in response.content.decode()
    assert SCRIPT not in response.content.decode()
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "sandbox" in policy
    assert "script" not in policy.replace("allow-scripts", "script")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "20260101-000000-1.0", "x", "20260101-000000-1"]
)
def test_mail_unknown_key(city: CitySnapshot, client_of: ClientOf, settings: Any, key: str) -> None:
    settings.MAIL_FOLDER.mkdir(parents=True, exist_ok=True)
    assert mailbox.mail_of(settings.MAIL_FOLDER, None, key) is None
    assert client_of(city).get(f"/dev/mail/{key}/").status_code == 404


def test_mailbox_empty(city: CitySnapshot, client_of: ClientOf) -> None:
    assert client_of(city).get("/dev/mail/").status_code == 200


def test_mailbox_reads_several_mails_of_one_file_newest_first(
    city: CitySnapshot, settings: Any
) -> None:
    connection = django_mail.get_connection()
    messages = [
        django_mail.EmailMessage(str(number), "-" * 20, "a@b.test", ["c@d.test"])
        for number in range(3)
    ]
    connection.send_messages(messages)
    found = list(mailbox.mails(settings.MAIL_FOLDER, None))
    assert [each.subject for each in found] == ["2", "1", "0"]
