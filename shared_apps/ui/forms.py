"""How forms are drawn: Django's form renderer with our templates, and our widgets."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django.forms
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.functional import Promise, cached_property

OURS = Path(__file__).parent / "templates"
DJANGOS = Path(django.forms.__file__).parent / "templates"


class ParvisRenderer(DjangoTemplates):
    """`{{ form }}` and `{{ field.as_field_group }}` in the look of Parvis."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"

    @cached_property
    def engine(self) -> Backend:
        """Our widget templates stand before Django's own of the same name."""
        return Backend(
            {"APP_DIRS": True, "DIRS": [OURS, DJANGOS], "NAME": "ui_forms", "OPTIONS": {}}
        )


@dataclass(frozen=True)
class Tile:
    """A choice that explains itself, for `ChoiceTiles`."""

    title: str | Promise
    text: str | Promise = ""
    icon: str = ""

    def __str__(self) -> str:
        return str(self.title)


class ChoiceTiles(forms.RadioSelect):
    """One of a few, as large targets."""

    template_name = "ui/widgets/tiles.html"


class MultiChoiceTiles(forms.CheckboxSelectMultiple):
    """Some of a few, as large targets."""

    template_name = "ui/widgets/tiles.html"


class ForAgainst(forms.RadioSelect):
    """For or against, as two large buttons; give it the choices."""

    template_name = "ui/widgets/tiles.html"


class FilePicker(forms.ClearableFileInput):
    """A file, with what is already there."""

    template_name = "django/forms/widgets/clearable_file_input.html"


class PicturePicker(forms.ClearableFileInput):
    """A picture, with a preview of what is there and what was chosen."""

    template_name = "django/forms/widgets/clearable_file_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"accept": "image/png,image/jpeg,image/webp", "data-preview": "", **(attrs or {})}
        )


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own calendar and clock."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MoneyInput(forms.NumberInput):
    """An amount in euros."""

    template_name = "ui/widgets/money.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "min": "0", **(attrs or {})})


class ColorInput(forms.TextInput):
    """A color as #rrggbb: the browser's picker and the same value as text."""

    template_name = "ui/widgets/color.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"pattern": "#[0-9a-fA-F]{6}", "spellcheck": "false", **(attrs or {})})


class MarkdownInput(forms.Textarea):
    """Long text in the Markdown subset, with a reminder of its marks."""

    template_name = "ui/widgets/markdown.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": "10", **(attrs or {})})


class SearchInput(forms.TextInput):
    """A search field."""

    input_type = "search"
