"""Comments."""

from django.utils.translation import gettext_lazy as _

from tenants import registry


class CommentsConfig(registry.CityAppConfig):
    """Comments."""

    name = "tenant_apps.comments"
    verbose_name = _("comments")
    title = _("Comments")
    icon = "comment"
