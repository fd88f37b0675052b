"""What no page expects is refused, and what is personal stays out of shared caches."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shared_apps.web.limits import LARGEST_BODY
from tenants.snapshot import CitySnapshot

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=a%00b",
        "/processes/?q=%00",
        "/ideas/?process=%00",
        "/api/v1/ideas/?status=%00",
        "/data/a%00b/",
    ],
)
def test_zero_bytes_in_an_address_are_a_bad_request(
    city: CitySnapshot, client_of: Any, address: str
) -> None:
    assert client_of(city).get(address).status_code == 400


def test_zero_bytes_are_a_bad_request_in_the_back_office(
    city: CitySnapshot, client_of: Any, make_user: Any
) -> None:
    client = client_of(city, make_user(roles=["administrator"]))

    for address in ("/manage/processes/?q=%00", "/manage/consultations/?q=%00"):
        assert client.get(address).status_code == 400


def test_body_larger_than_any_form_is_not_read(city: CitySnapshot, client_of: Any) -> None:
    file = SimpleUploadedFile("x.bin", b"x" * (LARGEST_BODY + 1))

    answer = client_of(city).post("/accounts/login/", {"login": "a@example.org", "file": file})

    assert answer.status_code == 413
    assert "2 Mo" in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/ideas/", "/notifications/", "/manage/people/"])
def test_pages_of_signed_in_people_are_private(
    city: CitySnapshot, client_of: Any, make_user: Any, address: str
) -> None:
    answer = client_of(city, make_user(roles=["administrator"])).get(address)

    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]


def test_pages_shared_among_residents_are_private_too(
    city: CitySnapshot, client_of: Any, make_user: Any
) -> None:
    client = client_of(city, make_user())

    for _ in range(2):
        assert "private" in client.get("/")["Cache-Control"]


def test_page_with_a_token_is_private(city: CitySnapshot, client_of: Any) -> None:
    answer = client_of(city).get("/accounts/login/")

    assert answer.cookies
    assert "private" in answer["Cache-Control"]


def test_open_data_stay_public_for_signed_in_readers(
    city: CitySnapshot, client_of: Any, make_user: Any
) -> None:
    answer = client_of(city, make_user()).get("/api/v1/data/")

    assert answer["Cache-Control"] == "public, max-age=60"
