"""Which files of a parcel the libraries take, and why they do not take the others."""

from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField

from story_pages.examining import examine

from .draft import Wanted
from .parcel import Parcel, Refused


def admitted(wanted: Wanted, parcel: Parcel) -> ContentFile[bytes]:
    """The file itself; Refused says why it is not taken."""
    try:
        file = ContentFile(parcel.read(wanted.file), PurePosixPath(wanted.file).name)
        if wanted.kind == "image":
            # Looks at size, format and pixels as the image library does.
            WagtailImageField().clean(file)
        else:
            examine(file, kind=wanted.kind)
    except KeyError:
        raise Refused(_("It does not lie in what was uploaded.")) from None
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return file
