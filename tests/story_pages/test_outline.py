"""Chapters and sections, numbered."""

from story_pages.outline import FIRST, Heading, Place, outline


def test_the_title_is_the_first_place_and_sections_are_numbered_through() -> None:
    told = outline(
        "Learning",
        [
            (Heading("Before"), [Heading("One"), Heading("Two")]),
            (Heading("After"), [Heading("Three")]),
        ],
    )

    assert [(place.number, place.total, place.anchor) for place in told.places] == [
        (1, 4, FIRST),
        (2, 4, "one"),
        (3, 4, "two"),
        (4, 4, "three"),
    ]
    assert [(chapter.number, chapter.anchor) for chapter in told.chapters] == [
        (1, "before"),
        (2, "after"),
    ]


def test_each_place_knows_its_neighbours() -> None:
    told = outline("Learning", [(Heading("Chapter"), [Heading("One")])])

    assert told.places == [
        Place(1, 2, FIRST, "Learning", "one", "One", key="1"),
        Place(2, 2, "one", "One", previous_anchor=FIRST, key="2"),
    ]


def test_an_empty_story_has_its_title_alone() -> None:
    told = outline("Learning", [])

    assert told.places == [Place(1, 1, FIRST, "Learning", key="1")]


def test_equal_headings_get_anchors_of_their_own() -> None:
    told = outline("Learning", [(Heading("Same"), [Heading("Same"), Heading("Same")])])

    assert [told.chapters[0].anchor, *(p.anchor for p in told.chapters[0].places)] == [
        "same",
        "same-2",
        "same-3",
    ]


def test_no_anchor_is_an_id_that_the_page_has() -> None:
    told = outline("Learning", [(Heading("Story"), [*map(Heading, ["Start", "Main", "Credits"])])])

    assert told.chapters[0].anchor == "story-2"
    assert [place.anchor for place in told.places] == [FIRST, "start-2", "main-2", "credits-2"]


def test_a_section_without_heading_is_known_by_its_key_and_one_without_both_by_its_kind() -> None:
    sections = [Heading("", key="0123456789"), Heading(""), Heading("مدينة")]

    told = outline("Learning", [(Heading(""), sections)])

    assert [place.anchor for place in told.places[1:]] == ["01234567", "section", "مدينة"]


def test_the_slug_wins_over_the_heading() -> None:
    told = outline("Learning", [(Heading("Chapter", "kept"), [Heading("Heading", "also-kept")])])

    assert (told.chapters[0].anchor, told.places[1].anchor) == ("kept", "also-kept")
