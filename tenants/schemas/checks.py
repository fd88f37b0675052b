"""The model lint: what tables of a city's schema must and must not have."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.core.checks import CheckMessage, Error, register
from django.db import models

OWN_PACKAGES = ("tenant_apps.", "shared_apps.")
TEXT_FIELDS = (models.CharField, models.TextField)
KEY_FIELDS = (models.BigAutoField, models.UUIDField, models.BigIntegerField)


@register("tenancy")
def check_city_models(
    app_configs: Sequence[Any] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Lint the models of our own apps that live in cities' schemas."""
    wanted = {app.name for app in app_configs} if app_configs else set(settings.TENANT_APPS)
    return [
        message
        for app in apps.get_app_configs()
        if app.name in wanted and app.name in settings.TENANT_APPS
        if app.name.startswith(OWN_PACKAGES)
        for model in app.get_models(include_auto_created=True)
        for message in lint(model)
    ]


def lint(model: type[models.Model]) -> Iterator[CheckMessage]:
    """What is wrong with one model."""
    key = model._meta.pk
    is_child_key = isinstance(key, models.OneToOneField)
    if not isinstance(key, KEY_FIELDS) and not is_child_key:
        yield Error("The primary key is neither bigint nor UUID.", obj=model, id="tenancy.E001")
    for field in model._meta.private_fields:
        if isinstance(field, GenericForeignKey):
            yield Error("Generic foreign keys are not used here.", obj=field, id="tenancy.E004")
    for field in model._meta.local_fields:
        related = field.related_model
        if related is not None and related._meta.app_config.name not in settings.TENANT_APPS:
            yield Error(
                "A foreign key crosses into the control plane.", obj=field, id="tenancy.E002"
            )
        has_index = (getattr(field, "db_index", False) or field.unique) and not field.primary_key
        if isinstance(field, TEXT_FIELDS) and has_index:
            yield Error(
                "A text field's db_index or unique brings a second index; "
                "use Meta.indexes or UniqueConstraint.",
                obj=field,
                id="tenancy.E003",
            )
