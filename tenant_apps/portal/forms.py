"""Forms of the back office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shared_apps.ui.forms import MarkdownInput
from tenant_apps.portal.models import Page


class PageForm(forms.ModelForm[Page]):
    """Title and text of a page."""

    class Meta:
        model = Page
        fields = ("title", "body")
        widgets = {"body": MarkdownInput({"rows": 24})}
        help_texts = {"body": _("Headings begin with ##, lists with a hyphen.")}
