"""Translations that are whole: every text in every language, with its placeholders, compiled."""

import re
from collections import Counter
from pathlib import Path

import polib
import pytest

from tests.architecture.tree import ROOT, name

FOLDERS = ("events", "stakeholders", "story_pages", "site/learning_city")
LANGUAGES = ("ar", "es", "fr", "nl", "zh_Hans")
FILES = [
    ROOT / folder / "locale" / language / "LC_MESSAGES" / "django.po"
    for folder in FOLDERS
    for language in LANGUAGES
]
ALIAS = re.compile(r"\bn?p?gettext(?:_lazy)? as (?!_\b)\w+")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def _holes(entry: polib.POEntry) -> list[str]:
    """The placeholders that a translation has lost or invented."""
    wanted = Counter(PLACEHOLDER.findall(entry.msgid))
    if not entry.msgid_plural:
        return list((wanted - (got := Counter(PLACEHOLDER.findall(entry.msgstr)))) + (got - wanted))
    # A plural form may leave the number out ("one seat"), but must not invent a name.
    wanted |= Counter(PLACEHOLDER.findall(entry.msgid_plural))
    given = Counter(PLACEHOLDER.findall(" ".join(entry.msgstr_plural.values())))
    return sorted(given.keys() - wanted.keys())


@pytest.mark.parametrize("file", FILES, ids=name)
def test_every_text_is_translated(file: Path) -> None:
    catalogue = polib.pofile(str(file))

    lacking = [entry.msgid for entry in catalogue.untranslated_entries()]
    unsure = [entry.msgid for entry in catalogue.fuzzy_entries()]
    assert (lacking, unsure, catalogue.obsolete_entries()) == ([], [], [])


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_translation_keeps_the_placeholders(file: Path) -> None:
    entries = polib.pofile(str(file))

    assert {entry.msgid: holes for entry in entries if (holes := _holes(entry))} == {}


@pytest.mark.parametrize("file", FILES, ids=name)
def test_the_compiled_catalogue_is_up_to_date(file: Path) -> None:
    written = {(e.msgctxt, e.msgid, e.msgstr) for e in polib.pofile(str(file))}
    compiled = {(e.msgctxt, e.msgid, e.msgstr) for e in polib.mofile(str(file.with_suffix(".mo")))}

    assert compiled == written


def test_a_lost_placeholder_would_be_found() -> None:
    entry = polib.POEntry(msgid="%(count)s of %(all)s", msgstr="%(count)s van %(al)s")

    assert sorted(_holes(entry)) == ["%(al)s", "%(all)s"]


def test_texts_are_marked_by_names_that_the_collection_knows() -> None:
    """A text marked by a name of our own would stay English, and no catalogue would miss it."""
    sources = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")]

    assert {name(file) for file in sources if ALIAS.search(file.read_text())} == set()
    assert ALIAS.search("from django.utils.translation import gettext as _t")
