"""Data sets as JSON, with the words of DCAT where it has one."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from tenants.context import current_city
from tenants.registry import Dataset

LICENSE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


class ColumnSerializer(serializers.Serializer[Any]):
    """A column: `code` is stable; `kind` is text, integer, decimal, boolean, datetime or date."""

    code = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.CharField()


class DistributionSerializer(serializers.Serializer[Any]):
    """A way to get the rows."""

    format = serializers.CharField()
    media_type = serializers.CharField()
    access_url = serializers.URLField()


class DatasetSerializer(serializers.Serializer[Any]):
    """An entry of the catalog; `modified` may be unknown."""

    identifier = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    publisher = serializers.CharField()
    license = serializers.URLField()
    modified = serializers.DateTimeField(allow_null=True)
    rows = serializers.IntegerField()
    landing_page = serializers.URLField()
    distributions = DistributionSerializer(many=True)
    columns = ColumnSerializer(many=True)


def entry(dataset: Dataset, count: int, updated_at: Any) -> dict[str, Any]:
    """What the catalog says of a data set."""
    city = current_city()
    values = {
        "identifier": dataset.slug,
        "title": dataset.title,
        "description": dataset.description,
        "publisher": city.name,
        "license": LICENSE,
        "modified": updated_at,
        "rows": count,
        "landing_page": city.origin + reverse("open_data:dataset", args=[dataset.slug]),
        "distributions": [
            {
                "format": name,
                "media_type": media_type,
                "access_url": city.origin + reverse(route, args=[dataset.slug]),
            }
            for name, media_type, route in (
                ("CSV", "text/csv", "open_data:dataset_csv"),
                ("JSON", "application/json", "open_data:dataset_json"),
                ("API", "application/json", "open_data_api:rows"),
            )
        ],
        "columns": dataset.columns,
    }
    return dict(DatasetSerializer(values).data)
