"""Files of cities: private, under the city's uuid, served by signed addresses.

Names that callers see have no prefix (`logos/1.png`); below they live at `<uuid>/logos/1.png`.
"""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core import signing
from django.core.files.storage import FileSystemStorage
from storages.backends.s3 import S3Storage

from tenants.connection import connection
from tenants.snapshot import CitySnapshot

SIGNATURE_SECONDS = 3600


def prefix() -> str:
    """Folder of whoever is current: the city's uuid, or `control`."""
    tenant = connection.tenant
    return str(tenant.uuid) if isinstance(tenant, CitySnapshot) else "control"


class SignedAddresses:
    """The portal serves its files itself, at addresses that it has signed.

    The bucket stays in the private network, and pages ask no other host for anything.
    """

    def url(self, name: str | None, **_options: Any) -> str:
        """An address that holds for at least an hour and only in this city."""
        name = name or ""
        signature = self._signer().sign(name).removeprefix(f"{name}:")
        return f"{settings.MEDIA_URL}{quote(name)}?signature={signature}"

    def check_signature(self, name: str, signature: str) -> None:
        """Raise BadSignature unless this city signed this name in the last two hours."""
        self._signer().unsign(f"{name}:{signature}", max_age=2 * SIGNATURE_SECONDS)

    @staticmethod
    def _signer() -> signing.TimestampSigner:
        return signing.TimestampSigner(salt=f"parvis.files.{prefix()}")


class LocalCityStorage(SignedAddresses, FileSystemStorage):
    """Files on the local disk, for the demo and for work on one machine."""

    @property
    def base_location(self) -> str:
        """The current city's folder; read at each use, as one process serves many cities."""
        return str(settings.MEDIA_ROOT / prefix())

    @property
    def location(self) -> str:
        """The same, absolute."""
        return self.base_location


class S3CityStorage(SignedAddresses, S3Storage):  # type: ignore[misc]
    """Files in a bucket behind the S3 API."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{
                "default_acl": "private",
                "file_overwrite": False,
                "signature_version": "s3v4",
                "addressing_style": "path",
                **options,
            }
        )

    @property
    def location(self) -> str:
        """Prefix of the current city's keys; read at each use."""
        return prefix()

    @location.setter
    def location(self, value: str) -> None:
        """The base class sets a fixed one, which would be shared by all cities."""
