"""Mails leave once, and again only after a failure."""

from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.base import BaseEmailBackend

from shared_apps.web import mail, tasks
from tenants.snapshot import CitySnapshot

pytestmark = pytest.mark.django_db
MAIL: dict[str, Any] = {
    "key": "k1",
    "to": "louise@example.org",
    "subject": "S",
    "text": "T",
    "html": "<p>T</p>",
    "sender": "Parvis <noreply@parvis.test>",
    "headers": {"X-Parvis-City": "agen"},
}


def test_deliver_mail_twice_sends_once(city: CitySnapshot) -> None:
    tasks.deliver_once(**MAIL)
    tasks.deliver_once(**MAIL)
    assert len(django_mail.outbox) == 1


class BrokenBackend(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages: Any) -> int:
        """Fail as smtplib does."""
        raise ConnectionRefusedError


def test_deliver_mail_can_be_tried_again_after_a_failure(city: CitySnapshot, settings: Any) -> None:
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    with pytest.raises(ConnectionRefusedError):
        tasks.deliver_once(**MAIL)
    settings.EMAIL_BACKEND = working
    tasks.deliver_once(**MAIL)
    assert len(django_mail.outbox) == 1


def test_send_waits_for_the_commit(
    city: CitySnapshot, django_capture_on_commit_callbacks: Any
) -> None:
    letter = {"subject": "S", "paragraphs": ["P"], "code": ""}
    with django_capture_on_commit_callbacks() as waiting:
        mail.send(
            to="louise@example.org",
            template="account/mail/letter",
            context={"letter": letter, "subject": "S"},
            language="en",
        )
    assert not django_mail.outbox
    for callback in waiting:
        callback()
    assert [message.subject for message in django_mail.outbox] == ["S"]
    assert django_mail.outbox[0].extra_headers["X-Parvis-City"] == city.slug


def test_send_from_the_control_plane(
    control_plane: None, django_capture_on_commit_callbacks: Any
) -> None:
    letter = {"subject": "S", "paragraphs": ["P"], "code": ""}
    with django_capture_on_commit_callbacks(execute=True):
        mail.send(
            to="o@parvis.test",
            template="account/mail/letter",
            context={"letter": letter, "subject": "S"},
            language="fr",
        )
    assert django_mail.outbox[0].extra_headers["X-Parvis-City"] == ""
