"""Recordings with their tracks, on wagtailmedia's shelf."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from story_pages.advice import Kind
from story_pages.advising import advise
from story_pages.captions import NotCaptions
from story_pages.models import Recording
from story_pages.recording import add_track

from .conftest import VTT, Maker, element
from .media_files import FILM

SRT = b"1\n00:00:01,000 --> 00:00:02,000\n<script>alert(1)</script>Hello\n"


def test_a_track_is_cleaned(recording: Maker) -> None:
    track = add_track(recording(vtt=""), language="nl", kind="subtitles", text=SRT.decode())

    clean = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nalert(1)Hello\n"
    assert track.text == clean
    assert track.label == "Nederlands"


def test_a_new_track_takes_the_place_of_an_older_one(recording: Maker) -> None:
    film = recording()
    (old,) = film.tracks.all()

    new = add_track(film, language="en", kind="captions", text=VTT.replace("sea", "water"))

    assert [track.pk for track in film.tracks.all()] == [old.pk]
    assert "water" in new.text
    assert new.url != old.url


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


def test_further_files_are_offered_with_their_kinds(recording: Maker) -> None:
    film = recording(vtt="")
    for kind, name in [
        ("same", "film.webm"),
        ("portrait", "tall.mp4"),
        ("signed", "signed.mp4"),
        ("described", "described.mp4"),
    ]:
        film.further_sources.create(kind=kind, file=ContentFile(b"film", name))

    assert [source["type"] for source in film.sources] == ["video/mp4", "video/webm"]
    assert [source["type"] for source in film.portrait_sources] == ["video/mp4"]
    assert [version.kind for version in film.versions] == ["described", "signed"]


def test_deleting_a_recording_removes_all_its_files(
    recording: Maker, django_capture_on_commit_callbacks: Any
) -> None:
    film = recording()
    further = film.further_sources.create(file=ContentFile(b"film", "film.webm"))
    storage = film.file.storage
    names = [film.file.name, further.file.name]
    assert all(storage.exists(name) for name in names)

    with django_capture_on_commit_callbacks(execute=True):
        film.delete()

    assert [name for name in names if storage.exists(name)] == []


def test_what_an_editor_typed_is_found_where_there_are_no_captions(recording: Maker) -> None:
    film = recording(vtt="", typed_transcript="A city.\r\n\r\nIt learns.")

    assert film.typed_paragraphs == ["A city.", "It learns."]
    assert film.spoken_words == "A city. It learns."


def test_captions_come_from_our_own_origin_at_an_address_that_nobody_guesses(
    client: Client, recording: Maker
) -> None:
    track = recording().tracks.get()

    response = client.get(track.url)
    guessed = client.get(reverse("story_pages_track", args=[track.pk, "0" * 16]))

    assert response.content.decode() == track.text
    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert guessed.status_code == 404


def test_faulty_lines_are_named_and_the_good_ones_kept(recording: Maker) -> None:
    faulty = f"{VTT}\n00:09.000 --> 00:08.000\nBackwards.\n\nNo times.\n"

    track = add_track(recording(vtt=""), language="en", kind="captions", text=faulty)

    assert track.text.count("-->") == 1
    assert track.told_faults == [
        "Line 6: the end is before the beginning.",
        "Line 9: no line with times stands above the words.",
    ]


def posted(**values: Any) -> dict[str, Any]:
    return {"title": "A film", "duration": "3", "collection": "1", "has_speech": "on", **values}


def test_a_film_is_added_with_captions_in_the_admin(admin_client: Client, settings: Any) -> None:
    form = posted(
        file=SimpleUploadedFile("film.mp4", FILM.read_bytes()),
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
        (b"", "“film.vtt” is empty."),
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


def test_faulty_lines_are_told_before_they_are_left_out(
    admin_client: Client, recording: Maker
) -> None:
    film = recording(vtt="")
    address = reverse("wagtailmedia:edit", args=[film.pk])
    faulty = f"{VTT}\n00:09.000 --> 00:08.000\nBackwards.\n".encode()

    def sent(**more: str) -> Any:
        row = {"language": "nl", "kind": "subtitles", "name": "Plain Dutch", **more}
        row["file"] = SimpleUploadedFile("film.vtt", faulty)  # type: ignore[assignment]  # a file
        return posted(**{f"tracks-1-{name}": value for name, value in row.items()})

    refused = admin_client.post(address, sent())
    (error,) = refused.context["form"].errors["tracks"]
    html = refused.content.decode()
    taken = admin_client.post(address, sent(sparing="on"))

    assert "“film.vtt” has faulty lines. Line 6: the end is before the beginning." in error
    assert re.search(r'name="tracks-1-kind".*?"subtitles" selected', html, re.DOTALL)
    assert 'value="Plain Dutch"' in html
    assert "Choose “film.vtt” again." in html
    assert (taken.status_code, film.tracks.get().text.count("-->")) == (302, 1)


def test_two_files_of_one_language_and_kind_are_refused_by_name(
    admin_client: Client, recording: Maker
) -> None:
    film = recording(vtt="")
    form = posted()
    for number, name in enumerate(["draft.vtt", "final.vtt"]):
        form |= {
            f"tracks-{number}-language": "en",
            f"tracks-{number}-kind": "captions",
            f"tracks-{number}-file": SimpleUploadedFile(name, VTT.encode()),
        }

    response = admin_client.post(reverse("wagtailmedia:edit", args=[film.pk]), form)

    (error,) = response.context["form"].errors["tracks"]
    assert error.startswith("“draft.vtt” and “final.vtt” have the same language and kind")
    assert not film.tracks.exists()


def test_the_form_names_the_faulty_lines(admin_client: Client, recording: Maker) -> None:
    film = recording(vtt=f"{VTT}\n00:09.000 --> 00:08.000\nBackwards.\n")

    html = admin_client.get(reverse("wagtailmedia:edit", args=[film.pk])).content.decode()

    assert "Line 6: the end is before the beginning." in html


def test_faulty_lines_are_told_before_a_story_is_published(
    article: Maker, recording: Maker
) -> None:
    film = recording(vtt=f"{VTT}\n00:09.000 --> 00:08.000\nBackwards.\n")
    page = article(element("video", {"recording": film.pk}))

    (told,) = [one.message for one in advise(page) if one.kind == Kind.FAULTS]

    where, fault = "“Film”, English, Captions (all that can be heard)", "the end is before"
    assert told == f"{where}: Line 6: {fault} the beginning."


def test_a_refused_file_is_told_once_and_never_as_a_missing_ending(admin_client: Client) -> None:
    form = posted(file=SimpleUploadedFile("letter.mp4", b"Dear all"))

    response = admin_client.post(reverse("wagtailmedia:add", args=["video"]), form)

    assert list(response.context["form"].errors) == ["file"]


def test_the_spoken_language_is_a_code(admin_client: Client, recording: Maker) -> None:
    address = reverse("wagtailmedia:edit", args=[recording().pk])

    refused = admin_client.post(address, posted(language="Dutch"))

    assert list(refused.context["form"].errors) == ["language"]
    assert admin_client.post(address, posted(language="zh-hans")).status_code == 302


def test_a_sound_is_not_asked_for_a_poster(admin_client: Client) -> None:
    fields = {
        kind: admin_client.get(reverse("wagtailmedia:add", args=[kind])).context["form"].fields
        for kind in ("audio", "video")
    }

    assert {kind: "poster" in found for kind, found in fields.items()} == {
        "audio": False,
        "video": True,
    }
