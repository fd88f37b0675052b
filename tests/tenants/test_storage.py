"""Files of a city: under its uuid, private, by signed address; on disk and behind the S3 API."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
import requests
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from moto.server import ThreadedMotoServer

from tenants.context import city_context
from tenants.snapshot import CitySnapshot
from tenants.storage import S3CityStorage


def test_local_file_lies_under_the_citys_uuid(city: CitySnapshot, settings: Any) -> None:
    name = default_storage.save("logos/one.txt", ContentFile(b"one"))

    assert (settings.MEDIA_ROOT / str(city.uuid) / name).read_bytes() == b"one"
    assert str(city.uuid) not in name


def test_local_file_is_served_to_whoever_has_the_signed_address(
    city: CitySnapshot, client_of: Any
) -> None:
    name = default_storage.save("logos/one.txt", ContentFile(b"one"))
    address = default_storage.url(name)

    answer = client_of(city).get(address)

    assert b"".join(answer.streaming_content) == b"one"
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("tamper", ["", "?signature=", "?signature=1:x", "?signature=abc"])
def test_local_file_is_not_served_without_its_signature(
    city: CitySnapshot, client_of: Any, tamper: str
) -> None:
    name = default_storage.save("logos/one.txt", ContentFile(b"one"))

    assert client_of(city).get(f"/files/{name}{tamper}").status_code == 404


def test_signature_of_one_file_does_not_open_another(city: CitySnapshot, client_of: Any) -> None:
    one = default_storage.url(default_storage.save("one.txt", ContentFile(b"one")))
    two = default_storage.save("two.txt", ContentFile(b"two"))

    assert client_of(city).get(f"/files/{two}?{one.partition('?')[2]}").status_code == 404


def test_signature_of_one_city_is_worthless_in_another(
    city: CitySnapshot, other_city: CitySnapshot, client_of: Any
) -> None:
    address = default_storage.url(default_storage.save("one.txt", ContentFile(b"one")))
    with city_context(other_city):
        default_storage.save("one.txt", ContentFile(b"other"))

    assert client_of(other_city).get(address).status_code == 404


@pytest.mark.parametrize("name", ["../other/one.txt", "/etc/passwd", "a/../../b"])
def test_path_out_of_the_citys_folder_is_refused(
    city: CitySnapshot, client_of: Any, name: str
) -> None:
    address = default_storage.url(name)

    assert client_of(city).get(address).status_code in (400, 404)


@pytest.fixture(scope="module")
def s3_address() -> Iterator[str]:
    """A real S3 API on this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_address: str) -> S3CityStorage:
    """The storage of cities, in a bucket of that server."""
    client = boto3.client(
        "s3",
        endpoint_url=s3_address,
        region_name="eu-west-3",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    client.create_bucket(
        Bucket="parvis", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"}
    )
    return S3CityStorage(
        bucket_name="parvis",
        endpoint_url=s3_address,
        region_name="eu-west-3",
        access_key="key",
        secret_key="secret",
    )


@pytest.fixture(autouse=True)
def empty_bucket(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "s3" in request.fixturenames:
        address = request.getfixturevalue("s3_address")
        requests.post(f"{address}/moto-api/reset", timeout=5)


def read(storage: S3CityStorage, name: str) -> bytes:
    with storage.open(name) as file:
        return bytes(file.read())


def test_object_lies_under_the_citys_uuid(city: CitySnapshot, s3: S3CityStorage) -> None:
    name = s3.save("logos/one.txt", ContentFile(b"one"))

    keys = [entry.key for entry in s3.bucket.objects.all()]
    assert name == "logos/one.txt"
    assert keys == [f"{city.uuid}/logos/one.txt"]
    assert read(s3, name) == b"one"


def test_object_is_served_by_the_portal_at_a_signed_address(
    city: CitySnapshot, s3: S3CityStorage, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared_apps.web.views.storages", {"default": s3})
    address = s3.url(s3.save("one.txt", ContentFile(b"one")))

    answer = client_of(city).get(address)

    assert address.startswith("/files/one.txt?signature=")  # no other host is asked
    assert b"".join(answer.streaming_content) == b"one"
    assert client_of(city).get("/files/one.txt?signature=1:x").status_code == 404
    assert client_of(city).get(s3.url("gone.txt")).status_code == 404


def test_same_name_in_two_cities_is_two_objects(
    city: CitySnapshot, other_city: CitySnapshot, s3: S3CityStorage
) -> None:
    s3.save("one.txt", ContentFile(b"here"))
    with city_context(other_city):
        s3.save("one.txt", ContentFile(b"there"))
        assert read(s3, "one.txt") == b"there"

    assert read(s3, "one.txt") == b"here"


def test_object_cannot_be_named_out_of_the_prefix(
    city: CitySnapshot, other_city: CitySnapshot, s3: S3CityStorage
) -> None:
    with city_context(other_city):
        s3.save("one.txt", ContentFile(b"there"))

    with pytest.raises(SuspiciousOperation, match="denied"):
        read(s3, f"../{other_city.uuid}/one.txt")
