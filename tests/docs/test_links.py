"""Documents that lead somewhere: links, files, commands; and a README that fits a screen or two."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.architecture.tree import ROOT, name, tracked

DOCUMENTS = tracked("*.md")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
BLOCK = re.compile(r"```.*?```", re.DOTALL)
CODE = re.compile(r"`[^`\n]+`")
README_LINES = 80


def dead_links(document: Path, text: str) -> list[str]:
    """Links to files that are not there, or to headings that nobody wrote."""
    dead = []
    for link in LINK.findall(CODE.sub("", BLOCK.sub("", text))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            dead.append(link)
    return dead


def _anchors(document: Path) -> set[str]:
    """As forges make them: small letters, no punctuation, hyphens for spaces."""
    headings = HEADING.findall(BLOCK.sub("", document.read_text(encoding="utf-8")))
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_links_lead_somewhere(document: Path) -> None:
    assert dead_links(document, document.read_text(encoding="utf-8")) == []


def test_a_dead_link_would_be_found() -> None:
    document = ROOT / "docs" / "words.md"
    text = "[a](words.md#everywhere) [b](words.md#nowhere) [c](gone.md) [d](https://x.example)"

    assert dead_links(document, text) == ["words.md#nowhere", "gone.md"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_commands_that_documents_name_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    named = re.findall(r"(?:^|`|\$ )make ([a-z]+)\b", text, re.MULTILINE)
    commands = re.findall(r"manage\.py ([a-z_]+)", text)

    assert [word for word in named if f"\n{word}:" not in makefile] == []
    assert [word for word in commands if word not in get_commands()] == []


def test_the_readme_fits_and_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    assert len(text.splitlines()) <= README_LINES
    assert {"make demo", "make test"} <= set(re.findall(r"make \w+", text))
