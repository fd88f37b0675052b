"""Every rule of the house: apps declare `RULES` in their rules.py, this module asks them.

A rule is a verb (`budgets.cast_ballot`) and its requirements, checked in order.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.functional import Promise

from shared_apps.permissions.errors import Refused
from shared_apps.permissions.refusal import Refusal
from shared_apps.permissions.requirements import Attempt, Requirement

Rules = Mapping[str, Sequence[Requirement]]


@cache
def all_rules() -> dict[str, tuple[Requirement, ...]]:
    """Rules of all installed apps, by verb; a verb that two apps declare is an error."""
    found: dict[str, tuple[Requirement, ...]] = {}
    for app in apps.get_app_configs():
        if app.name == __package__ or find_spec(f"{app.name}.rules") is None:
            continue
        rules: Rules = getattr(import_module(f"{app.name}.rules"), "RULES", {})
        for verb, requirements in rules.items():
            if verb in found:
                raise LookupError(f"Two apps declare the rule {verb}.")
            found[verb] = tuple(requirements)
    return found


def check(
    verb: str, user: Any, subject: Any = None, *, at: datetime | None = None
) -> Refusal | None:
    """None when `user` may do `verb` to `subject` (at a moment; now by default), else why not.

    An unknown verb is a LookupError: a rule that nobody wrote must not let anyone through.
    """
    try:
        requirements = all_rules()[verb]
    except KeyError:
        raise LookupError(f"No rule is written for {verb}.") from None
    attempt = Attempt(verb, user, subject, at or timezone.now())
    for requirement in requirements:
        refusal = requirement.check(attempt)
        if refusal is not None:
            return refusal
    return None


def allows(verb: str, user: Any, subject: Any = None, *, at: datetime | None = None) -> bool:
    """Whether `check` finds nothing against it."""
    return check(verb, user, subject, at=at) is None


def require(verb: str, user: Any, subject: Any = None, *, at: datetime | None = None) -> None:
    """Raise Refused with the first refusal."""
    refusal = check(verb, user, subject, at=at)
    if refusal is not None:
        raise Refused(refusal)


def rule_sheet(verb: str, subject: Any = None) -> list[str | Promise]:
    """The rule in plain words, one sentence a requirement, for residents to read."""
    sentences = (requirement.sentence(subject) for requirement in all_rules()[verb])
    return [sentence for sentence in sentences if sentence]
