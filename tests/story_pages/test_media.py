"""Uploaded files with byte ranges, as the site serves them."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory

from learning_city.media import serve_media

FILM = bytes(range(200)) * 500


@pytest.fixture
def film(db: None, settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    file = tmp_path / "media" / "films" / "film.mp4"
    file.parent.mkdir(parents=True)
    file.write_bytes(FILM)
    (tmp_path / "secret.txt").write_text("secret")
    return file


def answer(path: str = "films/film.mp4", **headers: str) -> Any:
    return serve_media(RequestFactory().get("/", headers=headers), path=path)


def head(path: str = "films/film.mp4", **headers: str) -> Any:
    """The answer of which only the head is looked at."""
    response = answer(path, **headers)
    response.close()
    return response


def body(response: Any) -> bytes:
    with closing(response):
        return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_whole_file_says_that_parts_may_be_asked_for(film: Path) -> None:
    response = answer()

    assert response.status_code == 200
    assert body(response) == FILM
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Length"] == "100000"


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-", 0, 100_000),
        ("bytes=70000-80000", 70_000, 80_001),
        ("bytes=99999-200000", 99_999, 100_000),
        ("bytes=-10", 99_990, 100_000),
        ("bytes=-200000", 0, 100_000),
    ],
)
def test_a_part_is_that_part_and_no_more(film: Path, asked: str, start: int, stop: int) -> None:
    response = answer(range=asked)

    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/100000"
    assert response["Content-Length"] == str(stop - start)
    assert body(response) == FILM[start:stop]


@pytest.mark.parametrize("asked", ["bytes=100000-", "bytes=5-4", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(film: Path, asked: str) -> None:
    response = answer(range=asked)

    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */100000"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=a-b"])
def test_what_cannot_be_understood_gets_the_whole_file(film: Path, asked: str) -> None:
    response = answer(range=asked)

    assert response.status_code == 200
    assert body(response) == FILM


def test_a_known_file_is_not_sent_again(film: Path) -> None:
    tag = head()["ETag"]

    response = answer(if_none_match=tag)

    assert (response.status_code, body(response)) == (304, b"")


def test_a_part_of_an_older_file_gets_the_whole_new_one(film: Path) -> None:
    assert head(range="bytes=0-9", if_range='"older"').status_code == 200
    assert head(range="bytes=0-9", if_range=head()["ETag"]).status_code == 206


@pytest.mark.parametrize(
    "path", ["../secret.txt", "films/../../secret.txt", "/etc/passwd", "films", "none.mp4", "a\0b"]
)
def test_nothing_but_uploaded_files_is_served(film: Path, path: str) -> None:
    with pytest.raises(Http404):
        answer(path)


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("a.vtt", "text/vtt; charset=utf-8"), ("a.avif", "image/avif"), ("a.mp3", "audio/mpeg")],
)
def test_files_say_what_they_are(film: Path, name: str, content_type: str) -> None:
    (film.parent / name).write_text("x")

    response = head(f"films/{name}")

    assert response["Content-Type"] == content_type
    assert response["X-Content-Type-Options"] == "nosniff"


def test_an_uploaded_page_is_saved_and_never_run(film: Path) -> None:
    for name in ("a.html", "a.svg"):
        (film.parent / name).write_text("<script>alert(1)</script>")

    assert head("films/a.html")["Content-Disposition"] == "attachment"
    assert "sandbox" in head("films/a.svg")["Content-Security-Policy"]
