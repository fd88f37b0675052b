"""Forms of the profile and of the list of people."""

from typing import Any

from allauth.account.forms import ReauthenticateForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.choices import StaffRole
from shared_apps.accounts.forms import NAME_HINT, PasswordInput, clean_display_name
from shared_apps.ui.forms import MultiChoiceTiles, SearchInput, Tile
from tenant_apps.people.queries import BLOCKED, STAFF

ROLE_TEXTS = {
    StaffRole.ADMINISTRATOR: _("Everything: people, brand, modules, processes"),
    StaffRole.PROCESS_ADMINISTRATOR: _("Creates processes, moves phases, closes votes"),
    StaffRole.EVALUATOR: _("Studies projects and ideas"),
    StaffRole.MODERATOR: _("Reads reports, hides what breaks the rules"),
    StaffRole.COUNTER_AGENT: _("Helps residents at the counter, enters paper ballots"),
    StaffRole.READER: _("Reads and exports, changes nothing"),
}


class EditProfileForm(forms.Form):
    """The name that others see, and the language of mails and pages."""

    display_name = forms.CharField(
        label=_("Name shown to others"), help_text=NAME_HINT, min_length=2, max_length=80
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].widget.attrs["autocomplete"] = "nickname"

    def clean_display_name(self) -> str:
        """The same check as when registering."""
        return clean_display_name(self.cleaned_data["display_name"])


class EraseAccountForm(ReauthenticateForm):  # type: ignore[misc]
    """The password and a clear yes, before an account goes for good."""

    is_sure = forms.BooleanField(label=_("I understand that this cannot be undone"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = {"autocomplete": "current-password"}
        self.fields["password"] = forms.CharField(
            label=_("Password"), strip=False, widget=PasswordInput(attributes)
        )
        self.order_fields(("password", "is_sure"))


class SetRolesForm(forms.Form):
    """Roles of a person in the back office."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        help_text=_("Without any, the person is a resident."),
        choices=[
            (role.value, Tile(role.label.capitalize(), ROLE_TEXTS[role])) for role in StaffRole
        ],
        widget=MultiChoiceTiles,
        required=False,
    )


class BlockPersonForm(forms.Form):
    """Why a person is blocked; kept in the audit log."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Read by administrators only."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )


class PeopleFilter(forms.Form):
    """Search and filter of the list."""

    q = forms.CharField(label=_("Name or address"), required=False, widget=SearchInput)
    role = forms.ChoiceField(
        label=_("Who"),
        required=False,
        choices=[
            ("", _("Everybody")),
            (STAFF, _("People of the town hall")),
            *StaffRole.choices,
            (BLOCKED, _("Blocked")),
        ],
    )
