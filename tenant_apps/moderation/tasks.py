"""Telling authors and those who flagged what was decided."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from shared_apps.accounts.models import User
from tenant_apps.moderation.choices import CaseState
from tenant_apps.moderation.models import Case
from tenant_apps.notifications import actions as notifications
from tenants.tasks import background


@background()
def tell_decision(*, case_id: int) -> None:
    """Kept: those who flagged it are told. Hidden: they and its author."""
    case = Case.objects.with_items().prefetch_related("flags__reporter").filter(pk=case_id).first()
    if case is None:
        return
    if case.state == CaseState.HIDDEN and case.author is not None and case.author.is_active:
        _tell_author_hidden(case, case.author)
    for flag in case.flags.all():
        if flag.reporter is not None and flag.reporter.is_active:
            _tell_reporter(case, flag.reporter)


@background()
def tell_answer(*, case_id: int) -> None:
    """The author is told that the text is back, or that it stays hidden."""
    case = Case.objects.with_items().filter(pk=case_id).first()
    if case is None or case.author is None or not case.author.is_active:
        return
    is_back = case.state == CaseState.RESTORED
    with override(case.author.language):
        words = (
            _("Your text on “%(title)s” is published again.")
            if is_back
            else _("After a second look by another person, your text on “%(title)s” stays hidden.")
        )
        notifications.notify(
            user=case.author,
            kind="moderation.restore_item" if is_back else "moderation.uphold_decision",
            title=_("Your text is published again") if is_back else _("Answer to your appeal"),
            body="\n\n".join(filter(None, (words % {"title": case.title}, case.answer))),
            url=case.get_absolute_url() if is_back else _own_page(case),
        )


def _own_page(case: Case) -> str:
    return reverse("moderation:decision", args=[case.pk])


def _tell_author_hidden(case: Case, author: User) -> None:
    with override(author.language):
        notifications.notify(
            user=author,
            kind="moderation.hide_comment" if case.comment_id else "moderation.hide_contribution",
            title=_("Your text was hidden by moderation"),
            body=_(
                "Your text on “%(title)s” is no longer shown.\n\n"
                "Rule of the charter: %(rule)s.\n\nReason: %(reason)s\n\nYour text:\n%(text)s\n\n"
                "If you think this is wrong, you can ask that another person looks again."
            )
            % {
                "title": case.title,
                "rule": case.get_rule_display(),
                "reason": case.reason,
                "text": case.text,
            },
            url=_own_page(case),
        )


def _tell_reporter(case: Case, reporter: User) -> None:
    with override(reporter.language):
        words = (
            _("The text that you flagged on “%(title)s” was hidden. Rule of the charter: %(rule)s.")
            if case.state == CaseState.HIDDEN
            else _("The text that you flagged on “%(title)s” follows the charter and stays.")
        )
        notifications.notify(
            user=reporter,
            kind="moderation.tell_reporter",
            title=_("Thank you: your flag was looked at"),
            body=words % {"title": case.title, "rule": case.get_rule_display()},
            url=reverse("moderation:register"),
        )
