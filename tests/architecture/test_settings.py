"""Settings: production is safe, and says what it lacks."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from learning_city.settings.base import database
from tests.architecture.tree import ROOT

ENOUGH = {
    "SECRET_KEY": "a-long-secret-that-nobody-guesses-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "city.example",
    "BASE_URL": "https://city.example",
}


def _deploy(given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return _run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], given
    )


def _run(command: list[str], given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A command under the settings of production, with nothing else in its environment."""
    clean = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME"}}
    production = {"DJANGO_SETTINGS_MODULE": "learning_city.settings.production"}
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**clean, **production, **given},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_has_nothing_to_warn_of() -> None:
    done = _deploy(ENOUGH)

    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


def test_production_names_the_setting_that_is_missing() -> None:
    for missing in ENOUGH:
        done = _deploy({key: value for key, value in ENOUGH.items() if key != missing})

        assert done.returncode != 0
        assert missing in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("given", "host"),
    [
        ({"STORAGE_URL": "s3://city"}, "https://city.s3.amazonaws.com"),
        ({"MEDIA_URL": "https://files.example/city/"}, "https://files.example"),
        (
            {"STORAGE_URL": "s3://city", "MEDIA_URL": "https://files.example/"},
            "https://files.example",
        ),
        ({}, None),
    ],
    ids=["a bucket", "another host", "a bucket with a host of its own", "the site itself"],
)
def test_the_policy_lets_uploads_come_from_where_they_are(
    given: dict[str, str], host: str | None
) -> None:
    told = "from django.conf import settings; print(settings.CONTENT_SECURITY_POLICY)"

    done = _run([sys.executable, "-c", told], ENOUGH | given | {"PYTHONPATH": "site"})

    directives = ast.literal_eval(done.stdout)["DIRECTIVES"]
    others = [host] if host else []
    assert directives["img-src"] == ["'self'", "data:", *others]
    assert directives["media-src"] == ["'self'", *others]


def test_the_folder_of_a_new_sqlite_database_is_made(tmp_path: Path) -> None:
    database(f"sqlite:///{tmp_path / 'new' / 'db.sqlite3'}")

    assert (tmp_path / "new").is_dir()
