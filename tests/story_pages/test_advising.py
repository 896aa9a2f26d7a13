"""What editors are told before they publish: what is missing, in words, at the very block."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from story_pages import link_words
from story_pages.advice import Kind
from story_pages.advising import advise
from tests.story_pages.conftest import Maker, element, section

pytestmark = pytest.mark.django_db

GOOD: dict[str, Any] = {"summary": "Said."}


def told(page: Any) -> list[tuple[str, str]]:
    return [(advice.kind, advice.place) for advice in advise(page)]


def picture(image: Any, **values: Any) -> dict[str, Any]:
    value = {"image": image.pk, "alt_text": "", "decorative": False}
    return element("image", {"image": value | values, "credit": "© We"})


def test_a_story_in_which_nothing_is_missing_gets_no_advice(
    story: Maker, image: Maker, recording: Maker
) -> None:
    film = recording(poster=image(), credit="© We", licence="by", language="en")
    page = story(
        [
            section("Film", element("video", {"recording": film.pk})),
            section("Sky", picture(image(), alt_text="A sky")),
            section("Words", element("text", "<p>See <a href='/x/'>the agenda</a>.</p>")),
        ],
        **GOOD,
    )

    assert advise(page) == []


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ([element("text", "")], Kind.UNFINISHED),
        ([element("video", {"recording": None})], Kind.UNFINISHED),
        ([element("text", "<p><a href='/x/'>Click here</a></p>")], Kind.LINK),
        ([element("link", {"label": "more", "url": "https://a.example/"})], Kind.LINK),
        ([element("link", {"label": "The agenda of Groningen"})], Kind.LINK),
    ],
    ids=["no words", "no film", "words on a link", "words on a button", "no goal"],
)
def test_an_element_that_lacks_something_is_named_with_its_place(
    story: Maker, parts: list[dict[str, Any]], kind: Kind
) -> None:
    page = story([section("Money", *(part | {"id": "abc"} for part in parts))], **GOOD)

    (advice,) = advise(page)

    assert (advice.kind, advice.link) == (kind, "#block-abc-section")
    assert ".elements.abc" in advice.path
    assert advice.place.startswith("Chapter 1 › Money › ")


def refused(error: Any) -> list[str]:
    """All that an error of a stream says, however deep."""
    if not hasattr(error, "block_errors"):
        return list(error.messages)
    within = [*error.block_errors.values(), *error.non_block_errors.as_data()]
    return [message for one in within for message in refused(one)]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("cards", {"title": "More"}),
        ("call_to_action", {"buttons": [{"label": "To the agenda"}]}),
        ("chart", {"title": "Members", "rows": "Year | Cities\n2020 | many"}),
        ("chart", {"title": "Members", "rows": "2020"}),
        ("embed", {"title": "A map", "url": "https://unknown.example/"}),
        ("point_map", {"places": [{"name": "Here", "latitude": 53}]}),
        ("table", {"caption": "Wide", "rows": "|" * 14}),
        ("quote", {"text": "So be it.", "source_url": "nowhere"}),
        ("call_to_action", {"buttons": [{"label": "Agenda", "email": "a@b.example"}] * 3}),
    ],
)
def test_what_publishing_refuses_is_told_before_in_the_same_words(
    story: Maker, kind: str, value: dict[str, Any]
) -> None:
    page = story([section("S", element(kind, value))], **GOOD)

    with pytest.raises(ValidationError) as error:
        page.chapters.stream_block.clean(page.chapters)
    (advice,) = advise(page)

    (words,) = refused(error.value)
    assert advice.kind == Kind.UNFINISHED
    assert advice.message.endswith(f"”: {words}")


def test_a_story_that_gets_no_grave_advice_can_be_published(story: Maker) -> None:
    late = {"shown_from": "2026-05-02T10:00", "shown_until": "2026-05-01T10:00"}
    page = story([section("S", **late)], [], **GOOD)

    assert [advice.message for advice in advise(page) if advice.is_grave] == [
        "“Shown until”: This must be later than the moment from which it is shown.",
        "“Sections” is empty.",
    ]


def test_a_film_with_speech_wants_captions_in_the_language_of_the_page(
    story: Maker, recording: Maker, image: Maker
) -> None:
    known = {"credit": "© We", "licence": "by", "poster": image()}
    vtt = "WEBVTT\n\n00:00.500 --> 00:04.000\nGoedendag.\n"
    films = [
        recording("Silent", vtt="", has_speech=False, description="Waves.", **known),
        recording("Mute", vtt="", has_speech=False, **known),
        recording("None", vtt="", **known),
        recording("English", vtt=vtt, **known),
    ]
    page = story(
        [section("S", *(element("video", {"recording": one.pk}) for one in films))], **GOOD
    )

    assert [advice.message for advice in advise(page)] == [
        "“Mute” has no words, and no description says what happens in it.",
        "“None” has speech, but neither captions nor a transcript.",
    ]
    films[3].tracks.update(language="nl")
    assert [advice.kind for advice in advise(type(page).objects.get(pk=page.pk))] == [
        Kind.ALTERNATIVE,
        Kind.CAPTIONS,
        Kind.CAPTIONS,
    ]


def test_a_film_without_poster_maker_or_file_is_told(story: Maker, recording: Maker) -> None:
    film = recording()
    film.file.delete(save=False)
    page = story([section("S", element("video", {"recording": film.pk}))], **GOOD)

    assert [advice.kind for advice in advise(page)] == [Kind.POSTER, Kind.CREDIT, Kind.FILE]


def test_a_picture_says_what_it_shows_or_that_it_decorates(story: Maker, image: Maker) -> None:
    page = story([section("S", picture(image("a")), picture(image("b"), decorative=True))], **GOOD)

    assert told(page) == [(Kind.ALTERNATIVE, "Chapter 1 › S › Picture")]


def test_a_section_without_words_and_an_address_used_twice_are_told(story: Maker) -> None:
    page = story(
        [section("A", slug="same"), section("", slug="other")], [section("B", slug="same")]
    )

    assert told(page) == [
        (Kind.SUMMARY, ""),
        (Kind.WORDS, "Chapter 1 › Section"),
        (Kind.ADDRESS, "Chapter 2 › B"),
    ]


def test_a_backdrop_too_small_for_a_screen_is_told(story: Maker, image: Maker) -> None:
    page = story([section("S", backdrop={"picture": image().pk})], **GOOD)

    assert told(page) == [(Kind.SIZE, "Chapter 1 › S")]


def test_words_over_a_picture_that_is_light_and_dark_are_told(story: Maker, image: Maker) -> None:
    plain = image("plain", (1200, 60))
    restless = image("restless", (1200, 60), halves=("black", "white"))
    page = story(
        [
            section("Calm", backdrop={"picture": plain.pk}),
            section("Restless", backdrop={"picture": restless.pk}),
            section("On a card", backdrop={"picture": restless.pk}, look="card"),
        ],
        **GOOD,
    )

    assert told(page) == [(Kind.CONTRAST, "Chapter 1 › Restless")]


def test_the_number_of_queries_does_not_grow_with_the_films(story: Maker, recording: Maker) -> None:
    def queries(films: int) -> int:
        shown = [element("video", {"recording": recording().pk}) for _number in range(films)]
        page = type(story([section("S")])).objects.get(pk=story([section("S", *shown)]).pk)
        with CaptureQueriesContext(connection) as asked:
            assert advise(page)
        return len(asked)

    assert queries(1) == queries(3)


@pytest.mark.parametrize("words", ["Here", " lees meer … ", "https://a.example/x", "了解更多"])
def test_words_that_say_nothing_are_known(words: str) -> None:
    assert link_words.say_nothing(words)
    assert not link_words.say_nothing(f"The agenda of Groningen {words}")
