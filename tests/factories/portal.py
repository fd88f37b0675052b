"""Pages of the footer for tests; every city of the tests has its four pages already."""

from factory.django import DjangoModelFactory

from tenant_apps.portal.models import Page


class PageFactory(DjangoModelFactory[Page]):
    """The participation charter, in place of the one that is there."""

    class Meta:
        model = Page
        django_get_or_create = ("slug",)

    slug = "charter"
    title = "Participation charter"
    body = "Be kind."
