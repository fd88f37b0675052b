"""Flagging, deciding, appealing.

What a case is about is locked before the case, in the order of the actions of comments and
contributions; two moderators who decide at once cannot both win.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from tenant_apps.comments import actions as comments
from tenant_apps.comments.models import Comment
from tenant_apps.contributions import actions as contributions
from tenant_apps.contributions.choices import CharterRule
from tenant_apps.contributions.models import Contribution
from tenant_apps.moderation import tasks
from tenant_apps.moderation.choices import CASE_TRANSITIONS, CaseState
from tenant_apps.moderation.models import Case, Flag

Item = Contribution | Comment


class WrongCaseState(DomainError):
    """Somebody else has decided in the meantime."""

    code = "wrong_case_state"


@transaction.atomic
def flag_contribution(
    *, contribution: Contribution, rule: CharterRule, by: User, note: str = ""
) -> Flag:
    """Tell the moderators of a contribution."""
    contribution = _lock(contribution)
    rules.require("moderation.flag_contribution", by, contribution)
    return _flag(contribution, "moderation.flag_contribution", rule=rule, note=note, by=by)


@transaction.atomic
def flag_comment(*, comment: Comment, rule: CharterRule, by: User, note: str = "") -> Flag:
    """Tell the moderators of a comment."""
    comment = _lock(comment)
    rules.require("moderation.flag_comment", by, comment)
    return _flag(comment, "moderation.flag_comment", rule=rule, note=note, by=by)


@transaction.atomic
def keep_item(*, case: Case, by: User) -> Case:
    """Leave the text where it is; those who flagged it are told."""
    case = _lock_case(case)
    rules.require("moderation.keep_item", by, case)
    _move(case, CaseState.KEPT)
    case.text, case.decided_by, case.decided_at = case.words, by, timezone.now()
    case.save(update_fields=["state", "text", "decided_by", "decided_at"])
    audit.record("moderation.keep_item", by=by, subject=case)
    tasks.tell_decision.delay(case_id=case.pk)
    return case


@transaction.atomic
def hide_contribution(
    *, contribution: Contribution, rule: CharterRule, reason: str, by: User
) -> Case:
    """Hide a contribution; its author is told, with the text, the rule and the reason."""
    rules.require("moderation.hide_contribution", by, contribution)
    contribution = contributions.hide_contribution(contribution=contribution, rule=rule, by=by)
    return _hide(contribution, "moderation.hide_contribution", rule=rule, reason=reason, by=by)


@transaction.atomic
def hide_comment(*, comment: Comment, rule: CharterRule, reason: str, by: User) -> Case:
    """Hide a comment; its place stays, its author is told."""
    rules.require("moderation.hide_comment", by, comment)
    comment = comments.hide_comment(comment=comment, rule=rule, by=by)
    return _hide(comment, "moderation.hide_comment", rule=rule, reason=reason, by=by)


@transaction.atomic
def restore_item(*, case: Case, by: User, answer: str = "") -> Case:
    """Show the text again: a decision undone, or an appeal that was right."""
    item = case.item
    _lock(item.contribution if isinstance(item, Comment) else item)
    case = _lock_case(case)
    rules.require("moderation.restore_item", by, case)
    _move(case, CaseState.RESTORED)
    if isinstance(item, Comment):
        comments.restore_comment(comment=item, by=by)
    else:
        contributions.restore_contribution(contribution=item, by=by)
    return _answer(case, "moderation.restore_item", answer=answer, by=by)


@transaction.atomic
def uphold_decision(*, case: Case, answer: str, by: User) -> Case:
    """Answer an appeal: the text stays hidden."""
    case = _lock_case(case)
    rules.require("moderation.uphold_decision", by, case)
    _move(case, CaseState.UPHELD)
    return _answer(case, "moderation.uphold_decision", answer=answer, by=by)


@transaction.atomic
def appeal_decision(*, case: Case, appeal: str, by: User) -> Case:
    """The author asks that another person looks again."""
    case = _lock_case(case)
    rules.require("moderation.appeal_decision", by, case)
    _move(case, CaseState.APPEALED)
    case.appeal, case.appealed_at = appeal, timezone.now()
    case.save(update_fields=["state", "appeal", "appealed_at"])
    audit.record("moderation.appeal_decision", by=by, subject=case)
    return case


def _lock(item: Any) -> Any:
    return type(item).objects.select_for_update(of=("self",)).get(pk=item.pk)


def _lock_case(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).with_items().get(pk=case.pk)


def _about(item: Item) -> dict[str, Item]:
    return {"comment" if isinstance(item, Comment) else "contribution": item}


def _flag(item: Item, verb: str, *, rule: CharterRule, note: str, by: User) -> Flag:
    case = Case.objects.live().filter(**_about(item)).first() or Case.objects.create(**_about(item))
    flag, is_new = Flag.objects.get_or_create(
        case=case, reporter=by, defaults={"rule": rule, "note": note}
    )
    if is_new:
        audit.record(verb, by=by, subject=item, rule=rule.value)
    return flag


def _hide(item: Item, verb: str, *, rule: CharterRule, reason: str, by: User) -> Case:
    live = Case.objects.select_for_update().live().filter(**_about(item)).first()
    case = live or Case(**_about(item))
    case.state, case.rule, case.reason = CaseState.HIDDEN, rule, reason
    title = "" if isinstance(item, Comment) else f"{item.title}\n\n"
    case.text = title + item.body
    case.decided_by, case.decided_at = by, timezone.now()
    case.save()
    audit.record(verb, by=by, subject=item, rule=rule.value, case=case.pk)
    tasks.tell_decision.delay(case_id=case.pk)
    return case


def _answer(case: Case, verb: str, *, answer: str, by: User) -> Case:
    case.answer, case.answered_by, case.answered_at = answer, by, timezone.now()
    case.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    audit.record(verb, by=by, subject=case)
    tasks.tell_answer.delay(case_id=case.pk)
    return case


def _move(case: Case, to: CaseState) -> None:
    if to not in CASE_TRANSITIONS[CaseState(case.state)]:
        raise WrongCaseState(
            _("This has changed in the meantime: it is now “%(state)s”.")
            % {"state": case.get_state_display()}
        )
    case.state = to
