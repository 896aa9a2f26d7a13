"""Elements to hear and see: what readers get, also of what is half filled, lost or in Arabic."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from story_pages.models import StoryPage
from story_pages.recording import add_track
from tests.story_pages.conftest import VTT, Maker, element, section
from tests.story_pages.test_pages import shown

SEEN = """WEBVTT

00:02.000 --> 00:03.000
A harbour.
"""
SAID = """WEBVTT

00:00.500 --> 00:01.500
<v Narrator>A city.

00:01.800 --> 00:02.800
<v Narrator>It has a harbour.

00:03.000 --> 00:04.000
<v Narrator>It learns.
"""


def words(html: str) -> str:
    """The text of a piece of HTML, with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def part(html: str, beginning: str, end: str) -> str:
    return html.partition(beginning)[2].partition(end)[0]


def test_a_film_offers_its_files_tracks_and_versions(
    article: Maker, recording: Maker, image: Maker
) -> None:
    film = recording(
        vtt=SAID, language="en", poster=image(), width=1280, height=720, duration=42, credit="© Us"
    )
    add_track(film, language="nl", kind="subtitles", text=SAID)
    for kind, name in [("same", "f.webm"), ("portrait", "tall.mp4"), ("signed", "signed.mp4")]:
        film.further_sources.create(kind=kind, file=ContentFile(b"film", name))

    html = shown(article(element("video", {"recording": film.pk, "caption": "A first look"})))

    figure = part(html, 'class="recording"', "</figure>")
    assert re.findall(r'<source src="[^"]+/([\w.]+)" type="([^"]+)"( media)?', figure) == [
        ("tall.mp4", "video/mp4", " media"),
        ("film.mp4", "video/mp4", ""),
        ("f.webm", "video/webm", ""),
    ]
    assert re.findall(r'kind="(\w+)" srclang="(\w+)".*?(default)?>', figure) == [
        ("captions", "en", "default"),
        ("subtitles", "nl", ""),
    ]
    assert 'controls playsinline preload="none"' in figure
    assert 'width="1280" height="720"' in figure
    assert words(part(figure, "<figcaption>", "</figcaption>")) == "A first look Length: 0:42 © Us"
    assert words(part(html, 'class="film-versions"', "</ul>")).endswith(
        "As it is With sign language"
    )
    assert f"#recording-{film.pk}" in part(html, "recording__paper", "</p>")


@pytest.mark.parametrize("kind", ["video", "audio"])
def test_a_recording_is_called_as_the_page_calls_it(
    kind: str, article: Maker, recording: Maker
) -> None:
    heard = recording("The harbour", kind=kind, vtt=SAID)
    value = {"recording": heard.pk, "caption": "De haven"}

    html = shown(article(element(kind, value)))

    assert 'aria-label="De haven"' in part(html, f"<{kind} ", ">")
    assert 'Transcript<span class="visually-hidden">: De haven</span>' in html


def test_a_transcript_tells_what_is_said_and_seen_in_its_order(
    article: Maker, recording: Maker
) -> None:
    film = recording(vtt=SAID)
    add_track(film, language="en", kind="descriptions", text=SEEN)
    add_track(film, language="en", kind="chapters", text=VTT)

    html = shown(article(element("video", {"recording": film.pk})))

    chapters = part(html, 'class="transcript__chapters"', "</ol>")
    assert words(f"<ol{chapters}") == "0:00 A city lies close to the sea."
    assert [words(line) for line in re.findall(r"<p.*?</p>", part(html, "__text", "</div>"))] == [
        "0:00 Narrator: A city. It has a harbour.",
        "0:02 To be seen: A harbour.",
        "0:03 Narrator: It learns.",
    ]
    said = 'film.mp4#t=3.000" data-seek="3.000" lang="en" aria-label="Play from 0:03">0:03</a>'
    assert said in html
    assert re.search(r'data-seek="0.500">0:00 A city[^<]*</a></li>', chapters)


def test_a_sound_shows_how_loud_it_is(article: Maker, recording: Maker) -> None:
    told = {"description": "A workshop.", "typed_transcript": "Knocks."}
    sound = recording("Sound", kind="audio", vtt="", peaks=[0, 50, 100], **told)

    html = shown(article(element("audio", {"recording": sound.pk})))

    assert 'd="M0.5 99v2M1.5 50v100M2.5 0v200"' in html
    assert '<audio controls preload="none"' in html
    words_of_it = words(part(html, "</summary>", "</details>"))
    assert words_of_it == "A workshop. Knocks."


