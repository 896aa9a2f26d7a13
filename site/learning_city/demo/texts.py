"""The texts of the demo: what the files in content/ say, by language and path."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

CONTENT = Path(__file__).parent / "content"
HOME_LANGUAGE: str = settings.LANGUAGE_CODE
LANGUAGES = [
    HOME_LANGUAGE,
    *(code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != HOME_LANGUAGE),
]


@cache
def facts() -> dict[str, Any]:
    """What holds in every language."""
    return read(CONTENT / "facts.toml")


@cache
def terms() -> dict[str, Any]:
    """The vocabularies: their codes, and the names of each in all languages."""
    return read(CONTENT / "terms.toml")


@cache
def text(path: str, language: str) -> dict[str, Any] | None:
    """What is said at a path, such as events/full-house, or None in a language without it."""
    file = CONTENT / language / f"{path}.toml"
    return read(file) if file.exists() else None


def languages_of(path: str) -> list[str]:
    """The languages that say it, the home language first."""
    return [language for language in LANGUAGES if text(path, language) is not None]


def paths(section: str) -> Iterator[str]:
    """All paths of a section in the home language, but not the page above them."""
    for file in sorted((CONTENT / HOME_LANGUAGE / section).glob("*.toml")):
        if file.stem != "index":
            yield f"{section}/{file.stem}"


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
