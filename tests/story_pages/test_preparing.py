"""Recordings that ffmpeg looks at: real films and sounds, and files of ill will."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Drawing
from wagtail.images import get_image_model

from story_pages import ffmpeg
from story_pages.models import Recording
from story_pages.preparing import prepare
from story_pages.waveform import BARS

from .conftest import Maker
from .media_files import FILM, SOUND

PLAYLIST = b"#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
ILL = {
    "empty": b"",
    "text": b"Just a letter.\n" * 99,
    "playlist": PLAYLIST,
    "other files": f"ffconcat version 1.0\nfile '{FILM}'\n".encode(),
    "page": b"<html><script>alert(1)</script></html>",
    "zip bomb": b"PK\x03\x04" + bytes(9999),
}

Encoded = Callable[..., Path]


@pytest.fixture
def encoded(tmp_path: Path) -> Encoded:
    """A second of a moving pattern, with or without a tone, in the codecs asked for."""

    def make(name: str, *words: str) -> Path:
        made = tmp_path / name
        pattern = ["-f", "lavfi", "-i", "testsrc=size=64x36:rate=5:duration=1"]
        tone = ["-f", "lavfi", "-i", "sine=duration=1"]
        command = ["ffmpeg", "-v", "error", *pattern, *tone, *words, str(made)]
        subprocess.run(command, check=True)
        return made

    return make


def shelved(file: Path, *, kind: str = "video", **values: Any) -> Recording:
    made = Recording(title="Water", type=kind, **values)
    made.file = ContentFile(file.read_bytes(), file.name)
    made.save()
    return made


def add(client: Client, file: Path | tuple[str, bytes], kind: str = "video") -> Any:
    """What the admin answers when the file is uploaded."""
    name, content = file if isinstance(file, tuple) else (file.name, file.read_bytes())
    form = {"title": "Water", "collection": "1", "has_speech": "on", "duration": ""}
    form["file"] = SimpleUploadedFile(name, content)
    return client.post(reverse("wagtailmedia:add", args=[kind]), form)


def refusal(response: Any) -> str:
    return " ".join(response.context["form"].errors["file"])


def test_a_film_gets_its_facts_and_a_poster(
    admin_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        add(admin_client, FILM)

    film = Recording.objects.get()
    assert (film.width, film.height, film.codecs) == (1280, 720, "h264")
    assert film.duration > 0
    assert (film.poster.width, film.poster.height) == (1280, 720)


def test_a_poster_is_taken_at_the_second_asked_for(db: None, image: Maker) -> None:
    chosen = image()
    film = shelved(FILM, poster=chosen)

    prepare(film)
    assert film.poster == chosen
    prepare(film, poster_at=2)

    assert film.poster != chosen
    with film.poster.file.open() as file:
        assert Drawing.open(file).size == (1280, 720)


def test_what_an_editor_saves_meanwhile_is_kept(
    db: None, image: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen, film, moved = image(), shelved(FILM), shelved(FILM)
    take = ffmpeg.still

    def slowly(file: Path, *, second: float) -> bytes:
        Recording.objects.filter(pk=film.pk).update(poster=chosen)
        Recording.objects.filter(pk=moved.pk).update(file="media/another.mp4")
        return take(file, second=second)

    monkeypatch.setattr(ffmpeg, "still", slowly)
    prepare(film)
    prepare(moved)

    film.refresh_from_db()
    moved.refresh_from_db()
    assert (film.poster, film.codecs) == (chosen, "h264")
    assert (moved.poster, moved.codecs) == (None, "")
    assert [one.pk for one in get_image_model().objects.all()] == [chosen.pk]


def test_a_sound_gets_its_waveform(db: None) -> None:
    sound = shelved(SOUND, kind="audio")

    prepare(sound)

    sound.refresh_from_db()
    assert len(sound.peaks) == BARS
    assert max(sound.peaks) == 100
    assert sound.waveform.count("M") == BARS
    assert sound.duration == 24


@pytest.mark.parametrize("content", ILL.values(), ids=ILL)
def test_what_is_no_film_is_refused_with_the_way_out(admin_client: Client, content: bytes) -> None:
    response = add(admin_client, ("film.mp4", content))

    assert not Recording.objects.exists()
    if content:
        assert "This is no film or sound" in refusal(response)
        assert "Save it as MP4 (H.264 and AAC)" in refusal(response)


@pytest.mark.parametrize(
    ("name", "words", "reason"),
    [
        ("a.mov", ("-c:v", "libx264", "-pix_fmt", "yuv420p"), "Not every browser plays files"),
        ("a.mp4", ("-c:v", "mpeg4"), "this kind of film (mpeg4)"),
        ("a.mp4", ("-c:v", "libx264", "-pix_fmt", "yuv444p"), "(yuv444p)"),
        ("a.mp4", ("-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "ac3"), "sound (ac3)"),
        ("a.mp4", ("-map", "1:a"), "There is no film in it."),
    ],
    ids=["container", "codec", "colours", "sound", "no film"],
)
def test_a_film_that_browsers_do_not_play_is_refused(
    admin_client: Client, encoded: Encoded, name: str, words: tuple[str, ...], reason: str
) -> None:
    response = add(admin_client, encoded(name, *words))

    assert reason in refusal(response)


def test_a_film_under_the_name_of_another_kind_is_refused(admin_client: Client) -> None:
    response = add(admin_client, ("film.webm", FILM.read_bytes()))

    assert "It is of another kind than its name says" in refusal(response)


def test_a_further_file_is_looked_at_as_well(admin_client: Client, db: None) -> None:
    film = shelved(FILM)
    form = {"title": "Water", "collection": "1", "duration": "1", "sources-0-kind": "described"}
    form["sources-0-file"] = SimpleUploadedFile("film.mp4", PLAYLIST)  # type: ignore[assignment]

    response = admin_client.post(reverse("wagtailmedia:edit", args=[film.pk]), form)

    assert "This is no film" in " ".join(response.context["form"].errors["sources"])
    assert not film.further_sources.exists()


def test_a_film_that_breaks_off_changes_nothing_that_it_does_not_know(db: None) -> None:
    film = shelved(FILM)
    film.file = ContentFile(FILM.read_bytes()[:20_000], "half.mp4")
    film.save()

    prepare(film)

    film.refresh_from_db()
    assert film.poster is None


def test_who_is_too_slow_is_stopped(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffmpeg, "PATIENCE", 0.001)

    with pytest.raises(ffmpeg.Unreadable, match="more than"):
        ffmpeg.facts(FILM)


def test_without_ffmpeg_the_editor_is_told_and_nothing_breaks(
    admin_client: Client, settings: Any
) -> None:
    settings.STORY_PAGES_FFMPEG = ""

    form = admin_client.get(reverse("wagtailmedia:add", args=["video"])).context["form"]
    refused = refusal(add(admin_client, ("film.mov", b"film")))
    add(admin_client, ("film.mp4", b"film"))

    film = Recording.objects.get()
    prepare(film)
    assert "ffmpeg is not installed" in str(form.fields["poster"].help_text)
    assert "poster_at" not in form.fields
    assert "Not every browser plays files of this kind." in refused
    assert (film.duration, film.poster) == (0, None)
