"""Writes: sending messages, reading them, choosing whether they come by e-mail.

Sending and reading are not audited: the action that a message tells of is, and a private page
that somebody has read ages no public one.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise

from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from shared_apps.web import mail
from shared_apps.web.shared_pages import forget_account_menus
from tenant_apps.notifications import tasks
from tenant_apps.notifications.models import MailPreference, Notification

Text = str | Promise
TOKEN_SECONDS = 365 * 86_400


@transaction.atomic
def notify(*, user: User, kind: str, title: Text, body: Text, url: str) -> Notification:
    """Leave a message on the portal and, when the transaction commits, mail it.

    Lazy translations are put into the person's own language. `url` is a path of the portal.
    """
    with translation.override(user.language):
        message = Notification.objects.create(
            user=user, kind=kind, title=str(title)[:200], body=str(body), url=url
        )
    tasks.mail_notification.delay(notification_id=message.pk)
    transaction.on_commit(lambda: forget_account_menus(user.pk))
    return message


@transaction.atomic
def notify_each(
    *, users: Iterable[User], kind: str, title: Text, body: Text, url: str
) -> list[Notification]:
    """The same message to many people, each in their language; mails go through the bulk queue."""
    messages = []
    for user in users:
        with translation.override(user.language):
            messages.append(
                Notification(user=user, kind=kind, title=str(title)[:200], body=str(body), url=url)
            )
    created = Notification.objects.bulk_create(messages, batch_size=500)
    transaction.on_commit(lambda: forget_account_menus(*(row.user_id for row in created)))
    for message in created:
        tasks.mail_notification.apply_async(kwargs={"notification_id": message.pk}, queue="bulk")
    return created


def send_mail(*, to: str, template: str, context: Mapping[str, Any], language: str) -> None:
    """Mail somebody who need not have an account, when the transaction commits.

    `<template>.html` and `<template>.txt` extend ui's mail bases; `context` holds the `subject`.
    """
    mail.send(to=to, template=template, context=context, language=language)


def mark_read(*, notification: Notification, by: User) -> None:
    """Remember that the person has opened a message."""
    rules.require("notifications.mark_read", by, notification)
    Notification.objects.filter(pk=notification.pk).unread().update(read_at=timezone.now())
    transaction.on_commit(lambda: forget_account_menus(by.pk))


def mark_all_read(*, by: User) -> int:
    """Remember that the person has seen all their messages; how many were new."""
    rules.require("notifications.mark_all_read", by)
    transaction.on_commit(lambda: forget_account_menus(by.pk))
    return Notification.objects.visible_to(by).unread().update(read_at=timezone.now())


@transaction.atomic
def choose_mail(*, wants_mail: bool, by: User) -> None:
    """Choose whether messages come by e-mail too."""
    rules.require("notifications.choose_mail", by)
    MailPreference.objects.update_or_create(user=by, defaults={"wants_mail": wants_mail})
    audit.record("notifications.choose_mail", by=by, subject=by, wants_mail=wants_mail)


def person_of_token(token: str) -> User | None:
    """The person whose mail holds the token; None where it is not this city's, or too old."""
    try:
        pk = signing.loads(token, salt=tasks.unsubscribe_salt(), max_age=TOKEN_SECONDS)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk, is_active=True).first()
