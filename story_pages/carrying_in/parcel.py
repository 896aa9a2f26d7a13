"""What somebody uploads: a text, or a zip that is looked into before anything of it is read."""

import stat
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from story_pages import conf

MOST_FILES = 2000
LARGEST_TEXT = 20 * 1024 * 1024
# What is packed a thousand times smaller than it is wants to fill a disk.
DENSEST = 200
# A zip says by this bit that a name is UTF-8.
IS_UTF8 = 0x800
# NotImplementedError, of a kind of zip that Python does not know, is a RuntimeError.
UNREADABLE = (BadZipFile, OSError, EOFError, RuntimeError, ValueError, zlib.error)


class Refused(ValueError):  # noqa: N818 - it reads as what it says
    """Says to whoever uploaded it why a file is not taken."""


class Parcel:
    """The names and contents of what was uploaded; no name of it is ever used on a disk."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self.name = PurePosixPath(name).name
        self._text: bytes | None = None
        self._entries: dict[str, ZipInfo] = {}
        if self.name.lower().endswith(".zip"):
            self._open(file)
        else:
            self._text = file.read(LARGEST_TEXT + 1)
            _hold(len(self._text), LARGEST_TEXT, self.name)

    def names(self) -> Iterator[str]:
        yield from self._entries or [self.name]

    def text(self, name: str) -> str:
        data = self._text if self._text is not None else self.read(name, most=LARGEST_TEXT)
        try:
            # A sign that neither a form nor PostgreSQL takes.
            return data.decode("utf-8-sig").replace("\0", "\ufffd")
        except UnicodeDecodeError:
            raise Refused(_("“%(name)s” is no text in UTF-8.") % {"name": name}) from None

    def read(self, name: str, *, most: int = 0) -> bytes:
        """A file whole; KeyError if it is not in the parcel."""
        entry = self._entries[normalize("NFC", name)]
        _hold(entry.file_size, most or conf.carry_in_limit(), name)
        try:
            # Asked for so much, it unpacks no more, whatever is in it.
            with self._zip.open(entry) as file:
                return file.read(entry.file_size)
        except UNREADABLE as error:
            told = _("“%(name)s” cannot be unpacked: %(why)s") % {"name": name, "why": error}
            raise Refused(told) from error

    def below(self, folder: str) -> str:
        """The first file somewhere below a folder; empty if there is none."""
        return next((name for name in sorted(self._entries) if name.startswith(folder)), "")

    def _open(self, file: IO[bytes]) -> None:
        try:
            self._zip = ZipFile(BytesIO(file.read()) if not file.seekable() else file)
        except UNREADABLE as error:
            raise Refused(_("This is no zip that can be read: %(why)s") % {"why": error}) from error
        named = (entry for entry in self._zip.infolist() if entry.filename)
        entries = [entry for entry in named if not entry.is_dir()]
        if len(entries) > MOST_FILES:
            told = _("There are more than %(most)s files in it.")
            raise Refused(told % {"most": MOST_FILES})
        for entry in entries:
            _look_at(entry)
        _hold(sum(entry.file_size for entry in entries), conf.carry_in_limit(), self.name)
        self._entries = {_name_of(entry): entry for entry in entries}


def _name_of(entry: ZipInfo) -> str:
    """Composed, as people type it; a Mac says not that it writes UTF-8, and decomposes it."""
    name = entry.filename
    if not entry.flag_bits & IS_UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode()
    return normalize("NFC", name)


def _look_at(entry: ZipInfo) -> None:
    """Refuse names that lead out of the zip, links, locked files, and what is packed too well."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    leads_out = path.is_absolute() or ".." in path.parts or ":" in entry.filename
    if leads_out or stat.S_ISLNK(entry.external_attr >> 16):
        told = _("“%(name)s” leads out of the zip; such a file is not taken.")
        raise Refused(told % {"name": entry.filename})
    if entry.flag_bits & 1:
        raise Refused(_("“%(name)s” is locked by a password.") % {"name": entry.filename})
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        told = _("“%(name)s” is packed in a way that is not taken; pack it as an ordinary zip.")
        raise Refused(told % {"name": entry.filename})
    if entry.file_size > max(LARGEST_TEXT, DENSEST * entry.compress_size):
        told = _("“%(name)s” would grow beyond measure when it is unpacked.")
        raise Refused(told % {"name": entry.filename})


def _hold(size: int, most: int, name: str) -> None:
    if size > most:
        told = _("“%(name)s” is larger than %(most)s MB when it is unpacked.")
        raise Refused(told % {"name": name, "most": round(most / 1e6)})
