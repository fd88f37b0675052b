"""The model lint finds what it is for."""

from typing import Any

import pytest
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test.utils import isolate_apps

from tenants.models import City
from tenants.schemas.checks import check_city_models, lint


def test_models_of_cities_have_no_fault() -> None:
    assert check_city_models() == []


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"id": models.AutoField(primary_key=True)}, ["tenancy.E001"]),
        ({"name": models.CharField(max_length=9, primary_key=True)}, ["tenancy.E001"]),
        ({"city": models.ForeignKey(City, models.CASCADE)}, ["tenancy.E002"]),
        ({"name": models.CharField(max_length=9, unique=True)}, ["tenancy.E003"]),
        ({"name": models.TextField(db_index=True)}, ["tenancy.E003"]),
        ({"slug": models.SlugField()}, ["tenancy.E003"]),
        (
            {
                "kind": models.ForeignKey(ContentType, models.CASCADE),
                "key": models.BigIntegerField(),
                "thing": GenericForeignKey("kind", "key"),
            },
            ["tenancy.E004"],
        ),
        ({"name": models.CharField(max_length=9)}, []),
        ({"id": models.UUIDField(primary_key=True)}, []),
    ],
)
@isolate_apps("tenant_apps.people")
def test_lint_finds_each_fault(attributes: dict[str, Any], expected: list[str]) -> None:
    meta = type("Meta", (), {"app_label": "people"})
    body = {"__module__": "tenant_apps.people.models", "Meta": meta, **attributes}
    if not any(getattr(value, "primary_key", False) for value in attributes.values()):
        body["id"] = models.BigAutoField(primary_key=True)

    model = type("Example", (models.Model,), body)

    assert [message.id for message in lint(model)] == expected
