"""The form of a town's brand, for the town's back office and for the console."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from shared_apps.ui.forms import ColorInput, PicturePicker

is_color = RegexValidator(
    r"^#[0-9a-fA-F]{6}$", _("Write a color as # and six digits or letters from a to f.")
)


class PublishThemeForm(forms.Form):
    """Two colors, a tagline, a logo."""

    brand_color = forms.CharField(
        label=_("Main color"),
        help_text=_("Buttons, links and the paving. Must be dark enough to read on paper."),
        validators=[is_color],
        widget=ColorInput(),
    )
    accent_color = forms.CharField(
        label=_("Second color"),
        help_text=_("Marks only: the current page, the open phase, a few stones."),
        validators=[is_color],
        widget=ColorInput(),
    )
    tagline = forms.CharField(
        label=_("Tagline"),
        help_text=_("One short line below the name of the portal."),
        max_length=120,
        required=False,
    )
    logo = forms.FileField(
        label=_("Logo or coat of arms"),
        help_text=_("PNG, JPEG or WebP, up to 2 MB; a transparent background looks best."),
        required=False,
        widget=PicturePicker(),
    )
    is_logo_removed = forms.BooleanField(label=_("Remove the logo"), required=False)

    def __init__(self, *args: Any, has_logo: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_logo:
            del self.fields["is_logo_removed"]


BrandForm = PublishThemeForm
