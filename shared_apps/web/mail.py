"""Mails in a town's colors: composed here, delivered by a task when the caller commits."""

import re
from collections.abc import Mapping
from email.utils import formataddr, parseaddr
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from shared_apps.web import tasks
from tenants.context import NoCity, current_city
from tenants.snapshot import CitySnapshot, origin_of

# Says whose mail it is; the demo's mailbox shows each host its own.
CITY_HEADER = "X-Parvis-City"


def city_here() -> CitySnapshot | None:
    """The current city; None in the control plane."""
    try:
        return current_city()
    except NoCity:
        return None


def compose(
    *,
    to: str,
    template: str,
    context: Mapping[str, Any],
    language: str,
    headers: Mapping[str, str] | None = None,
    key: str = "",
) -> EmailMultiAlternatives:
    """A message from `<template>.html` and `<template>.txt`, on ui's mail bases.

    `context` holds the `subject`. `key` names the message for good: sent again, it is the same one
    for the mail server too.
    """
    city = city_here()
    origin = city.origin if city else origin_of(f"console.{settings.BASE_DOMAIN}")
    values = {"city": city, "site_url": origin, **context}
    with translation.override(language):
        subject = " ".join(str(context["subject"]).split())
        html = render_to_string(f"{template}.html", values)
        text = re.sub(r"\n{3,}", "\n\n", render_to_string(f"{template}.txt", values)).strip() + "\n"
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = address.rpartition("@")[2] or settings.BASE_DOMAIN
    message = EmailMultiAlternatives(
        subject,
        text,
        formataddr((city.name if city else name, address)),
        [to],
        headers={
            "Message-ID": f"<{key or uuid4().hex}@{domain}>",
            "Auto-Submitted": "auto-generated",
            CITY_HEADER: city.slug if city else "",
            "Content-Language": language,
            **(headers or {}),
        },
    )
    message.attach_alternative(html, "text/html")
    return message


def send(*, to: str, template: str, context: Mapping[str, Any], language: str) -> None:
    """Queue a mail that somebody waits for; it leaves when the transaction commits."""
    key = uuid4().hex
    message = compose(to=to, template=template, context=context, language=language, key=key)
    html, _kind = message.alternatives[0]
    task = tasks.deliver_mail if city_here() else tasks.deliver_control_mail
    task.apply_async(
        kwargs={
            "key": key,
            "to": to,
            "subject": message.subject,
            "text": message.body,
            "html": html,
            "sender": message.from_email,
            "headers": dict(message.extra_headers),
        },
    )
