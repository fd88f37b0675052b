"""What an operator chooses for a new portal."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shared_apps.onboarding import actions
from shared_apps.onboarding.actions import PortalNotOpened
from shared_apps.theming.tokens import HEX, Theme
from shared_apps.ui.formats import money
from shared_apps.ui.forms import ColorInput, MultiChoiceTiles, Tile
from tenants import registry
from tenants.models import City, Plan, Tier
from tenants.prices import paid_modules

is_color = RegexValidator(HEX, _("Write the color as #rrggbb."))


def module_tiles(plan: Plan, tier: Tier) -> list[tuple[str, Tile]]:
    """Every module with what it does and what it adds to the price."""
    paid = paid_modules(plan, [app.label for app in registry.modules()])
    tiles = []
    for app in registry.modules():
        price: str | Promise = _("included")
        if app.label in paid:
            amount = tier.module_amount
            price = (
                _("by quote")
                if amount is None
                else _("+ %(amount)s a year") % {"amount": money(amount)}
            )
        text = f"{app.summary} ({price})" if app.summary else str(price)
        tiles.append((app.label, Tile(app.title, text, app.icon)))
    return tiles


class ProvisionCityForm(forms.Form):
    """Address, plan, modules, colors and first administrator of a portal."""

    slug = forms.CharField(label=_("Address"), max_length=40)
    plan = forms.ModelChoiceField(Plan.objects.none(), label=_("Plan"), empty_label=None)
    modules = forms.MultipleChoiceField(
        label=_("Modules"),
        required=False,
        widget=MultiChoiceTiles,
        help_text=_("The city can switch each of them off and on again."),
    )
    brand_color = forms.CharField(
        label=_("Main color"), widget=ColorInput, validators=[is_color], empty_value=""
    )
    accent_color = forms.CharField(
        label=_("Second color"), widget=ColorInput, validators=[is_color]
    )
    tagline = forms.CharField(
        label=_("Tagline"),
        max_length=City._meta.get_field("tagline").max_length,
        required=False,
    )
    administrator_name = forms.CharField(
        label=_("Name of the first administrator"), max_length=80, required=False
    )
    administrator_email = forms.EmailField(
        label=_("E-mail address of the first administrator"),
        required=False,
        max_length=254,
        help_text=_("This person receives a mail to choose a password."),
    )

    def __init__(self, *args: Any, plan: Plan, tier: Tier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modules = self.fields["modules"]
        assert isinstance(modules, forms.MultipleChoiceField)
        modules.choices = module_tiles(plan, tier)
        plans = self.fields["plan"]
        assert isinstance(plans, forms.ModelChoiceField)
        plans.queryset = Plan.objects.order_by("name", "pk")

    def clean_slug(self) -> str:
        """Malformed, reserved and taken addresses are refused with their reason."""
        slug = str(self.cleaned_data["slug"]).strip()
        try:
            actions.check_address(slug)
        except PortalNotOpened as error:
            raise forms.ValidationError(str(error), code=error.code) from error
        return slug

    def clean_brand_color(self) -> str:
        """A color on which text cannot be read is refused, with the nearest that can be used."""
        color = str(self.cleaned_data["brand_color"]).lower()
        proposed = Theme(brand=color).proposal().brand
        return _readable(color, proposed)

    def clean_accent_color(self) -> str:
        """As for the main color, with the lower ratio of marks."""
        color = str(self.cleaned_data["accent_color"]).lower()
        return _readable(color, Theme(accent=color).proposal().accent)


def _readable(color: str, proposed: str) -> str:
    if proposed != color:
        message = _("Too pale to be read on white. The nearest color that works is %(color)s.")
        raise forms.ValidationError(message, code="contrast", params={"color": proposed})
    return color
