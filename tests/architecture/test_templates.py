"""Templates that compile, stay within the Content-Security-Policy, and say what they are given."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture.tree import name, template_name, templates

TEMPLATES = templates()
COMMENTS = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
BLOCKED = {
    "style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
    "event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "inline style": re.compile(r"<style\b", re.IGNORECASE),
    # Data is not run: the policy lets application/ld+json and application/json pass.
    "inline script": re.compile(
        r"<script\b(?![^>]*\ssrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE
    ),
    "javascript address": re.compile(r"=\s*[\"']?javascript:", re.IGNORECASE),
}
INCLUDE = re.compile(r"\{%\s*include\s[^%]*%\}")


def blocked_in(text: str) -> list[str]:
    return [what for what, pattern in BLOCKED.items() if pattern.search(COMMENTS.sub("", text))]


def open_includes(text: str) -> list[str]:
    """Includes that hand on all the page knows, instead of what the part needs."""
    found = INCLUDE.findall(COMMENTS.sub("", text))
    return [include for include in found if not re.search(r"\sonly\s*%\}$", include)]


# What the bench compares us with runs with settings of its own.
RENDERED = [file for file in TEMPLATES if not name(file).startswith("bench/")]


@pytest.mark.parametrize("file", RENDERED, ids=name)
def test_a_template_compiles(file: Path) -> None:
    get_template(template_name(file))


PAGES = [file for file in TEMPLATES if "letters" not in file.parts]  # mail programs have no policy


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_a_template_holds_nothing_that_the_policy_blocks(file: Path) -> None:
    assert blocked_in(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", TEMPLATES, ids=name)
def test_an_include_hands_over_what_it_names_and_no_more(file: Path) -> None:
    assert open_includes(file.read_text(encoding="utf-8")) == []


LIST = re.compile(r'(<div[^>]*>)?\s*<table class="listing\b')
LISTS = [file for file in TEMPLATES if "events" in file.parts and LIST.search(file.read_text())]


@pytest.mark.parametrize("file", LISTS, ids=name)
def test_a_list_of_the_desk_scrolls_by_itself_and_by_keys(file: Path) -> None:
    """In a window of 320 pixels the page around it stays where it is."""
    for box in LIST.findall(file.read_text(encoding="utf-8")):
        assert re.search(r"desk__scroll|w-overflow-x-auto", box)
        assert 'tabindex="0"' in box
        assert "aria-label" in box


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<p style="color: red">', "style attribute"),
        ('<a class="x"\n onclick="go()">', "event attribute"),
        ("<style>p {}</style>", "inline style"),
        ("<script>go()</script>", "inline script"),
        ('<script type="module">go()</script>', "inline script"),
        ('<a href="javascript:go()">', "javascript address"),
    ],
)
def test_what_the_policy_blocks_would_be_found(text: str, what: str) -> None:
    assert blocked_in(text) == [what]


def test_what_the_policy_allows_is_let_through() -> None:
    allowed = '<script type="application/ld+json">{}</script><script src="a.js"></script>'

    assert blocked_in(allowed + "{# style= #}<!-- <style> -->") == []


def test_an_open_include_would_be_found() -> None:
    text = '{% include "a.html" with page=page %}{% include "b.html" with page=page only %}'

    assert open_includes(text) == ['{% include "a.html" with page=page %}']
