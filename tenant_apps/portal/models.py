"""Pages of a portal that its staff write."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenant_apps.portal.choices import PageSlug


class Page(models.Model):
    """A page of the footer; `body` is Markdown in the city's language."""

    slug = models.CharField(_("address"), max_length=20, choices=PageSlug.choices)
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"), max_length=40_000)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = (
            models.UniqueConstraint(fields=("slug",), name="page_slug_key"),
            models.CheckConstraint(
                condition=models.Q(slug__in=PageSlug.values), name="page_slug_known"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its address on the portal."""
        return reverse(f"portal:{self.slug.replace('-', '_')}")
