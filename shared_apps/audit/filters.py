"""What may be asked of the audit log."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from shared_apps.audit import words
from shared_apps.ui.forms import DateInput


class AuditFilter(forms.Form):
    """By action and by day."""

    verb = forms.ChoiceField(label=_("Action"), required=False)
    since = forms.DateField(label=_("First day"), required=False, widget=DateInput)
    until = forms.DateField(label=_("Last day"), required=False, widget=DateInput)

    def __init__(self, *args: Any, verbs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        apps: dict[str, list[tuple[str, str]]] = {}
        for verb in verbs:
            apps.setdefault(verb.partition(".")[0], []).append(
                (verb, capfirst(str(words.action_words(verb))))
            )
        choices: list[Any] = [("", _("Every action"))]
        choices += [
            (
                words.app_words(app),
                [(app, _("everything: %(app)s") % {"app": words.app_words(app)}), *names],
            )
            for app, names in sorted(apps.items())
        ]
        self.fields["verb"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """What was understood; a wrong answer filters nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in ("since", "until")} | {
            "verb": self.cleaned_data.get("verb") or ""
        }
