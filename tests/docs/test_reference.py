"""The reference names what there is, from settings to letters, and nothing else."""

import ast
import re

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page

from events.letters.registry import LETTERS
from story_pages.blocks import Chapters, Elements, Sections
from tests.architecture.tree import APPS, ROOT, tracked

REFERENCE = ROOT / "docs" / "reference"
OF_OTHERS = {"admin/", "documents/", "account/"}  # Wagtail and allauth document their own
CODE = re.compile(r"`([^`\n]+)`")


def page(name: str) -> set[str]:
    """All that a page of the reference sets in `code`."""
    text = (REFERENCE / name).read_text(encoding="utf-8")
    return set(CODE.findall(text))


def first_column(name: str) -> set[str]:
    """What stands in `code` at the beginning of a row or a heading: the things a page explains."""
    text = (REFERENCE / name).read_text(encoding="utf-8")
    rows = re.findall(r"^(?:\| *|#+ )(`[^|\n]+)", text, re.MULTILINE)
    return {found for row in rows for found in CODE.findall(row)}


def settings_read() -> set[str]:
    """What an app's conf.py reads of Django's settings, and the site of its environment."""
    found: set[str] = set()
    for file in tracked("*/conf.py"):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r"getattr\(\s*settings,\s*\"([A-Z_]+)\"", text))
        found |= set(re.findall(r"settings\.([A-Z][A-Z_]+)", text))
        if "get_content_languages" in text:  # Wagtail's reader of it
            found.add("WAGTAIL_CONTENT_LANGUAGES")
    for file in [*tracked("site/learning_city/*.py"), ROOT / "tools" / "system.py"]:
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r"\benv(?:\.\w+)?\(\s*[\"']([A-Z_]+)[\"']", text))
        found |= set(re.findall(r"environ(?:\.\w+\(|\[)\s*\"([A-Z_]+)\"", text))
    return found - {"PYTEST_XDIST_WORKER", "LANGUAGES", "LANGUAGE_CODE", "USE_TZ"}


def commands() -> set[str]:
    return {file.stem for file in tracked("*/management/commands/*.py") if file.stem != "__init__"}


def tags() -> set[str]:
    """Names that templates can load: of @register.simple_tag, @register.filter and the like."""
    found = set()
    for file in tracked(*(f"{app}/templatetags/*.py" for app in APPS)):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.decorator_list:
                found.add(_tag_name(node))
    return found


def _tag_name(node: ast.FunctionDef) -> str:
    for decorator in node.decorator_list:
        for keyword in getattr(decorator, "keywords", []):
            if keyword.arg == "name" and isinstance(keyword.value, ast.Constant):
                return str(keyword.value.value)
    return node.name


def addresses() -> set[str]:
    """The site's own public addresses, as their URL patterns say them."""
    found = set()
    for pattern in get_resolver().url_patterns:
        found |= _routes(pattern, "/")
    return found


def _routes(pattern: URLPattern | URLResolver, above: str) -> set[str]:
    own = str(pattern.pattern)
    if own in OF_OTHERS:
        return set()
    if isinstance(pattern, URLPattern):
        is_ours = pattern.name and not pattern.name.startswith("wagtail")
        return {above + own} if is_ours else set()
    above = above + ("<lang>/" if own in {"en/", ""} and above == "/" else own)
    return {route for child in pattern.url_patterns for route in _routes(child, above)}


def models() -> set[str]:
    """Models of the apps, without the rows that only a page's form holds."""
    found = {model for app in APPS for model in apps.get_app_config(app).get_models()}
    hidden = ("OrganisationPage", "EventPage", "Article", "Story")
    return {
        model.__name__
        for model in found
        if issubclass(model, Page) or not model.__name__.startswith(hidden)
    }


def kinds_of_letters() -> set[str]:
    return set(LETTERS)


def check_ids() -> set[str]:
    text = "".join(file.read_text(encoding="utf-8") for file in tracked("*/checks.py"))
    return set(re.findall(r'id="(\w+\.[EW]\d{3})"', text))


def blocks() -> set[str]:
    """What a story, a chapter, a section and an article can hold, and the blocks of events."""
    streams = (Chapters(), Sections(), Elements())
    own = {name for stream in streams for name in stream.child_blocks}
    return own | {"backdrop", "BodyBlock", "NextEventsBlock"}


def make_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return {f"make {name}" for name in re.findall(r"^([a-z]+):", text, re.MULTILINE)}


@pytest.mark.parametrize(
    ("name", "things"),
    [
        ("settings.md", settings_read),
        ("commands.md", lambda: commands() | make_targets()),
        ("template-tags.md", tags),
        ("pages-and-rows.md", models),
        ("letters.md", kinds_of_letters),
        ("checks.md", check_ids),
        ("blocks.md", blocks),
    ],
    ids=["settings", "commands", "template tags", "models", "letters", "checks", "blocks"],
)
def test_the_reference_explains_what_there_is_and_nothing_else(name: str, things: object) -> None:
    assert callable(things)
    there_is = things()

    explained = {
        re.split(r"[ (=]", word)[0] if "make " not in word else word for word in first_column(name)
    }

    assert (sorted(there_is - explained), sorted(explained - there_is)) == ([], [])


def test_every_address_of_ours_stands_in_the_reference() -> None:
    # The reference writes <key>, where the pattern says <str:key>.
    routes = {re.sub(r"<\w+:(\w+)>", r"<\1>", route) for route in addresses()}

    assert sorted(routes - page("addresses.md")) == []


def test_every_address_of_the_reference_answers_to_a_pattern() -> None:
    routes = {re.sub(r"<\w+:(\w+)>", r"<\1>", route) for route in addresses()}

    told = {word for word in first_column("addresses.md") if word.startswith("/")}

    assert sorted(told - routes) == []
