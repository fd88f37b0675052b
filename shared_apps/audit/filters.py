"""What may be asked of the audit log."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

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
            apps.setdefault(verb.partition(".")[0], []).append((verb, verb))
        choices: list[Any] = [("", _("Every action"))]
        choices += [(app, [(app, f"{app}.*"), *names]) for app, names in sorted(apps.items())]
        self.fields["verb"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """What was understood; a wrong answer filters nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in ("since", "until")} | {
            "verb": self.cleaned_data.get("verb") or ""
        }
