"""The whole component library as one template library: `{% load ui %}`."""

from django.template import Library

from shared_apps.ui.tags import blocks, charts, forms, lists, pages, small, taking_part

register = Library()
for module in (small, blocks, pages, lists, forms, taking_part, charts):
    register.tags.update(module.register.tags)
    register.filters.update(module.register.filters)
