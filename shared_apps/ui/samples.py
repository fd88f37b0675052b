"""Made-up content for the components' page."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared_apps.ui.forms import (
    ChoiceTiles,
    ColorInput,
    DateInput,
    FilePicker,
    MarkdownInput,
    MoneyInput,
    MultiChoiceTiles,
    PicturePicker,
    Tile,
)
from shared_apps.ui.navigation import Bar, Crumb, NavItem, Stack, Step

SPRITE = Path(__file__).parent / "static" / "ui" / "icons.svg"
MARKDOWN = """## Pourquoi

Le square est **très** fréquenté. *Trois bancs* sur huit sont cassés.

- des bancs
- de l’ombre

> Une demande ancienne

[Le plan](https://example.org)
"""
PAGES = {
    "portal": "ui/dev/portal.html",
    "ballot": "ui/dev/ballot.html",
    "idea": "ui/dev/idea.html",
    "back-office": "ui/dev/back_office.html",
    "console": "ui/dev/console.html",
    "mail": "ui/dev/mail.html",
}


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label=gettext_lazy("Title of your idea"),
        max_length=80,
        help_text=gettext_lazy("In a few words: what, and where."),
    )
    text = forms.CharField(
        label=gettext_lazy("Your idea"),
        widget=MarkdownInput(attrs={"maxlength": "4000", "rows": "5"}),
        required=False,
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    amount = forms.IntegerField(
        label=gettext_lazy("Estimated cost"), min_value=0, widget=MoneyInput()
    )
    day = forms.DateField(label=gettext_lazy("Day"), widget=DateInput(), required=False)
    district = forms.ChoiceField(
        label=gettext_lazy("District"),
        choices=[("", "—"), ("n", "Nord"), ("s", "Sud")],
        required=False,
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Do you cycle to work?"),
        choices=[("daily", gettext_lazy("Every day")), ("never", gettext_lazy("Never"))],
        widget=forms.RadioSelect,
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("Theme"),
        widget=ChoiceTiles,
        choices=[
            (
                "nature",
                Tile(gettext_lazy("Nature in town"), gettext_lazy("Trees, gardens, water"), "map"),
            ),
            (
                "move",
                Tile(
                    gettext_lazy("Getting around"), gettext_lazy("Cycling, walking, buses"), "pin"
                ),
            ),
            (
                "live",
                Tile(
                    gettext_lazy("Living together"),
                    gettext_lazy("Culture, sport, solidarity"),
                    "users",
                ),
            ),
        ],
    )
    days = forms.MultipleChoiceField(
        label=gettext_lazy("When are you free?"),
        widget=MultiChoiceTiles,
        choices=[("we", gettext_lazy("Evenings")), ("sa", gettext_lazy("Saturday"))],
        required=False,
    )
    picture = forms.FileField(label=gettext_lazy("Picture"), widget=PicturePicker, required=False)
    document = forms.FileField(label=gettext_lazy("Document"), widget=FilePicker, required=False)
    color = forms.CharField(
        label=gettext_lazy("Main color"), widget=ColorInput, initial="#0b5d66", required=False
    )
    agree = forms.BooleanField(label=gettext_lazy("I have read the participation charter"))


def page_template(name: str) -> str:
    """The template of a sample page; 404 for an unknown one."""
    if name not in PAGES:
        raise Http404
    return PAGES[name]


def icon_names() -> list[str]:
    """Names of the sprite's symbols."""
    return [line.split('"')[1] for line in SPRITE.read_text().splitlines() if "<symbol" in line]


def values() -> dict[str, Any]:
    """Context of the sample pages."""
    now = timezone.now()
    end = (now + timedelta(days=6)).replace(hour=22, minute=59)
    steps = [
        Step(_("Ideas"), _("525 submitted"), "done"),
        Step(_("Study of ideas"), _("234 kept"), "done"),
        Step(_("Vote of residents"), _("6 days left"), "now"),
        Step(_("Results"), _("4 December"), "next"),
        Step(_("Works on site"), _("from January"), "next"),
    ]
    titles = (_("Processes"), _("Ideas"), _("Agenda"), _("Results"), _("Open data"))
    nav = [NavItem(title, f"#{i}", is_current=i == 0) for i, title in enumerate(titles)]
    return {
        "now": now,
        "end": end,
        "soon": now + timedelta(days=9),
        "past": now - timedelta(days=3),
        "steps": steps,
        "icons": icon_names(),
        "portal_nav": nav,
        "footer_nav": [
            NavItem(_("Accessibility"), "#"),
            NavItem(_("Personal data"), "#"),
            NavItem(_("Rules and algorithms"), "#"),
        ],
        "staff_nav": staff_nav(),
        "console_nav": console_nav(),
        "crumbs": [
            Crumb(_("Home"), "/"),
            Crumb(_("Participatory budget"), "/"),
            Crumb(_("Shared garden")),
        ],
        "tabs": [
            NavItem(_("All contributions"), "#", is_current=True, count=12),
            NavItem(_("Waiting for an answer"), "#", count=3),
            NavItem(_("Handled"), "#"),
        ],
        "sorts": [
            ("support", _("Most supported")),
            ("new", _("Newest")),
            ("random", _("At random")),
        ],
        "facts": [
            (_("Budget"), "3 500 000 €"),
            (_("Projects"), "234"),
            (_("Ends"), _("in 6 days")),
        ],
        "bars": [
            Bar("Centre", 812),
            Bar("Maurepas", 640),
            Bar("Villejean", 455),
            Bar("Le Blosne", 198),
        ],
        "stacks": [
            Stack(month, (900 + 80 * i, 400 + 60 * i, 120 * i))
            for i, month in enumerate(("juin", "juil.", "août", "sept.", "oct.", "nov."))
        ],
        "series": [_("Small towns"), _("Towns"), _("Cities")],
        "activity": [2, 3, 3, 5, 4, 8, 12, 9, 14],
        "rows": [
            ("Sens unique rue Vasselot", "Centre", 45000, "open"),
            ("Boîtes à dons dans les squares", "Villejean", 18000, "soon"),
            ("Square de la Touche", "Ouest", 120000, "closed"),
        ],
        "terms": [
            (_("Who may vote"), _("Any person over 16 who lives in the town")),
            (_("How"), _("Online or on paper, once")),
        ],
        "markdown_text": MARKDOWN,
    }


def staff_nav() -> list[NavItem]:
    """A back office's sidebar."""
    follow, town = _("Follow participation"), _("Settings of the town")
    return [
        NavItem(_("Today"), "#", "home", True),
        NavItem(_("Processes"), "#", "flag", group=follow),
        NavItem(_("Contributions"), "#", "idea", count=12, group=follow),
        NavItem(_("Moderation"), "#", "shield", count=3, group=follow),
        NavItem(_("Open data"), "#", "data", group=follow),
        NavItem(_("Brand"), "#", "picture", group=town),
        NavItem(_("Modules"), "#", "gear", group=town),
        NavItem(_("People"), "#", "users", group=town),
    ]


def console_nav() -> list[NavItem]:
    """The console's sidebar."""
    return [
        NavItem(_("Cities"), "#", "building", True),
        NavItem(_("Finance"), "#", "euro"),
        NavItem(_("Operators"), "#", "users"),
    ]
