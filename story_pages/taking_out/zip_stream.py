"""A zip that is written while it is sent, so that no film ever lies in memory."""

from collections.abc import Iterable, Iterator
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone

CHUNK = 256 * 1024
PACKED = (".html", ".css", ".js", ".svg", ".txt", ".json", ".vtt")


class Outlet:
    """Takes what a zip writes, and hands it on; it cannot go back, as a socket cannot."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """There is nothing to push: whoever reads takes."""

    def take(self) -> bytes:
        taken = b"".join(self._waiting)
        self._waiting.clear()
        return taken


def zipped(files: Iterable[tuple[str, bytes | IO[bytes]]]) -> Iterator[bytes]:
    """The bytes of a zip of named files, each a text or something to read from, then closed."""
    outlet = Outlet()
    with ZipFile(outlet, "w") as archive:  # type: ignore[call-overload]  # write and flush suffice
        for name, content in files:
            for _written in _added(archive, name, content):
                if data := outlet.take():
                    yield data
    yield outlet.take()


def _added(archive: ZipFile, name: str, content: bytes | IO[bytes]) -> Iterator[None]:
    info = ZipInfo(name, timezone.localtime().timetuple()[:6])
    # Films and pictures are packed already.
    info.compress_type = ZIP_DEFLATED if name.endswith(PACKED) else ZIP_STORED
    info.external_attr = 0o644 << 16
    if isinstance(content, bytes):
        archive.writestr(info, content)
        yield
        return
    with content, archive.open(info, "w", force_zip64=True) as entry:
        while data := content.read(CHUNK):
            entry.write(data)
            yield
