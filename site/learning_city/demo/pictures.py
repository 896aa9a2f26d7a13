"""The pictures of the demo."""

from typing import Any


def load_media() -> None: ...
def picture(name: str, *, portrait: bool = False) -> Any:
    return None


def recording(name: str) -> Any:
    return None


def alt(name: str, language: str) -> str:
    return ""


def credit(name: str) -> str:
    return ""


def licence(name: str) -> str:
    return ""
