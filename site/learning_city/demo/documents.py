"""The documents of the demo: files to take along, kept beside the pictures."""

from pathlib import Path
from typing import Any

from django.core.files import File
from wagtail.documents import get_document_model

from .pictures import MEDIA, fingerprint, shelf


def document(name: str) -> Any:
    """The document of this file, put on Wagtail's shelf when asked for first; None without one."""
    file = MEDIA / name
    if not file.exists():
        return None
    # Known by what is in the file, as pictures are: titles are the editors'.
    known = get_document_model().objects.filter(file_hash=fingerprint(file))
    return known.order_by("pk").first() or _load(file)


def _load(file: Path) -> Any:
    made = get_document_model()(title=file.name, collection=shelf())
    with file.open("rb") as opened:
        made.file.save(file.name, File(opened), save=False)
        made.file_size = made.file.size
        made.save()
    made.get_file_hash()
    return made
