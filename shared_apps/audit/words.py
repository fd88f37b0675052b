"""Words of the log: what was done, to what, and what is known of it."""

from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Sentences for what is done in a town; an action that is not here shows its own name.
ACTIONS = {
    "accounts.change_password": gettext_lazy("changed the password"),
    "accounts.confirm_address": gettext_lazy("confirmed the address"),
    "accounts.sign_up": gettext_lazy("created an account"),
    "budgets.cast_ballot": gettext_lazy("cast a ballot"),
    "budgets.close_vote": gettext_lazy("closed the vote"),
    "budgets.count_vote": gettext_lazy("counted the vote"),
    "budgets.create_budget": gettext_lazy("created a budget"),
    "budgets.edit_budget": gettext_lazy("changed a budget"),
    "budgets.erase_voter": gettext_lazy("took the voter’s name off the ballot"),
    "budgets.publish_results": gettext_lazy("published the results of the vote"),
    "budgets.record_paper_ballots": gettext_lazy("recorded paper ballots"),
    "budgets.review_project": gettext_lazy("reviewed a project"),
    "budgets.submit_project": gettext_lazy("submitted a project"),
    "budgets.withdraw_paper_batch": gettext_lazy("withdrew a batch of paper ballots"),
    "comments.edit_comment": gettext_lazy("changed a comment"),
    "comments.hide_comment": gettext_lazy("hid a comment"),
    "comments.post_comment": gettext_lazy("posted a comment"),
    "comments.restore_comment": gettext_lazy("put a comment back"),
    "comments.withdraw_comment": gettext_lazy("withdrew a comment"),
    "console.allow_module": gettext_lazy("changed the modules of the contract"),
    "console.set_module": gettext_lazy("switched a module on or off"),
    "consultations.add_question": gettext_lazy("added a question"),
    "consultations.answer_questionnaire": gettext_lazy("answered a questionnaire"),
    "consultations.create_questionnaire": gettext_lazy("created a questionnaire"),
    "consultations.edit_question": gettext_lazy("changed a question"),
    "consultations.edit_questionnaire": gettext_lazy("changed a questionnaire"),
    "consultations.export_answers": gettext_lazy("downloaded the answers"),
    "consultations.move_question": gettext_lazy("moved a question"),
    "consultations.publish_results": gettext_lazy("published the results of a questionnaire"),
    "consultations.remove_question": gettext_lazy("removed a question"),
    "consultations.remove_questionnaire": gettext_lazy("removed a questionnaire"),
    "consultations.withdraw_results": gettext_lazy("took the results of a questionnaire back"),
    "contributions.edit_contribution": gettext_lazy("changed a contribution"),
    "contributions.hide_contribution": gettext_lazy("hid a contribution"),
    "contributions.publish_contribution": gettext_lazy("published a contribution"),
    "contributions.restore_contribution": gettext_lazy("put a contribution back"),
    "contributions.withdraw_contribution": gettext_lazy("withdrew a contribution"),
    "engagement.follow": gettext_lazy("followed a contribution"),
    "engagement.forget_person": gettext_lazy("took the person’s supports and follows away"),
    "engagement.support": gettext_lazy("supported a contribution"),
    "engagement.unfollow": gettext_lazy("stopped following a contribution"),
    "engagement.withdraw_support": gettext_lazy("withdrew a support"),
    "moderation.appeal_decision": gettext_lazy("asked for a second look"),
    "moderation.keep_item": gettext_lazy("kept a flagged text"),
    "notifications.choose_mail": gettext_lazy("chose which mails to receive"),
    "people.block_person": gettext_lazy("blocked a person"),
    "people.download_data": gettext_lazy("downloaded their own data"),
    "people.edit_profile": gettext_lazy("changed the profile"),
    "people.erase_account": gettext_lazy("erased the account"),
    "people.set_roles": gettext_lazy("changed a person’s roles"),
    "people.unblock_person": gettext_lazy("unblocked a person"),
    "portal.edit_page": gettext_lazy("changed a page"),
    "portal.set_module": gettext_lazy("switched a module on or off"),
    "processes.add_phase": gettext_lazy("added a phase"),
    "processes.copy_process": gettext_lazy("copied a process"),
    "processes.create_process": gettext_lazy("created a process"),
    "processes.edit_phase": gettext_lazy("changed a phase"),
    "processes.edit_process": gettext_lazy("changed a process"),
    "processes.move_phase": gettext_lazy("moved a phase"),
    "processes.publish_process": gettext_lazy("published a process"),
    "processes.unpublish_process": gettext_lazy("took a process back to draft"),
    "processes.archive_process": gettext_lazy("archived a process"),
    "processes.remove_phase": gettext_lazy("removed a phase"),
    "proposals.change_status": gettext_lazy("changed an idea’s stage"),
    "proposals.edit_idea": gettext_lazy("changed an idea"),
    "proposals.submit_idea": gettext_lazy("submitted an idea"),
    "proposals.withdraw_idea": gettext_lazy("withdrew an idea"),
    "theming.publish_theme": gettext_lazy("changed the portal’s colors and logo"),
}

# Words for what events hold; a detail that is not here shows its own name.
DETAILS = {
    "after": gettext_lazy("after"),
    "amount": gettext_lazy("amount"),
    "answered": gettext_lazy("with an answer"),
    "ballots": gettext_lazy("ballots"),
    "before": gettext_lazy("before"),
    "is_change": gettext_lazy("replaces an earlier one"),
    "is_enabled": gettext_lazy("switched on"),
    "module": gettext_lazy("module"),
    "modules": gettext_lazy("modules"),
    "number": gettext_lazy("number"),
    "roles": gettext_lazy("roles"),
    "rule": gettext_lazy("rule of the charter"),
    "status": gettext_lazy("stage"),
    "title": gettext_lazy("title"),
    "winners": gettext_lazy("winners"),
    "reason": gettext_lazy("reason"),
    "names": gettext_lazy("with names"),
    "kind": gettext_lazy("kind"),
    "template": gettext_lazy("template"),
}


def action_words(verb: str) -> str | Promise:
    """What was done, as the end of a sentence that begins with a person."""
    return ACTIONS.get(verb, verb)


def app_words(label: str) -> str:
    """The name that staff know an app by."""
    try:
        config = apps.get_app_config(label)
    except LookupError:
        return label
    return str(capfirst(str(getattr(config, "title", "") or config.verbose_name)))


def subject_words(subject_type: str) -> str:
    """The kind of thing that it was done to."""
    model = model_of(subject_type)
    return str(model._meta.verbose_name) if model else subject_type


def detail_words(subject_type: str, data: dict[str, Any]) -> str:
    """What the event holds, in one line."""
    choices = choices_of(subject_type)
    return " · ".join(
        _("%(detail)s: %(value)s")
        % {"detail": DETAILS.get(key, key), "value": value_words(value, choices)}
        for key, value in data.items()
    )


def value_words(value: object, choices: dict[str, str]) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(value_words(item, choices) for item in value) or "–"
    return choices.get(str(value), str(value))


def choices_of(subject_type: str) -> dict[str, str]:
    """Words for the codes that a model's fields allow, such as the stages of an idea."""
    model = model_of(subject_type)
    fields = model._meta.concrete_fields if model else ()
    return {str(code): str(label) for field in fields for code, label in field.flatchoices or ()}


def model_of(subject_type: str) -> Any:
    """The model of a label, or nothing when there is none (any more)."""
    try:
        return apps.get_model(subject_type)
    except (LookupError, ValueError):
        return None
