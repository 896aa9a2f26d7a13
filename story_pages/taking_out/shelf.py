"""The files that a page names: which of them are ours to take along, and under which name."""

import base64
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import unquote, urljoin, urlsplit

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.templatetags.static import static
from django.urls import Resolver404, resolve

from story_pages.track import Track

from .classic import classic, needs

_NAMED_IN_STYLES = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")


class Shelf:
    """Remembers what is to be taken along, each file once."""

    def __init__(self, root_url: str) -> None:
        self.root_url = root_url
        self.missing: list[str] = []
        self._texts: dict[str, str] = {}
        self._kept: dict[str, None] = {}
        self._offered: set[str] = set()
        # An address may carry a signature; what stands before the name is the same for all files.
        media = urljoin(root_url, default_storage.url("name")).partition("?")[0]
        self._places = {
            "static": urljoin(root_url, getattr(staticfiles_storage, "base_url", "/static/")),
            "media": media.removesuffix("name"),
        }

    def name_of(self, address: str) -> str:
        """What a file of ours is called in the zip; empty if it is none of ours."""
        plain = address.partition("#")[0].partition("?")[0]
        for folder, place in self._places.items():
            if plain.startswith(place) and len(plain) > len(place):
                path = unquote(plain.removeprefix(place))
                is_ours = not path.startswith("/") and "\0" not in path
                name = PurePosixPath(folder, path)
                return str(name) if is_ours and ".." not in name.parts else ""
        return ""

    def take(self, address: str, *, as_module: bool = False) -> str:
        """Put a file on the list with all that it names itself; its name in the zip, or nothing."""
        name = self.name_of(address)
        if name and name not in self._kept and name not in self._texts:
            suffix = PurePosixPath(name).suffix
            if suffix == ".css":
                self._take_text(name, address, _NAMED_IN_STYLES)
            elif suffix == ".js" and as_module:
                self._take_module(name, address)
            else:
                self._kept[name] = None
        return name

    def offer(self, addresses: Iterable[str]) -> None:
        """Let links to these files take them along."""
        self._offered |= {self.name_of(urljoin(self.root_url, one)) for one in addresses}

    def take_by_link(self, address: str) -> str:
        """The same for a file that a link leads to: of uploads only what is offered."""
        name = self.name_of(address)
        return self.take(address) if name.startswith("static/") or name in self._offered else ""

    def take_static(self, name: str) -> str:
        """Put a static file of ours on the list."""
        return self.take(urljoin(self.root_url, static(name)))

    def captions(self, address: str) -> str:
        """A caption file as an address that holds it; nothing if there is none."""
        try:
            found = resolve(urlsplit(address).path)
            text = Track.objects.get(pk=found.kwargs["pk"]).text
        except (Resolver404, KeyError, Track.DoesNotExist):
            return ""
        return f"data:text/vtt;base64,{base64.b64encode(text.encode()).decode()}"

    def text(self, address: str) -> str:
        name = self.name_of(address)
        return self._read(name) if name else ""

    def files(self) -> Iterator[tuple[str, bytes | IO[bytes]]]:
        """Each file with its name, opened when it is asked for."""
        for name, text in self._texts.items():
            yield name, text.encode()
        for name in self._kept:
            try:
                opened = _opened(name)
            except (OSError, SuspiciousFileOperation):
                self.missing.append(name)
            else:
                yield name, opened

    def _take_text(self, name: str, address: str, names: re.Pattern[str]) -> None:
        text = self._read(name)
        self._texts[name] = text
        for other in names.findall(text):
            if urlsplit(other).scheme != "data" and not other.startswith("#"):
                self.take(urljoin(address, other))

    def _take_module(self, name: str, address: str) -> None:
        text = self._read(name)
        self._texts[name] = classic(text)
        for other in needs(text):
            self.take(urljoin(address, other), as_module=True)

    def _read(self, name: str) -> str:
        try:
            with _opened(name) as file:
                return file.read().decode()
        except (OSError, SuspiciousFileOperation):
            self.missing.append(name)
            return ""


def _opened(name: str) -> IO[bytes]:
    folder, _slash, path = name.partition("/")
    if folder == "media":
        return default_storage.open(path)
    found = finders.find(path)
    # Names with a fingerprint are known only where the files were collected.
    return Path(str(found)).open("rb") if found else staticfiles_storage.open(path)
