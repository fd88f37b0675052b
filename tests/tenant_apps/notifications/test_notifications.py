"""Messages on the portal and by e-mail."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from django.contrib.auth.models import AnonymousUser
from django.core import mail as django_mail
from django.utils.translation import gettext_lazy

from shared_apps.permissions import rules
from tenant_apps.notifications import actions, queries, tasks
from tenant_apps.notifications.models import Notification
from tenants.context import city_context
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.notifications import NotificationFactory

pytestmark = pytest.mark.django_db


def notify(user: Any, **changes: Any) -> Notification:
    fields = {
        "kind": "tests.happened",
        "title": "Votre idée est retenue",
        "body": "Bravo.",
        "url": "/x/",
    }
    return actions.notify(user=user, **(fields | changes))


def test_notify_leaves_a_row_and_mails_it_on_commit(
    city: CitySnapshot, django_capture_on_commit_callbacks: Any
) -> None:
    user = UserFactory.create()
    with django_capture_on_commit_callbacks(execute=True):
        message = notify(user)
        assert not django_mail.outbox
    message.refresh_from_db()
    assert message.mailed_at is not None
    (sent,) = django_mail.outbox
    assert isinstance(sent, django_mail.EmailMultiAlternatives)
    assert sent.to == [user.email]
    assert sent.subject == "Votre idée est retenue"
    assert f"{city.origin}/x/" in sent.body
    html = str(sent.alternatives[0][0])
    assert city.brand_color in html
    assert f'href="{city.origin}/x/"' in html
    assert sent.extra_headers["X-Parvis-City"] == city.slug


def test_notify_speaks_the_persons_language(city: CitySnapshot) -> None:
    title = gettext_lazy("Messages by e-mail")
    french = notify(UserFactory.create(language="fr"), title=title)
    english = notify(UserFactory.create(language="en"), title=title)
    assert french.title == "Messages par courriel"
    assert english.title == "Messages by e-mail"


def test_mail_notification_twice_sends_once(city: CitySnapshot) -> None:
    message = NotificationFactory.create()
    tasks.mail_notification.run(notification_id=message.pk)
    tasks.mail_notification.run(notification_id=message.pk)
    assert len(django_mail.outbox) == 1


def test_mail_notification_respects_choice_block_and_erasure(city: CitySnapshot) -> None:
    unwilling, blocked = UserFactory.create(), UserFactory.create(is_active=False)
    actions.choose_mail(wants_mail=False, by=unwilling)
    for user in (unwilling, blocked):
        tasks.mail_notification.run(notification_id=NotificationFactory.create(user=user).pk)
    tasks.mail_notification.run(notification_id=0)
    assert not django_mail.outbox
    actions.choose_mail(wants_mail=True, by=unwilling)
    tasks.mail_notification.run(notification_id=NotificationFactory.create(user=unwilling).pk)
    assert len(django_mail.outbox) == 1


def test_notify_each_reaches_everybody_once(
    city: CitySnapshot, django_capture_on_commit_callbacks: Any
) -> None:
    users = UserFactory.create_batch(3)
    with django_capture_on_commit_callbacks(execute=True):
        actions.notify_each(users=users, kind="tests.happened", title="T", body="B", url="/")
    assert sorted(message.to[0] for message in django_mail.outbox) == sorted(u.email for u in users)


class Mailbox:
    """An SMTP handler that keeps what it is given."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Accept the message."""
        self.envelopes.append(envelope)
        return "250 OK"


@pytest.fixture
def smtp(settings: Any) -> Iterator[Mailbox]:
    """A real mail server on a free port, and Django's SMTP backend speaking to it."""
    mailbox = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_HOST_USER = ""
    yield mailbox
    controller.stop()


