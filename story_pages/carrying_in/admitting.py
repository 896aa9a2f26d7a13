"""Which files of a parcel the libraries take, and why they do not take the others."""

import struct
from math import isfinite
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField

from story_pages.examining import examine

from .draft import Wanted
from .parcel import Parcel, Refused

# What the image libraries let out at a picture that was cut short, or is broken inside.
BROKEN = (OSError, ValueError, SyntaxError, struct.error)


def admitted(wanted: Wanted, parcel: Parcel) -> ContentFile[bytes]:
    """The file itself; Refused says why it is not taken."""
    try:
        file = ContentFile(parcel.read(wanted.file), PurePosixPath(wanted.file).name)
        if wanted.kind == "image":
            _look_at(file)
        else:
            examine(file, kind=wanted.kind)
    except KeyError:
        raise Refused(_("It does not lie in what was uploaded.")) from None
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return file


def _look_at(file: ContentFile[bytes]) -> None:
    """Look at size, format and pixels as the image library does."""
    field = WagtailImageField()
    broken = ValidationError(field.error_messages["invalid_image"])
    try:
        is_measured = all(map(isfinite, field.clean(file).image.get_size()))
    except BROKEN as error:
        raise broken from error
    # A drawing may say that it is endless, or of no number.
    if not is_measured:
        raise broken
