"""Parts of drawings that a page uses: they must stand in the page, a disk gives no other."""

import re
from pathlib import PurePosixPath

from .shelf import Shelf

_ID = re.compile(r'\bid="([^"]+)"')
_REFERENCE = re.compile(r'(href="#|url\(#)')


class Drawings:
    """Collects the drawings of one page; their ids get the name of their file in front."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._inside: dict[str, str] = {}

    def part(self, address: str) -> str:
        """How the page now names that part; nothing if it is none of ours."""
        file, _mark, part = address.partition("#")
        name = self._shelf.name_of(file)
        if not name or not part:
            return ""
        stem = PurePosixPath(name).name.partition(".")[0]
        if file not in self._inside:
            text = self._shelf.text(file)
            text = _REFERENCE.sub(rf"\g<1>{stem}-", _ID.sub(rf'id="{stem}-\1"', text))
            self._inside[file] = text[text.find("<svg") :]
        return f"#{stem}-{part}"

    def written(self) -> str:
        return f"<div hidden>{''.join(self._inside.values())}</div>" if self._inside else ""
