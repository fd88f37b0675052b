"""Filters that tell an event in words."""

from django import template
from django.utils.functional import Promise

from shared_apps.audit import words
from shared_apps.audit.models import AuditEvent

register = template.Library()


@register.filter
def action(event: AuditEvent) -> str | Promise:
    """What was done."""
    return words.action_words(event.verb)


@register.filter
def subject(event: AuditEvent) -> str:
    """The kind of thing that it was done to."""
    return words.subject_words(event.subject_type)


@register.filter
def details(event: AuditEvent) -> str:
    """What is known of it, in one line."""
    return words.detail_words(event.subject_type, event.data)
