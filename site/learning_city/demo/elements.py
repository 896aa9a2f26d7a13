"""The elements of a section: how an entry of a text file becomes a block."""

from collections.abc import Callable
from typing import Any

from . import documents, pictures, recordings, tree
from .markdown import html
from .streams import Block, block, items

Entry = dict[str, Any]


def element(entry: Entry, path: str, place: str, language: str) -> Block | None:
    """The block, or None where the file that it needs is not there."""
    make = _KINDS.get(entry["type"], _as_it_stands)
    kind, value = make(entry, path, place, language)
    return None if value is None else block(kind, value, path, place)


def _as_it_stands(entry: Entry, path: str, place: str, _language: str) -> tuple[str, Any]:
    """An element whose fields are plain: the entry names them as the block does."""
    return entry["type"], {
        name: _members(value, path, f"{place}/{name}")
        for name, value in _without_type(entry).items()
    }


def _members(value: Any, path: str, place: str) -> Any:
    """A list becomes a list block, whose members have ids of their own."""
    if isinstance(value, dict):
        return {name: _members(part, path, f"{place}/{name}") for name, part in value.items()}
    if isinstance(value, list):
        parts = [_members(part, path, f"{place}/{number}") for number, part in enumerate(value)]
        return items(parts, path, place)
    return value


def _text(entry: Entry, *_where: str) -> tuple[str, Any]:
    return "text", html(entry["text"])


def _quote(entry: Entry, *_where: str) -> tuple[str, Any]:
    return "quote", {"who": entry.get("attribution", ""), **_without_type(entry)}


def _image(entry: Entry, _path: str, _place: str, language: str) -> tuple[str, Any]:
    return "image", _credited(entry["image"], entry, language)


def _gallery(entry: Entry, path: str, place: str, language: str) -> tuple[str, Any]:
    told = [_credited(one["image"], one, language) for one in entry["pictures"]]
    shown = [one for one in told if one is not None]
    value = {"title": entry["title"], "pictures": items(shown, path, f"{place}/pictures")}
    return "gallery", value if shown else None


def _before_after(entry: Entry, _path: str, _place: str, language: str) -> tuple[str, Any]:
    both = {side: _chosen(entry[side], language) for side in ("before", "after")}
    return "before_after", {**_without_type(entry), **both} if any(both.values()) else None


def _hotspots(entry: Entry, path: str, place: str, language: str) -> tuple[str, Any]:
    points = [one | {"text": html(one["text"])} for one in entry["points"]]
    value = _credited(entry["image"], entry, language)
    return "hotspots", value and value | {"points": items(points, path, f"{place}/points")}


def _question_answer(entry: Entry, path: str, place: str, _language: str) -> tuple[str, Any]:
    told = [one | {"answer": html(one["answer"])} for one in entry["questions"]]
    questions = items(told, path, f"{place}/questions")
    return "question_answer", {"title": entry["title"], "questions": questions}


def _credited(name: str, said: Entry, language: str) -> dict[str, Any] | None:
    """A picture by its name, with who made it; what is said of it besides goes along."""
    chosen = _chosen(name, language)
    told = {"credit": pictures.credit(name), "licence": pictures.licence(name)}
    return chosen and {**told, **_without_type(said), "image": chosen}


def _chosen(name: str, language: str) -> dict[str, Any] | None:
    found, alt = pictures.picture(name), pictures.alt(name, language)
    return found and {"image": found.pk, "alt_text": alt, "decorative": not alt}


def _without_type(entry: Entry) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != "type"}


def _film(entry: Entry, *_where: str) -> tuple[str, Any]:
    return "video", _recorded(entry["film"], entry)


def _audio(entry: Entry, *_where: str) -> tuple[str, Any]:
    return "audio", _recorded(entry["audio"], entry)


def _recorded(name: str, entry: Entry) -> dict[str, Any] | None:
    found = recordings.recording(name)
    said = {field: value for field, value in entry.items() if field in {"caption", "mode"}}
    return {**said, "recording": found.pk} if found else None


def _cards(entry: Entry, path: str, place: str, language: str) -> tuple[str, Any]:
    pages = [page.pk for name in entry["cards"] if (page := tree.nearest(name, language))]
    said = {field: value for field, value in entry.items() if field in {"title", "look"}}
    return "cards", {"title": "", **said, "pages": items(pages, path, f"{place}/cards")}


def _timeline(entry: Entry, path: str, place: str, _language: str) -> tuple[str, Any]:
    entries = [one | {"text": html(one["text"])} for one in entry["entries"]]
    told = items(entries, path, f"{place}/entries")
    return "timeline", {"title": entry["title"], "entries": told}


def _call_to_action(entry: Entry, path: str, place: str, language: str) -> tuple[str, Any]:
    buttons = []
    for one in entry["buttons"]:
        page = tree.nearest(one["page"], language) if "page" in one else None
        buttons.append(one | {"page": page and page.pk})
    value = {"title": entry["title"], "text": entry["text"]}
    return "call_to_action", value | {"buttons": items(buttons, path, f"{place}/buttons")}


def _document(entry: Entry, *_where: str) -> tuple[str, Any]:
    found = documents.document(entry["document"])
    return "document", {**_without_type(entry), "document": found.pk} if found else None


_KINDS: dict[str, Callable[..., tuple[str, Any]]] = {
    "text": _text,
    "quote": _quote,
    "image": _image,
    "gallery": _gallery,
    "before_after": _before_after,
    "hotspots": _hotspots,
    "question_answer": _question_answer,
    "film": _film,
    "audio": _audio,
    "cards": _cards,
    "timeline": _timeline,
    "call_to_action": _call_to_action,
    "document": _document,
}
