"""One page as it lies on a disk: what it names lies beside it, what leads away says so in full."""

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from .classic import PRELUDE
from .drawings import Drawings
from .shelf import Shelf

Attributes = dict[str, str | None]
# What a browser would ask for without being asked, and what has no use without a server.
DROPPED_LINKS = {
    *("preload", "modulepreload", "preconnect", "dns-prefetch", "prefetch", "manifest", "search"),
}
TAKEN_LINKS = {"stylesheet", "icon"}
LEADS = {"href", "action", "cite", "formaction"}
SHOWS = {"src", "poster", "data"}


class Sheet(HTMLParser):
    """Copies a page tag by tag; only tags that name a file or lead somewhere are written anew."""

    def __init__(
        self, *, address: str, up: str, shelf: Shelf, local: Callable[[str], str | None]
    ) -> None:
        super().__init__(convert_charrefs=False)
        self.address, self.up, self.shelf, self.local = address, up, shelf, local
        self.drawings = Drawings(shelf)
        self._written: list[str] = []
        self._has_modules = False
        self._skips = False

    def written(self, html: str) -> str:
        self.feed(html)
        self.close()
        return "".join(self._written)

    # What is read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._start(tag, attrs, end=">")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Within a drawing the slash counts: without it, what follows would lie inside.
        self._start(tag, attrs, end="/>")

    def _start(self, tag: str, attrs: list[tuple[str, str | None]], *, end: str) -> None:
        before = dict(attrs)
        after = self._changed(tag, dict(before))
        if after is None:
            self._skips = tag == "script"
        elif after == before:
            self._written.append(self.get_starttag_text() or "")
        else:
            self._written.append(_tag(tag, after, end=end))

    def handle_endtag(self, tag: str) -> None:
        if self._skips and tag == "script":
            self._skips = False
            return
        if tag == "body":
            self._written.append(self.drawings.written())
        self._written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._skips:
            self._written.append(data)

    def handle_entityref(self, name: str) -> None:
        self._written.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._written.append(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._written.append(f"<!{decl}>")

    # What is written

    def _changed(self, tag: str, attributes: Attributes) -> Attributes | None:
        """The attributes on a disk; None if the tag has no use there."""
        own = getattr(self, f"_{tag}", None)
        if own is not None:
            return own(attributes)  # type: ignore[no-any-return]  # each answers like this one
        return self._usual(attributes)

    def _usual(self, attributes: Attributes) -> Attributes:
        for name, value in attributes.items():
            if not value:
                continue
            if name.endswith("srcset"):
                attributes[name] = self._sizes(value)
            elif name in LEADS:
                attributes[name] = self._lead(value)
            elif name in SHOWS:
                attributes[name] = self._file(value) or value
            elif name.startswith("data-") and self._is_static(value):
                attributes[name] = self._file(value, as_module=value.endswith(".js"))
        return attributes

    def _script(self, attributes: Attributes) -> Attributes | None:
        source = attributes.get("src")
        if not source:
            return attributes
        is_module = attributes.pop("type", "") == "module"
        taken = self._file(source, as_module=is_module)
        if not taken:
            return None
        if is_module:
            self._begin_modules()
            attributes["defer"] = None
        return attributes | {"src": taken}

    def _link(self, attributes: Attributes) -> Attributes | None:
        relations = set((attributes.get("rel") or "").split())
        if relations & DROPPED_LINKS:
            return None
        address = attributes.get("href") or ""
        if relations & TAKEN_LINKS:
            taken = self._file(address)
            return attributes | {"href": taken} if taken else None
        return attributes | {"href": urljoin(self.address, address)}

    def _video(self, attributes: Attributes) -> Attributes:
        # With it a browser asks whether it may read the file, and a disk does not answer.
        attributes.pop("crossorigin", None)
        return self._usual(attributes)

    _audio = _video

    def _track(self, attributes: Attributes) -> Attributes | None:
        """Captions within the page: as files they would count as somebody else's."""
        held = self.shelf.captions(urljoin(self.address, attributes.get("src") or ""))
        return attributes | {"src": held} if held else None

    def _use(self, attributes: Attributes) -> Attributes:
        address = urljoin(self.address, attributes.get("href") or "")
        return attributes | {"href": self.drawings.part(address) or attributes.get("href")}

    def _begin_modules(self) -> None:
        if not self._has_modules:
            self._has_modules = True
            prelude = self.shelf.take_static(PRELUDE)
            self._written.append(f'<script defer src="{self.up}{prelude}"></script>')

    # Addresses

    def _is_static(self, value: str) -> bool:
        """Uploads are none: such a value may be words that somebody typed."""
        full = "" if value[0].isspace() else self._full(value)
        return self.shelf.name_of(full).startswith("static/")

    def _file(self, value: str, *, as_module: bool = False) -> str:
        name = self.shelf.take(urljoin(self.address, value), as_module=as_module)
        return self._beside(name, value)

    def _beside(self, name: str, value: str) -> str:
        fragment = urlsplit(value).fragment
        return f"{self.up}{name}{'#' if fragment else ''}{fragment}" if name else ""

    def _sizes(self, srcset: str) -> str:
        sizes = (size.strip().partition(" ") for size in srcset.split(", "))
        return ", ".join(f"{self._file(url) or url} {width}" for url, _space, width in sizes)

    def _full(self, value: str) -> str:
        """From the very beginning; empty if nobody can tell where it leads."""
        try:
            return urljoin(self.address, value)
        except ValueError:
            return ""

    def _lead(self, value: str) -> str:
        full = self._full(value)
        if value.startswith("#") or urlsplit(full).scheme not in {"http", "https"}:
            return value
        here = self.local(full)
        if here is not None:
            return here
        return self._beside(self.shelf.take_by_link(full), value) or full


def _tag(name: str, attributes: Attributes, *, end: str) -> str:
    told = (
        f" {key}" if value is None else f' {key}="{escape(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{''.join(told)}{end}"