def test_nothing_plays_by_itself_before_scripts_know_what_the_reader_wants(
    article: Maker, recording: Maker
) -> None:
    modes = {
        mode: shown(article(element("video", {"recording": recording().pk, "mode": mode})))
        for mode in ("", "seen", "loop")
    }

    assert [re.findall("<video[^>]* autoplay", html) for html in modes.values()] == [[], [], []]
    assert {
        mode: re.findall(r'data-mode="(\w+)"( muted)?( loop)?', html)
        for mode, html in modes.items()
    } == {
        "": [("manual", "", "")],
        "seen": [("seen", " muted", "")],
        "loop": [("loop", " muted", " loop")],
    }


@pytest.mark.parametrize("kind", ["video", "audio"])
def test_half_filled_or_deleted_leaves_no_hole(article: Maker, recording: Maker, kind: str) -> None:
    gone = recording(kind=kind)
    page = article(
        element(kind, {}),
        element(kind, {"recording": gone.pk, "mode": ""}),
        element("text", "Here"),
    )
    gone.delete()

    html = shown(page)

    assert "Here" in html
    assert "<figure" not in html


def test_a_lost_file_is_told_by_the_player_and_the_words_stay(
    article: Maker, recording: Maker
) -> None:
    film = recording()
    film.file.storage.delete(film.file.name)

    html = shown(article(element("video", {"recording": film.pk})))

    assert "A city lies close to the sea." in html
    assert 'role="alert" hidden>This film cannot be played here.' in html


def test_arabic_readers_get_what_is_there_with_its_language(
    story: Maker, recording: Maker, settings: Any
) -> None:
    arabic = Locale.objects.get_or_create(language_code="ar")[0]
    film = recording(language="en")
    page = story([section("One", element("video", {"recording": film.pk}))])
    StoryPage.objects.filter(pk=page.pk).update(locale=arabic)

    html = shown(StoryPage.objects.get(pk=page.pk))

    assert '<div class="transcript__text" lang="en">' in html
    assert '<span dir="ltr">http' in part(html, "recording__paper", "</p>")


def test_each_ambience_is_there_once_and_waits(story: Maker, recording: Maker) -> None:
    usual, knocks = (recording(name, kind="audio", vtt="") for name in ("Wind", "Knocks"))
    sections = [
        section("One"),
        section("Two", ambience=knocks.pk),
        section("Three", ambience=knocks.pk),
    ]

    html = shown(story(sections, ambience=usual))

    assert re.findall(r'<audio data-ambience="(\d+)"( data-usual)? loop preload="none">', html) == [
        (str(usual.pk), " data-usual"),
        (str(knocks.pk), ""),
    ]
    assert re.findall(r'data-ambience-here="(\d+)"', html) == [str(knocks.pk)] * 2
    assert "data-sound-switch" in html


def test_a_recording_that_stands_twice_has_an_id_at_each_place(
    story: Maker, recording: Maker
) -> None:
    film = element("video", {"recording": recording().pk})
    pk = film["value"]["recording"]

    html = shown(story([section("One", film), section("Two", film)], [section("Three", film)]))

    anchors = [f"recording-{pk}", f"recording-{pk}-2", f"recording-{pk}-3"]
    assert re.findall(r'class="recording" id="([^"]+)"', html) == anchors
    # Paper names the first: one code to draw, and one to scan.
    assert re.findall(rf"#(recording-{pk}[^<]*)</span>", html) == anchors[:1] * 3
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_story_with_nothing_to_hear_has_no_sound_switch(story: Maker, recording: Maker) -> None:
    silent = recording(vtt="", has_speech=False)

    html = shown(story([section("One", backdrop={"loop": silent.pk})]))

    assert "<video" in html
    assert "data-sound-switch" not in html
    assert "sound.js" not in html


def test_queries_do_not_grow_with_films_and_ambiences(
    story: Maker, recording: Maker, image: Maker
) -> None:
    def page(count: int) -> StoryPage:
        films = [recording(f"Film {n}", poster=image(f"Poster {n}")) for n in range(count)]
        sounds = [recording(f"Sound {n}", kind="audio") for n in range(count)]
        for film in films:
            film.further_sources.create(kind="signed", file=ContentFile(b"film", "signed.mp4"))
        sections = [
            section(f"One {n}", element("video", {"recording": film.pk}), ambience=sounds[n].pk)
            for n, film in enumerate(films)
        ]
        return story(sections, title=f"Of {count}")

    counts = []
    for address in [page(count) for count in (1, 3)]:
        shown(address)
        with CaptureQueriesContext(connection) as asked:
            shown(address)
        counts.append(len(asked))

    assert counts[0] == counts[1]
