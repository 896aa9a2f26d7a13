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
        ({"STORAGE_URL": "s3://city"}, "https://city.s3.us-east-1.amazonaws.com"),
        ({"MEDIA_URL": "https://files.example/city/"}, "https://files.example"),
        (
            {"STORAGE_URL": "s3://city", "MEDIA_URL": "https://files.example/"},
            "https://files.example",
        ),
        (
            {"STORAGE_URL": "s3://city", "AWS_ENDPOINT_URL_S3": "https://s3.example:9000/"},
            "https://s3.example:9000",
        ),
        ({}, None),
    ],
    ids=[
        "a bucket",
        "another host",
        "a bucket with a host of its own",
        "a bucket of another service",
        "the site itself",
    ],
)
def test_the_policy_lets_uploads_come_from_where_they_are(
    given: dict[str, str], host: str | None
) -> None:
    told = "from django.conf import settings; print(settings.CONTENT_SECURITY_POLICY)"

    done = _run_python(told, given)

    directives = ast.literal_eval(done.stdout)["DIRECTIVES"]
    others = [host] if host else []
    assert directives["img-src"] == ["'self'", "data:", *others]
    assert directives["media-src"] == ["'self'", *others]


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "https://city.s3.us-east-1.amazonaws.com/images/a%20b.png"),
        (
            {"AWS_DEFAULT_REGION": "eu-south-1"},
            "https://city.s3.eu-south-1.amazonaws.com/images/a%20b.png",
        ),
        (
            {"MEDIA_URL": "https://files.example/media/"},
            "https://files.example/media/images/a%20b.png",
        ),
        (
            {"AWS_ENDPOINT_URL_S3": "https://s3.example:9000/"},
            "https://s3.example:9000/city/images/a%20b.png",
        ),
    ],
    ids=["AWS", "another region", "a host of its own", "another service"],
)
def test_what_lies_in_a_bucket_has_an_address_that_lasts(
    given: dict[str, str], address: str
) -> None:
    told = "from django.core.files.storage import storages as s; print(s['default'].url('{}'))"
    keys = {"STORAGE_URL": "s3://city", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}

    done = _run_python(told.format("images/a b.png"), keys | given)

    assert done.stdout.strip() == address


def test_no_upload_to_a_bucket_takes_the_place_of_another() -> None:
    told = "from django.conf import settings; print(settings.STORAGES)"

    done = _run_python(told, {"STORAGE_URL": "s3://city", "PRIVATE_STORAGE_URL": "s3://hidden"})

    found = ast.literal_eval(done.stdout)
    names = ("default", "events_private")
    assert [found[one]["OPTIONS"]["file_overwrite"] for one in names] == [False, False]


def _run_python(program: str, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return _run([sys.executable, "-c", program], ENOUGH | given | {"PYTHONPATH": "site"})


@pytest.mark.parametrize(
    ("header", "sent"),
    [
        ("", {"REMOTE_ADDR": "8.8.8.8"}),
        ("HTTP_X_REAL_IP", {"REMOTE_ADDR": "", "HTTP_X_REAL_IP": "8.8.8.8"}),
        ("HTTP_X_FORWARDED_FOR", {"HTTP_X_FORWARDED_FOR": "1.1.1.1, 8.8.8.8"}),
    ],
    ids=["no proxy", "a header of one address", "a header of several"],
)
def test_whoever_signs_in_and_whoever_signs_up_is_told_apart_by_the_same_header(
    header: str, sent: dict[str, str]
) -> None:
    told = f"""
import django
django.setup()
from allauth.account.adapter import get_adapter
from django.test import RequestFactory
from events import floods
request = RequestFactory().get("/", **{sent})
print(get_adapter(request).get_client_ip(request), floods._visitor(request))
"""

    done = _run_python(told, {"EVENTS_VISITOR_HEADER": header})

    assert (done.stdout, done.stderr) == ("8.8.8.8 8.8.8.8\n", "")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, ([], "", 31_536_000, False, False)),
        (
            {
                "SECRET_KEY_FALLBACKS": "old,older",
                "EVENTS_REPLY_TO": "team@city.example",
                "SECURE_HSTS_SECONDS": "3600",
                "SECURE_HSTS_INCLUDE_SUBDOMAINS": "true",
                "SECURE_HSTS_PRELOAD": "true",
            },
            (["old", "older"], "team@city.example", 3600, True, True),
        ),
    ],
    ids=["by itself", "as it is told"],
)
def test_production_takes_from_its_environment(
    given: dict[str, str], found: tuple[object, ...]
) -> None:
    told = """
from django.conf import settings as s
print((s.SECRET_KEY_FALLBACKS, s.EVENTS_REPLY_TO, s.SECURE_HSTS_SECONDS,
    s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD))
"""

    done = _run_python(told, given)

    assert done.stderr == ""
    assert ast.literal_eval(done.stdout) == found


def test_the_folder_of_a_new_sqlite_database_is_made(tmp_path: Path) -> None:
    database(f"sqlite:///{tmp_path / 'new' / 'db.sqlite3'}")

    assert (tmp_path / "new").is_dir()
