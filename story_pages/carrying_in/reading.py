"""What was uploaded: an outline or an export of Pageflow, and what of it would become a story."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

from .admitting import admitted
from .draft import Draft, Wanted
from .pageflow import ENTRY, read_pageflow
from .parcel import Parcel, Refused
from .plain import read_outline

OUTLINES = (".md", ".markdown", ".txt")
ENDINGS = (*OUTLINES, ".zip", ".json")


def read_upload(name: str, file: IO[bytes]) -> tuple[Draft, Parcel]:
    """The story in a file; Refused if there is none. Nothing is made yet."""
    if not name.lower().endswith(ENDINGS):
        told = _("Give a text (%(endings)s) or a zip.")
        raise Refused(told % {"endings": ", ".join(OUTLINES)})
    parcel = Parcel(name, file)
    draft = _draft(parcel)
    if not draft.sections:
        raise Refused(_("There is no chapter with words in it."))
    return draft, parcel


def _draft(parcel: Parcel) -> Draft:
    names = sorted(parcel.names(), key=lambda one: (one.count("/"), one))
    for name in names:
        path = PurePosixPath(name)
        if path.name == ENTRY or (len(names) == 1 and path.suffix.lower() == ".json"):
            return read_pageflow(parcel.text(name), parcel, folder=_folder(path))
    for name in names:
        path = PurePosixPath(name)
        if path.suffix.lower() in OUTLINES and not path.name.startswith((".", "_")):
            return read_outline(parcel.text(name), name=name, folder=_folder(path))
    raise Refused(_("There is neither an outline nor an entry.json of Pageflow in it."))


def _folder(path: PurePosixPath) -> str:
    return "" if str(path.parent) == "." else str(path.parent)


def report(draft: Draft, parcel: Parcel) -> Iterator[str]:
    """What will come, line by line, for whoever looks before anything is made."""
    told = (draft.title, len(draft.chapters), len(draft.sections))
    yield _("“%s” – chapters: %s, sections: %s.") % told
    for chapter in draft.chapters:
        yield f"{chapter.title}"
        for section in chapter.sections:
            kinds = ", ".join(one["type"] for one in section.elements) or _("no elements")
            yield f"  {section.heading or _('(no heading)')}: {kinds}"
    for wanted in draft.wanted:
        yield _("File: %s") % wanted.file + _trouble(wanted, parcel)
    for note in draft.notes:
        yield _("Look at: %s") % note


def _trouble(wanted: Wanted, parcel: Parcel) -> str:
    try:
        admitted(wanted, parcel)
    except Refused as refused:
        return f" – {refused}"
    return ""
