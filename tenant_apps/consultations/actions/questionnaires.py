"""Preparing a questionnaire and publishing what came of it."""

from datetime import datetime
from itertools import count

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from tenant_apps.consultations import tasks
from tenant_apps.consultations.models import Question, Questionnaire
from tenant_apps.processes.models import Process

# Addresses below /consultations/ that lead elsewhere.
RESERVED_SLUGS = frozenset({"of"})


class ClosesBeforeOpening(DomainError):
    """The dates are the wrong way round, or one is missing."""

    code = "closes_before_opening"


@transaction.atomic
def create_questionnaire(
    *,
    title: str,
    by: User,
    process: Process | None = None,
    intro: str = "",
    thank_you: str = "",
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
) -> Questionnaire:
    """Prepare a questionnaire without questions; a process brings its own dates."""
    rules.require("consultations.create_questionnaire", by)
    _check_dates(opens_at, closes_at)
    questionnaire = _insert(
        Questionnaire(
            process=process,
            title=title,
            intro=intro,
            thank_you=thank_you,
            opens_at=None if process else opens_at,
            closes_at=None if process else closes_at,
        )
    )
    audit.record("consultations.create_questionnaire", by=by, subject=questionnaire)
    return questionnaire


@transaction.atomic
def edit_questionnaire(
    *,
    questionnaire: Questionnaire,
    title: str,
    intro: str,
    thank_you: str,
    by: User,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
) -> Questionnaire:
    """Change texts and, where no process brings them, dates; the address stays."""
    questionnaire = Questionnaire.objects.locked(questionnaire.pk)
    rules.require("consultations.edit_questionnaire", by, questionnaire)
    _check_dates(opens_at, closes_at)
    fields = ["title", "intro", "thank_you"]
    questionnaire.title, questionnaire.intro = title, intro
    questionnaire.thank_you = thank_you
    if questionnaire.process_id is None:
        questionnaire.opens_at, questionnaire.closes_at = opens_at, closes_at
        fields += ["opens_at", "closes_at"]
    questionnaire.save(update_fields=fields)
    audit.record("consultations.edit_questionnaire", by=by, subject=questionnaire)
    return questionnaire


@transaction.atomic
def remove_questionnaire(*, questionnaire: Questionnaire, by: User) -> None:
    """Delete it with its questions, as long as nobody has answered."""
    questionnaire = Questionnaire.objects.locked(questionnaire.pk)
    rules.require("consultations.remove_questionnaire", by, questionnaire)
    title = questionnaire.title
    audit.record("consultations.remove_questionnaire", by=by, subject=questionnaire, title=title)
    Question.objects.filter(questionnaire=questionnaire).delete()
    questionnaire.delete()


@transaction.atomic
def publish_results(*, questionnaire: Questionnaire, conclusion: str, by: User) -> Questionnaire:
    """Open the results to everyone; people who answered are told."""
    questionnaire = Questionnaire.objects.locked(questionnaire.pk)
    rules.require("consultations.publish_results", by, questionnaire)
    questionnaire.conclusion = conclusion
    questionnaire.results_published_at = timezone.now()
    questionnaire.save(update_fields=["conclusion", "results_published_at"])
    audit.record(
        "consultations.publish_results",
        by=by,
        subject=questionnaire,
        answers=questionnaire.answer_count,
    )
    tasks.tell_respondents.delay(questionnaire_id=questionnaire.pk)
    return questionnaire


@transaction.atomic
def withdraw_results(*, questionnaire: Questionnaire, by: User) -> Questionnaire:
    """Take the results back, e.g. to correct what the town retains; the conclusion is kept."""
    questionnaire = Questionnaire.objects.locked(questionnaire.pk)
    rules.require("consultations.withdraw_results", by, questionnaire)
    questionnaire.results_published_at = None
    questionnaire.save(update_fields=["results_published_at"])
    audit.record("consultations.withdraw_results", by=by, subject=questionnaire)
    return questionnaire


def _check_dates(opens_at: datetime | None, closes_at: datetime | None) -> None:
    if closes_at is not None and (opens_at is None or closes_at <= opens_at):
        raise ClosesBeforeOpening(_("The questionnaire must close after it opens."))


def _insert(questionnaire: Questionnaire) -> Questionnaire:
    """Save under the first free address made from the title."""
    base = slugify(questionnaire.title)[:70].strip("-") or "questionnaire"
    for number in count(1):
        slug = questionnaire.slug = base if number == 1 else f"{base}-{number}"
        if slug in RESERVED_SLUGS or Questionnaire.objects.filter(slug=slug).exists():
            continue
        try:
            with transaction.atomic():
                questionnaire.save(force_insert=True)
        except IntegrityError:  # somebody else took the address in between
            questionnaire.pk = None
            continue
        break
    return questionnaire
