"""The stable API of open data: the catalog, and the rows of each data set."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared_apps.web.api import PageNumberPagination, ReadOnly
from tenant_apps.open_data import exports, queries
from tenant_apps.open_data.serializers import DatasetSerializer, entry
from tenants.context import current_city
from tenants.registry import Dataset


class DataPagination(PageNumberPagination):
    """`?page=2&page_size=100`, at most 1,000 rows a page; a page size that is none is a 400."""

    page_size = 100
    max_page_size = 1000

    def get_page_size(self, request: Request) -> int:
        """Say what is wrong instead of guessing."""
        wanted = request.query_params.get("page_size")
        if wanted is None:
            return self.page_size
        if not (wanted.isascii() and wanted.isdigit() and 0 < int(wanted) <= self.max_page_size):
            message = f"A whole number from 1 to {self.max_page_size}."
            raise ValidationError({"page_size": [message]})
        return int(wanted)


class DatasetListView(APIView):
    """The catalog."""

    permission_classes = (ReadOnly,)

    @extend_schema(operation_id="data_list", responses=DatasetSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Every data set with its columns and its files."""
        pagination = DataPagination()
        page = pagination.paginate_queryset(queries.datasets(current_city()), request, self)
        entries = [entry(*facts) for facts in queries.facts(current_city(), page or [])]
        return cached(pagination.get_paginated_response(entries))


class DatasetRowsView(APIView):
    """The rows of a data set, page by page."""

    permission_classes = (ReadOnly,)

    @extend_schema(operation_id="data_rows", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, slug: str) -> Response:
        """A page of rows, with the data set's description."""
        dataset = found_or_404(slug)
        pagination = DataPagination()
        page: Any = pagination.paginate_queryset(queries.Rows(dataset), request, self)
        response = pagination.get_paginated_response([exports.as_row(dataset, row) for row in page])
        ((_found, count, updated_at),) = queries.facts(current_city(), [dataset])
        response.data["dataset"] = entry(dataset, count, updated_at)
        return cached(response)


def found_or_404(slug: str) -> Dataset:
    """The data set of that name."""
    dataset = queries.dataset(current_city(), slug)
    if dataset is None:
        raise NotFound
    return dataset


def cached(response: Response) -> Response:
    """Any site may read it, and keep it for a minute."""
    response["Cache-Control"] = "public, max-age=60"
    response["Access-Control-Allow-Origin"] = "*"
    return response
