"""All tests: what cannot run is named with the way to bring it, and CI leaves nothing out."""

import pytest

from tools import system, tests
from tools.tests import Run


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Run]:
    """One run that is possible and one whose program is missing; pytest itself stays away."""
    possible = Run("Tests on SQLite", ("-m", "ordinary"))
    impossible = Run("Calendars", ("-m", "programs"), needs=lambda: None, lacking="npm is missing")
    monkeypatch.setattr(tests, "RUNS", [possible, impossible])
    monkeypatch.setattr(tests, "pytest", lambda words, env, python: (0, "1 passed in 0.1s"))
    monkeypatch.setattr(tests, "install_programs", lambda: None)
    monkeypatch.setattr(tests.environment, "ready", lambda requirements: None)
    monkeypatch.delenv("CI", raising=False)
    return [possible, impossible]


def test_what_is_left_out_is_named_with_its_reason(
    runs: list[Run], capsys: pytest.CaptureFixture[str]
) -> None:
    code = tests.main([])

    said = capsys.readouterr().out
    assert code == 0
    assert "✗ Calendars: LEFT OUT, since npm is missing" in said
    assert "✓ Tests on SQLite" in said


def test_ci_leaves_nothing_out(runs: list[Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")

    assert tests.main([]) == 1
    monkeypatch.setattr(runs[1], "needs", lambda: "/usr/bin/npm")
    assert tests.main([]) == 0


def test_ci_leaves_out_what_a_machine_need_not_have(
    runs: list[Run], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(runs[1], "is_optional", True)

    assert tests.main([]) == 0
    assert "LEFT OUT" in capsys.readouterr().out


def test_every_marker_has_a_run_of_its_own_or_is_ordinary() -> None:
    """A test whose marker no run names would never be asked for."""
    left_out = set(tests.ORDINARY.replace("not ", "").split(" and "))
    chosen = {run.words[run.words.index("-m") + 1] for run in tests.RUNS} - {tests.ORDINARY}

    assert chosen == left_out


def test_missing_programs_are_brought_by_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    brought: list[str] = []
    names = ("chromium", "pdftotext", "postgresql", "npm", "libical", "redis")
    for name in names:
        monkeypatch.setattr(system, name, lambda: None)
    monkeypatch.setattr(system, "install", lambda *packages: brought.extend(packages))

    tests.install_programs()

    assert {"chromium", "poppler-utils", "postgresql", "npm", "libical-dev", "redis-server"} <= set(
        brought
    )


@pytest.mark.parametrize(
    ("may_miss", "answers", "code"),
    [
        (True, [(1, "== 1 failed, 314 passed, 1 error in 9.0s =="), (0, "2 passed")], 0),
        (True, [(1, "== 1 failed, 314 passed in 9.0s =="), (1, "1 failed")], 1),
        (True, [(1, "== 4 failed, 311 passed in 9.0s ==")], 1),
        (True, [(2, "== 1 error in 9.0s ==")], 2),
        (True, [(0, "== 315 passed in 9.0s ==")], 0),
        (False, [(1, "== 1 failed, 314 passed in 9.0s ==")], 1),
    ],
)
def test_a_few_clicks_that_missed_are_tried_once_more_and_told_of(
    may_miss: bool, answers: list[tuple[int, str]], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []

    def answer(words: tuple[str, ...], env: object, python: object) -> tuple[int, str]:
        asked.append(words)
        return answers[len(asked) - 1]

    monkeypatch.setattr(tests, "pytest", answer)
    run = Run("In Chromium", ("-n", "2", "-m", "browser", "tests/browser"), may_miss=may_miss)

    run.start()

    assert run.code == code
    assert len(asked) == len(answers)
    assert all(closing in run.closing for _, closing in answers)
    for again in asked[1:]:
        assert "--last-failed" in again
        assert again[-3:] == ("-m", "browser", "tests/browser")