def test_mail_is_delivered_over_smtp_once(
    city: CitySnapshot, smtp: Mailbox, django_capture_on_commit_callbacks: Any
) -> None:
    user = UserFactory.create(email="louise@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        message = notify(user, title="L’été à Agen")
    tasks.mail_notification.run(notification_id=message.pk)

    (envelope,) = smtp.envelopes
    assert envelope.rcpt_tos == ["louise@example.org"]
    received = message_from_bytes(envelope.original_content or b"", policy=policy.default)
    assert received["Subject"] == "L’été à Agen"
    assert received["Auto-Submitted"] == "auto-generated"
    assert received["Content-Language"] == "fr"
    unsubscribe = received["List-Unsubscribe"].strip()
    assert unsubscribe.startswith(f"<{city.origin}/notifications/unsubscribe/")
    assert received["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    kinds = [part.get_content_type() for part in received.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]


def test_unsubscribe_link_asks_then_stops(city: CitySnapshot, client_of: Any) -> None:
    user = UserFactory.create()
    address = f"/notifications/unsubscribe/{tasks.unsubscribe_token(user)}/"
    client = client_of(city, enforce_csrf_checks=True)
    assert client.get(address).status_code == 200
    assert queries.wants_mail(user)
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not queries.wants_mail(user)
    assert client.get("/notifications/unsubscribe/forged/").status_code == 404


def test_page_shows_own_messages_newest_first(city: CitySnapshot, client_of: Any) -> None:
    user = UserFactory.create()
    first, second = NotificationFactory.create(user=user), NotificationFactory.create(user=user)
    other = NotificationFactory.create()
    response = client_of(city, user).get("/notifications/")
    assert list(response.context["page"]) == [second, first]
    assert other.title not in response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_page_queries(
    city: CitySnapshot, client_of: Any, rows: int, django_assert_num_queries: Any
) -> None:
    user = UserFactory.create()
    NotificationFactory.create_batch(rows, user=user)
    client = client_of(city, user)
    client.get("/notifications/")
    # session, person, count, page, choice of mail, unread messages in the menu
    with django_assert_num_queries(5):
        client.get("/notifications/")


def test_opening_marks_as_read_and_leads_on(city: CitySnapshot, client_of: Any) -> None:
    user = UserFactory.create()
    message = NotificationFactory.create(user=user, url="/ideas/1/")
    client = client_of(city, user)
    assert queries.unread_count(user) == 1
    assert client.get(f"/notifications/{message.pk}/").headers["Location"] == "/ideas/1/"
    assert queries.unread_count(user) == 0
    outward = NotificationFactory.create(user=user, url="https://evil.example/")
    response = client.get(f"/notifications/{outward.pk}/")
    assert response.headers["Location"] == "/notifications/"


def test_message_of_another_does_not_exist(city: CitySnapshot, client_of: Any) -> None:
    message = NotificationFactory.create()
    assert (
        client_of(city, UserFactory.create()).get(f"/notifications/{message.pk}/").status_code
        == 404
    )
    message.refresh_from_db()
    assert message.read_at is None


def test_mark_all_read_leaves_others_alone(city: CitySnapshot, client_of: Any) -> None:
    user, other = UserFactory.create(), UserFactory.create()
    NotificationFactory.create_batch(2, user=user)
    NotificationFactory.create(user=other)
    client_of(city, user).post("/notifications/read/")
    assert (queries.unread_count(user), queries.unread_count(other)) == (0, 1)


def test_choice_of_mail_is_kept(city: CitySnapshot, client_of: Any) -> None:
    user = UserFactory.create()
    client = client_of(city, user)
    client.post("/notifications/mail/", {})
    assert not queries.wants_mail(user)
    client.post("/notifications/mail/", {"wants_mail": "on"})
    assert queries.wants_mail(user)


@pytest.mark.parametrize("verb", ["mark_read", "mark_all_read", "choose_mail"])
def test_rules(city: CitySnapshot, verb: str) -> None:
    message = NotificationFactory.create()
    name = f"notifications.{verb}"
    assert rules.allows(name, message.user, message)
    assert not rules.allows(name, AnonymousUser(), message)
    assert rules.allows(name, UserFactory.create(), message) == (verb != "mark_read")


def test_messages_stay_in_their_city(city: CitySnapshot, other_city: CitySnapshot) -> None:
    NotificationFactory.create()
    with city_context(other_city):
        assert not Notification.objects.exists()
