"""The wheel: all that another city's site needs of the three apps, and nothing of this site."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.tree import APPS, ROOT, tracked

KINDS = {".py", ".html", ".txt", ".css", ".js", ".svg", ".mo", ".xml"}


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(place.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


@pytest.mark.parametrize("app", APPS)
def test_the_wheel_holds_an_app_whole(contents: set[str], app: str) -> None:
    files = {path.relative_to(ROOT).as_posix() for path in tracked(app) if path.suffix in KINDS}

    assert files - contents == set()
    assert {Path(file).parts[1] for file in files} >= {"migrations", "templates", "static"}


def test_the_wheel_holds_nothing_else(contents: set[str]) -> None:
    assert {path.split("/")[0] for path in contents} == {*APPS, "wagtail_gathering-0.1.0.dist-info"}


def test_the_wheel_carries_its_licence(contents: set[str]) -> None:
    assert "wagtail_gathering-0.1.0.dist-info/licenses/LICENSE" in contents
