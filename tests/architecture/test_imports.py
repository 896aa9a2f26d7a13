"""The floors: the contracts of pyproject.toml notice an import that runs upwards."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import APPS, ROOT, name


def _lint(place: Path) -> str:
    """What import-linter says of the tree at a place."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": f"{place / 'site'}:{place}", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in (*APPS, "site"):
        ignored = shutil.ignore_patterns("media", "locale", "static", "artwork")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_import_runs_downwards() -> None:
    said = _lint(ROOT)

    assert " kept, 0 broken" in said, said


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        ("stakeholders/conf.py", "import events", "The site knows the apps"),
        ("events/conf.py", "import story_pages", "Events do not know stories"),
        ("events/outbox.py", "import events.pages", "The floors of events"),
        ("story_pages/brand_new.py", "", "The floors of story_pages"),
    ],
)
def test_an_import_upwards_would_be_found(copy: Path, file: str, line: str, broken: str) -> None:
    with (copy / file).open("a", encoding="utf-8") as code:
        code.write(f"\n{line}\n")

    said = _lint(copy)

    verdicts = [text for text in said.splitlines() if text.endswith(" BROKEN")]
    assert any(text.startswith(broken) for text in verdicts), said


def test_no_module_hides_one_of_pythons_own() -> None:
    """Django collects messages inside an app's folder, from where Python would import ours."""
    ours = {file.stem: name(file) for app in APPS for file in (ROOT / app).glob("*.py")}

    assert not [path for stem, path in ours.items() if stem in sys.stdlib_module_names]
