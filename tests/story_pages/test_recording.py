"""Recordings with their tracks, on wagtailmedia's shelf."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from story_pages.captions import NotCaptions
from story_pages.models import Recording
from story_pages.recording import add_track

from .conftest import VTT, Maker

SRT = b"1\n00:00:01,000 --> 00:00:02,000\n<script>alert(1)</script>Hello\n"


def test_a_track_is_cleaned_and_kept_as_a_file(recording: Maker) -> None:
    track = add_track(recording(vtt=""), language="nl", kind="subtitles", text=SRT.decode())

    clean = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nalert(1)Hello\n"
    assert track.text == clean
    with track.file.open() as file:
        assert file.read().decode() == clean
    assert track.file.name.endswith(".vtt")
    assert track.label == "Nederlands"


def test_a_new_track_takes_the_place_of_an_older_one(recording: Maker) -> None:
    film = recording()
    (old,) = film.tracks.all()
    name, storage = old.file.name, old.file.storage

    new = add_track(film, language="en", kind="captions", text=VTT.replace("sea", "water"))

    assert [track.pk for track in film.tracks.all()] == [old.pk]
    assert "water" in new.text
    assert new.file.name == name or not storage.exists(name)


def test_a_text_without_cues_changes_nothing(recording: Maker) -> None:
    film = recording()

    with pytest.raises(NotCaptions):
        add_track(film, language="en", kind="captions", text="Not captions.")

    assert "close to the sea" in film.tracks.get().text


def test_captions_come_in_the_readers_language_else_in_the_one_spoken(recording: Maker) -> None:
    film = recording(language="en")
    for language in ("nl", "zh-hans"):
        add_track(film, language=language, kind="subtitles", text=VTT)

    chosen = {code: film.captions_in(code).language for code in ("nl", "zh-hans", "nl-be", "ar")}

    assert chosen == {"nl": "nl", "zh-hans": "zh-hans", "nl-be": "nl", "ar": "en"}
    with translation.override("nl"):
        assert film.shown_captions.language == "nl"


def test_chapters_are_no_transcript(recording: Maker) -> None:
    film = recording(vtt="")
    add_track(film, language="en", kind="chapters", text=VTT)

    assert film.shown_captions is None
    assert film.spoken_words == ""


def test_both_files_are_offered_with_their_kinds(recording: Maker) -> None:
    film = recording(vtt="")
    film.second_file = SimpleUploadedFile("film.webm", b"film")
    film.save()

    assert [source["type"] for source in film.sources] == ["video/mp4", "video/webm"]


def test_deleting_a_recording_removes_all_its_files(
    recording: Maker, django_capture_on_commit_callbacks: Any
) -> None:
    film = recording()
    film.second_file.save("film.webm", SimpleUploadedFile("film.webm", b"film"))
    storage = film.file.storage
    names = [film.file.name, film.second_file.name, film.tracks.get().file.name]
    assert all(storage.exists(name) for name in names)

    with django_capture_on_commit_callbacks(execute=True):
        film.delete()

    assert [name for name in names if storage.exists(name)] == []


def posted(**values: Any) -> dict[str, Any]:
    return {"title": "A film", "duration": "3", "collection": "1", "has_speech": "on", **values}


def test_a_film_is_added_with_captions_in_the_admin(admin_client: Client, settings: Any) -> None:
    form = posted(
        file=SimpleUploadedFile("film.mp4", b"film"),
        **{
            "tracks-0-language": "nl",
            "tracks-0-kind": "captions",
            "tracks-0-file": SimpleUploadedFile("film.srt", SRT),
        },
    )

    response = admin_client.post(reverse("wagtailmedia:add", args=["video"]), form)

    assert response.status_code == 302, response.context["form"].errors
    (track,) = Recording.objects.get().tracks.all()
    assert (track.language, track.kind) == ("nl", "captions")
    assert track.text.startswith("WEBVTT")


def test_the_form_shows_what_there_is_and_removes_what_is_ticked(
    admin_client: Client, recording: Maker
) -> None:
    film = recording()
    (track,) = film.tracks.all()
    address = reverse("wagtailmedia:edit", args=[film.pk])

    html = admin_client.get(address).content.decode()
    response = admin_client.post(address, posted(**{"tracks-remove": str(track.pk)}))

    assert f'name="tracks-remove" value="{track.pk}"' in html
    assert response.status_code == 302
    assert not film.tracks.exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Just a letter.", "holds no captions"),
        ("WEBVTT é".encode("latin-1"), "is not a text in UTF-8"),
        (b"", "A caption file is a text"),
    ],
    ids=["letter", "latin", "empty"],
)
def test_a_faulty_caption_file_is_refused_with_a_reason(
    admin_client: Client, recording: Maker, content: bytes, reason: str
) -> None:
    film = recording(vtt="")
    form = posted(
        **{
            "tracks-0-language": "en",
            "tracks-0-kind": "captions",
            "tracks-0-file": SimpleUploadedFile("film.vtt", content),
        }
    )

    response = admin_client.post(reverse("wagtailmedia:edit", args=[film.pk]), form)

    assert reason in " ".join(response.context["form"].errors["tracks"])
    assert not film.tracks.exists()


def test_a_sound_is_not_asked_for_a_poster(admin_client: Client) -> None:
    fields = {
        kind: admin_client.get(reverse("wagtailmedia:add", args=[kind])).context["form"].fields
        for kind in ("audio", "video")
    }

    assert {kind: "poster" in found for kind, found in fields.items()} == {
        "audio": False,
        "video": True,
    }
