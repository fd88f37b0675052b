"""A logo as it may be shown: read by Pillow and drawn again, so that nothing hidden remains."""

from hashlib import sha256
from io import BytesIO

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from shared_apps.permissions.errors import DomainError

LARGEST_FILE = 2_000_000  # bytes
LARGEST_SIDE = 6_000  # pixels
SHOWN = (560, 176)  # twice what the portal's head shows
FORMATS = ("PNG", "JPEG", "WEBP")
# What Pillow raises for files that are broken, or made to fill the memory.
UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombError,
)


class LogoNotReadable(DomainError):
    """The file is no picture that a portal can show."""

    code = "logo_not_readable"


def redrawn(file: File[bytes]) -> ContentFile[bytes]:
    """The logo as a PNG named by its content; raises LogoNotReadable."""
    if (file.size or 0) > LARGEST_FILE:
        raise LogoNotReadable(_("This logo is larger than 2 MB. Choose a smaller file."))
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if max(picture.size) > LARGEST_SIDE:
                raise LogoNotReadable(_("This logo is larger than 6,000 pixels. Reduce it first."))
            drawn = picture.convert("RGBA")
    except UNREADABLE as error:
        raise LogoNotReadable(_("This file is not a PNG, JPEG or WebP picture.")) from error
    drawn.thumbnail(SHOWN, Image.Resampling.LANCZOS)
    buffer = BytesIO()
    drawn.save(buffer, "PNG", optimize=True)
    name = f"logos/{sha256(buffer.getvalue()).hexdigest()[:16]}.png"
    return ContentFile(buffer.getvalue(), name)
