"""Steps say what they do, stop where they fail, and are remembered only once they succeeded."""

import sys
from pathlib import Path

import pytest

from tools import steps


@pytest.fixture
def ingredient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "LOGS", tmp_path / "logs")
    file = tmp_path / "ingredient.txt"
    file.write_text("flour", encoding="utf-8")
    return file


def _stamp(ingredient: Path, *words: str) -> steps.Stamp:
    return steps.Stamp(ingredient.with_name("stamp"), files=[ingredient], words=words)


def test_a_stamp_holds_once_it_is_set(ingredient: Path) -> None:
    before = _stamp(ingredient).holds()
    _stamp(ingredient).set()

    assert (before, _stamp(ingredient).holds()) == (False, True)


def test_a_stamp_falls_when_an_ingredient_changes(ingredient: Path) -> None:
    _stamp(ingredient, "oven").set()

    ingredient.write_text("rye", encoding="utf-8")

    assert not _stamp(ingredient, "oven").holds()


def test_a_stamp_falls_when_a_word_changes(ingredient: Path) -> None:
    _stamp(ingredient, "oven").set()

    assert not _stamp(ingredient, "pan").holds()


def test_a_step_says_how_long_it_took(ingredient: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steps.run("Baking", [sys.executable, "-c", "print('hot')"])

    said = capsys.readouterr().out
    assert said.startswith("… Baking\n✓ Baking (")
    assert "hot" not in said


def test_a_step_that_fails_shows_its_last_words_and_a_sentence(
    ingredient: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        steps.run("Baking", [sys.executable, "-c", "exit('burnt')"], failing="Open a window.")

    assert end.value.code == "Open a window."
    assert "    burnt" in capsys.readouterr().out


def test_of_a_traceback_only_the_end_is_shown(
    ingredient: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        steps.run("Baking", [sys.executable, "-c", "raise OSError('no oven')"])

    shown = [line for line in capsys.readouterr().out.splitlines() if line.startswith("    ")]
    assert shown == ["    OSError: no oven", "    (all it said: logs/baking.log)"]


def test_a_program_that_is_not_there_does_not_succeed(tmp_path: Path) -> None:
    assert not steps.succeeds([tmp_path / "nothing"])
