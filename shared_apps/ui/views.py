"""The page of all components, for those who build pages; only in the demo and in development."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shared_apps.ui import samples


def page_of(request: HttpRequest) -> Page[int]:
    """A page in the middle of a long list."""
    return Paginator(range(1, 485), 20).get_page(request.GET.get("page", "4"))


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component with its states."""
    form = samples.SampleForm()
    wrong = samples.SampleForm({"title": "", "email": "nobody", "amount": "-3"})
    context = {"form": form, "wrong": wrong, "page": page_of(request), **samples.values()}
    return render(request, "ui/dev/components.html", context)


@require_safe
def sample_page(request: HttpRequest, name: str) -> HttpResponse:
    """A whole page made of components: portal, ballot, idea, back office, console, e-mail."""
    template = samples.page_template(name)
    return render(request, template, {"page": page_of(request), **samples.values()})


# Guards live above this layer; these pages are mounted in the demo only.
setattr(components, "guard", "public")  # noqa: B010
setattr(sample_page, "guard", "public")  # noqa: B010
