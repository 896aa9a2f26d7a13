"""Files that visitors hand in: how big, and what they are by their content, whatever their name."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image

from events import conf

from .plain import one_line

PDF, END_OF_PDF, TAIL = b"%PDF-", b"%%EOF", 2048
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
ACCEPTED = ".pdf,.jpg,.jpeg,.png,.webp"
LONGEST_NAME = 100


def check(file: Any) -> None:
    """Refuse what is too big or of no kind that we take; name it after what it is."""
    most = conf.answer_file_bytes()
    if file.size > most:
        raise ValidationError(
            _("This file is too big. Choose one of at most %(size)s.")
            % {"size": filesizeformat(most)},
            code="too_big",
        )
    suffix = _suffix(file)
    if not suffix:
        raise ValidationError(
            _("This is neither a PDF nor a picture (JPEG, PNG, WebP). Choose such a file."),
            code="kind",
        )
    stem = one_line(PurePath(file.name).stem)[:LONGEST_NAME].strip(". ") or "file"
    file.name = f"{stem}.{suffix}"


def content_type(name: str) -> str:
    """Of a file that was checked; anything else is just bytes."""
    return TYPES.get(PurePath(name).suffix.lstrip("."), "application/octet-stream")


def _suffix(file: Any) -> str:
    """What the content is, as the end of a name; empty where we do not take it."""
    file.seek(0)
    head = file.read(len(PDF))
    try:
        if head == PDF:
            file.seek(max(0, file.size - TAIL))
            return "pdf" if END_OF_PDF in file.read() else ""
        file.seek(0)
        with Image.open(file, formats=list(FORMATS)) as picture:
            return FORMATS[picture.format or ""] if _is_whole(picture) else ""
    except (OSError, ValueError, SyntaxError, KeyError, Image.DecompressionBombError):
        return ""
    finally:
        file.seek(0)


def _is_whole(picture: Any) -> bool:
    """Raises where it is broken; nothing is unpacked."""
    picture.verify()
    return True
