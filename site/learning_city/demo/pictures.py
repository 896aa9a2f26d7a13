"""The pictures of the demo: what each shows, who drew it, and which part stays in view."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.core.files import File
from wagtail.images.models import Image
from wagtail.models import Collection

from . import texts

MEDIA = Path(__file__).parent / "media"
SHELF = "Demo"


def load_pictures() -> None:
    """Put every picture on Wagtail's shelf; one that is there already stays as it is."""
    for file in sorted(MEDIA.glob("*.webp")):
        if _kept(file) is None:
            _load(file)


def picture(name: str, *, portrait: bool = False) -> Any:
    """The picture of this name, as it is on the shelf, or None."""
    file = MEDIA / f"{name}{'-portrait' if portrait else ''}.webp"
    return _kept(file) if file.exists() else None


def alt(name: str, language: str) -> str:
    """What a picture shows, in words; empty where it only decorates."""
    said: str = credits_of(name).get("alt", {}).get(language, "")
    return said


def credit(name: str) -> str:
    return str(credits_of(name).get("credit", ""))


def licence(name: str) -> str:
    return str(credits_of(name).get("licence", ""))


def credits_of(name: str) -> dict[str, Any]:
    """What is told of one file; an upright version is told of with the other."""
    found: dict[str, Any] = _credits().get(name.removesuffix("-portrait"), {})
    return found


def shelf() -> Collection:
    """Where the demo's files lie, so that editors find theirs more easily."""
    root = Collection.get_first_root_node()
    found: Collection | None = root.get_children().filter(name=SHELF).first()
    return found or root.add_child(name=SHELF)


@cache
def fingerprint(file: Path) -> str:
    """What is in a file, as Wagtail reckons it."""
    return hashlib.sha1(file.read_bytes(), usedforsecurity=False).hexdigest()


@cache
def _credits() -> dict[str, Any]:
    file = MEDIA / "credits.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def _kept(file: Path) -> Image | None:
    """Known by what is in the file: names and titles are the editors'."""
    return Image.objects.filter(file_hash=fingerprint(file)).order_by("pk").first()


def _load(file: Path) -> None:
    told = credits_of(file.stem)
    home = texts.HOME_LANGUAGE
    image = Image(
        title=told.get("title", {}).get(home) or file.stem.replace("-", " ").capitalize(),
        description=alt(file.stem, home),
        collection=shelf(),
        **_focal_point(told.get("portrait_focus" if "portrait" in file.stem else "focus")),
    )
    with file.open("rb") as opened:
        image.file.save(file.name, File(opened), save=False)
        image.save()
    image.get_file_hash()


def _focal_point(given: list[int] | None) -> dict[str, int]:
    """Middle, width and height of the part that stays in view, in pixels of the picture."""
    names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    return dict(zip(names, given, strict=True)) if given else {}
