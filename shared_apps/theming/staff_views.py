"""The brand page of a town's back office."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from shared_apps.permissions.errors import DomainError
from shared_apps.theming import actions
from shared_apps.theming.forms import PublishThemeForm
from shared_apps.theming.tokens import ACCENT, BRAND, HEX, Theme
from shared_apps.ui.navigation import Crumb
from shared_apps.ui.paving import paving_svg
from shared_apps.web.guards import staff_required
from shared_apps.web.requests import CityRequest


@staff_required("theming.publish_theme")
@require_http_methods(["GET", "HEAD", "POST"])
def publish_theme(request: CityRequest) -> HttpResponse:
    """Colors, tagline and logo, with a preview."""
    city = request.city
    initial = {name: getattr(city, name) for name in ("brand_color", "accent_color", "tagline")}
    form = PublishThemeForm(
        request.POST or None, request.FILES or None, initial=initial, has_logo=bool(city.logo)
    )
    proposal = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish_theme(city_id=city.id, by=request.user, **form.cleaned_data)
        except actions.ThemeHasNoContrast as error:
            proposal = error.proposal
            form.add_error(None, str(error))
        except DomainError as error:
            form.add_error("logo", str(error))
        else:
            messages.success(request, _("The portal has its new look."))
            return redirect("theming_staff:publish_theme")
    context = {
        "form": form,
        "proposal": proposal,
        "theme": theme_of(form, city),
        "breadcrumbs": [
            Crumb(_("Settings"), reverse("portal_staff:settings")),
            Crumb(_("Colors and logo")),
        ],
    }
    return render(request, "theming/publish_theme.html", context)


def theme_of(form: PublishThemeForm, city: object) -> Theme:
    """The colors in the form where they are colors, else the published ones."""
    chosen = []
    for name, default in (("brand_color", BRAND), ("accent_color", ACCENT)):
        value = str(form[name].value() or "").lower()
        chosen.append(value if HEX.fullmatch(value) else getattr(city, name, "") or default)
    return Theme(*chosen)


@staff_required("theming.publish_theme")
@require_safe
@xframe_options_sameorigin
def preview(request: CityRequest) -> HttpResponse:
    """A sample page in colors that are not published yet; shown in a frame, follows the form."""
    theme = chosen_theme(request)
    colors = f"?brand={theme.brand[1:]}&accent={theme.accent[1:]}"
    context = {
        "theme": theme,
        "proposal": theme.proposal(),
        "stylesheet": reverse("theming_staff:preview_stylesheet") + colors,
        "cover": reverse("theming_staff:preview_paving") + colors,
    }
    return render(request, "theming/preview.html", context)


@staff_required("theming.publish_theme")
@require_safe
def preview_stylesheet(request: CityRequest) -> HttpResponse:
    """The tokens of the colors in the address."""
    return HttpResponse(chosen_theme(request).css(), content_type="text/css")


@staff_required("theming.publish_theme")
@require_safe
def preview_paving(request: CityRequest) -> HttpResponse:
    """The town's paving in the colors of the address."""
    theme = chosen_theme(request)
    drawing = paving_svg(request.city.slug, theme.brand, theme.accent)
    return HttpResponse(drawing, content_type="image/svg+xml")


def chosen_theme(request: CityRequest) -> Theme:
    """The theme in the address; the vendor's colors where it holds none."""
    colors = []
    for name, default in (("brand", BRAND), ("accent", ACCENT)):
        value = "#" + request.GET.get(name, request.GET.get(f"{name}_color", "")).lower().strip("#")
        colors.append(value if HEX.fullmatch(value) else default)
    return Theme(*colors)
