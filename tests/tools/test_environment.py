"""The environment mends itself: what is half made, moved or too old is made anew."""

from pathlib import Path

import pytest

from tools import environment, steps


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, with the commands that the environment would run written down."""
    venv = tmp_path / ".venv"
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "PYTHON", venv / "bin" / "python")
    for name in (environment.SITE, environment.DEVELOPERS):
        (tmp_path / name).write_text("django==5.2\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def titles(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(steps, "run", lambda title, *command, **how: said.append(title))
    return said


def test_from_nothing_it_is_made_and_filled(place: Path, titles: list[str]) -> None:
    environment.ready()

    assert titles[0] == "Making the virtual environment .venv"
    assert titles[-1] == "Installing the packages of requirements.txt"


def test_a_half_made_one_is_made_anew(place: Path, titles: list[str]) -> None:
    broken = place / ".venv" / "bin" / "python"
    broken.parent.mkdir(parents=True)
    broken.write_text("half a file", encoding="utf-8")

    environment.ready()

    assert not broken.exists()
    assert titles[0] == "Making the virtual environment .venv"


def test_a_ready_one_is_left_alone(place: Path, titles: list[str]) -> None:
    environment.ready()
    titles.clear()
    python = place / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()

    environment.ready()

    assert titles == []


def test_the_developers_list_is_enough_for_the_site(place: Path, titles: list[str]) -> None:
    environment.ready(environment.DEVELOPERS)
    titles.clear()
    python = place / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()

    environment.ready(environment.SITE)

    assert titles == []


def test_an_interrupted_installation_is_not_taken_for_a_whole_one(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(title: str, *command: object, **how: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(steps, "run", interrupt)

    with pytest.raises(KeyboardInterrupt):
        environment.ready()

    assert list(place.glob(".venv/ready-*")) == []
