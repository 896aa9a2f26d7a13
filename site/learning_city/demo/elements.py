"""The elements of a section: how an entry of a text file becomes a block."""

from collections.abc import Callable
from typing import Any

from . import pictures, recordings, tree
from .markdown import html
from .streams import Block, block, items

Entry = dict[str, Any]


def element(entry: Entry, path: str, place: str, language: str) -> Block | None:
    """The block, or None where the file that it needs is not there."""
    kind, value = _KINDS[entry["type"]](entry, path, place, language)
    return None if value is None else block(kind, value, path, place)


def _text(entry: Entry, *_where: str) -> tuple[str, Any]:
    return "text", html(entry["text"])


def _quote(entry: Entry, *_where: str) -> tuple[str, Any]:
    return "quote", {"text": entry["text"], "who": entry["attribution"], "source_url": ""}


def _image(entry: Entry, _path: str, _place: str, language: str) -> tuple[str, Any]:
    name = entry["image"]
    found = pictures.picture(name)
    if found is None:
        return "image", None
    alt = pictures.alt(name, language)
    return "image", {
        "image": {"image": found.pk, "alt_text": alt, "decorative": not alt},
        "caption": entry["caption"],
        "credit": pictures.credit(name),
        "licence": pictures.licence(name),
    }


def _film(entry: Entry, *_where: str) -> tuple[str, Any]:
    found = recordings.recording(entry["film"])
    value = {"recording": found.pk, "caption": entry["caption"]} if found else None
    return "video", value


def _big_number(entry: Entry, *_where: str) -> tuple[str, Any]:
    return "big_number", {name: entry[name] for name in ("number", "label", "source")}


def _link(entry: Entry, *_where: str) -> tuple[str, Any]:
    return "link", {"label": entry["label"], "page": None, "url": entry["url"]}


def _cards(entry: Entry, path: str, place: str, language: str) -> tuple[str, Any]:
    pages = [page.pk for name in entry["cards"] if (page := tree.nearest(name, language))]
    return "cards", {"title": "", "pages": items(pages, path, f"{place}/cards")}


_KINDS: dict[str, Callable[..., tuple[str, Any]]] = {
    "text": _text,
    "quote": _quote,
    "image": _image,
    "film": _film,
    "big_number": _big_number,
    "link": _link,
    "cards": _cards,
}
