"""Forms: field, fieldset, error summary, actions."""

from django.forms import BaseForm, BoundField, SelectMultiple
from django.template import Context, Library
from django.utils.safestring import SafeString, mark_safe

from shared_apps.ui.forms import ChoiceTiles, MultiChoiceTiles
from shared_apps.ui.tags.rendering import Value, part

register = Library()


@register.simple_tag
def field(
    bound_field: BoundField,
    label: str = "",
    hint: str = "",
    kind: str = "",
    prefix: str = "",
    suffix: str = "",
) -> SafeString:
    """Label, hint, control and error of a form field, tied together."""
    if label:
        bound_field.label = label
    if hint:
        bound_field.help_text = hint
    if kind == "tiles":
        _use_tiles(bound_field)
    values: dict[str, Value] = {
        "field": bound_field,
        "kind": kind,
        "prefix": prefix,
        "suffix": suffix,
    }
    html = bound_field.form.renderer.render("ui/forms/field.html", values)
    return mark_safe(html)  # noqa: S308  (a rendered template)


def _use_tiles(bound_field: BoundField) -> None:
    old = bound_field.field.widget
    if isinstance(old, ChoiceTiles | MultiChoiceTiles):
        return
    many = getattr(old, "allow_multiple_selected", False) or isinstance(old, SelectMultiple)
    widget = (MultiChoiceTiles if many else ChoiceTiles)(attrs=old.attrs)
    widget.choices = old.choices
    widget.is_required = old.is_required
    bound_field.field.widget = widget


@register.simple_block_tag(takes_context=True)
def fieldset(context: Context, content: str, legend: str, hint: str = "") -> SafeString:
    """Fields that belong together."""
    return part(context, "ui/parts/fieldset", {"content": content, "legend": legend, "hint": hint})


@register.simple_tag(takes_context=True)
def error_summary(context: Context, form: BaseForm, title: str = "") -> SafeString:
    """What is wrong with a form, with links to its fields; nothing when all is well."""
    if not form.errors:
        return SafeString()
    items = []
    for name, errors in form.errors.items():
        bound = form[name] if name in form.fields else None
        target = f"#{bound.id_for_label or bound.auto_id}" if bound is not None else ""
        label = bound.label if bound is not None else ""
        items += [{"target": target, "label": label, "text": error} for error in errors]
    return part(context, "ui/parts/error_summary", {"items": items, "title": title})


@register.simple_block_tag(takes_context=True)
def form_actions(context: Context, content: str) -> SafeString:
    """The buttons of a form."""
    return part(context, "ui/parts/form_actions", {"content": content})
