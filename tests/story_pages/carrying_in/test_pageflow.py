"""Exports of Pageflow become drafts; what is not known there is told, with its place."""

import json
from io import BytesIO
from typing import Any

import pytest

from story_pages.carrying_in.pageflow import read_pageflow
from story_pages.carrying_in.parcel import Parcel, Refused

from .conftest import Zipper, entry, leaf, paragraph, scrolled, usage

ALL = [
    ("heading", {"value": [paragraph(leaf("The harbour"))], "subtitle": [paragraph(leaf("1900"))]}),
    (
        "textBlock",
        {
            "value": [
                paragraph(leaf("Ships "), leaf("come", bold=True), leaf(" in.")),
                paragraph(leaf("All aboard!"), kind="block-quote"),
                paragraph(paragraph(leaf("salt"), kind="list-item"), kind="bulleted-list"),
                paragraph({**paragraph(leaf("bad"), kind="link"), "href": "javascript:alert(1)"}),
            ]
        },
    ),
    ("inlineImage", {"id": 101, "caption": [paragraph(leaf("A ship"))]}),
    ("inlineVideo", {"id": 102, "playbackMode": "loop"}),
    ("counter", {"targetValue": 170, "unit": "%", "description": [paragraph(leaf("more"))]}),
    ("soundDisclaimer", {}),
    ("vrImage", {"image": 7, "caption": [paragraph(leaf("Look around"))]}),
    ("inlineImage", {"id": 999}),
]
FILES = [
    usage("ImageFile", 1, "ship.png", alt="A ship at sea", rights="© Ann", license="cc_by_4"),
    usage("VideoFile", 2, "sea.mp4"),
    usage("TextTrackFile", 3, "en.vtt", parent_file_id=2, srclang="en", kind="captions"),
]


def read(zipped: Zipper, data: dict[str, Any], **files: Any) -> Any:
    parcel = Parcel(
        "export.zip",
        zipped({"entry.json": data, "image_files/1/attachment_on_s3/ship.png": b"x", **files}),
    )
    return read_pageflow(parcel.text("entry.json"), parcel)


def test_a_scrolled_entry_is_a_story(zipped: Zipper) -> None:
    data = entry(scrolled(*ALL, backdrop={"image": 101}), *FILES, kind="scrolled")
    track = {"text_track_files/3/attachment_on_s3/en.vtt": b"WEBVTT"}

    draft = read(zipped, data, **track)

    (chapter,), (section,) = draft.chapters, draft.sections
    assert (draft.title, draft.reading, chapter.title) == ("A city", "scrolled", "Streets")
    assert section.heading == "The harbour"
    ship = section.backdrop["picture"]
    assert (ship.alt, ship.credit, ship.licence) == ("A ship at sea", "© Ann", "by")
    assert [one["type"] for one in section.elements] == [
        *("text", "text", "quote", "text", "image", "video", "big_number")
    ]
    texts = [one["value"] for one in section.elements if one["type"] == "text"]
    assert texts == [
        "<p><b>1900</b></p>",
        "<p>Ships <b>come</b> in.</p>",
        "<ul><li>salt</li></ul><p>bad</p>",
    ]
    assert section.elements[5]["value"]["recording"].tracks[0].language == "en"
    assert section.elements[6]["value"] == {"number": "170 %", "label": "more"}


def test_what_is_not_known_is_told_by_name_and_place_with_its_words(zipped: Zipper) -> None:
    data = entry(scrolled(*ALL), *FILES, kind="scrolled")

    notes = [str(note) for note in read(zipped, data).notes]

    left_out = "There is no such element here; it was left out. Its words: Look around"
    assert notes == [
        f"Streets › The harbour: vrImage. {left_out}",
        "Streets › The harbour: inlineImage. It was empty, or its file is lost.",
    ]


def test_a_paged_entry_is_a_story(zipped: Zipper) -> None:
    pages = [
        {
            "template": "background_image",
            "position": 0,
            "configuration": {
                "title": "Harbour",
                "tagline": "1900",
                "text": "<p>Ships <script>alert(1)</script><b>come</b>.</p>",
                "background_image_id": 101,
            },
        },
        {
            "template": "video",
            "position": 1,
            "configuration": {"title": "Sea", "video_file_id": 102},
        },
        {"template": "panorama", "position": 2, "configuration": {"title": "View"}},
    ]
    chapter = {"title": "Streets", "configuration": {}, "components": {"pages": pages}}
    storyline = {"class_name": "Pageflow::Storyline", "components": {"chapters": [chapter]}}

    draft = read(zipped, entry([storyline], *FILES, kind="paged"))

    harbour, sea, view = draft.sections
    assert harbour.backdrop["picture"].alt == "A ship at sea"
    assert "script" not in harbour.elements[0]["value"]
    assert harbour.elements[0]["value"].startswith("<p><b>1900</b></p><p>Ships ")
    assert sea.elements[0]["type"] == "video"
    assert view.heading == "View"
    assert [note.what for note in draft.notes] == ["panorama"]


@pytest.mark.parametrize("text", ["[]", "{", '{"entry": 3}', '{"entry": {"draft": {}}}'])
def test_what_is_no_export_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"entry\.json"):
        read_pageflow(text, Parcel("entry.json", BytesIO(text.encode())))


def test_what_is_deeper_than_anybody_writes_is_refused(zipped: Zipper) -> None:
    deep = leaf("x")
    for _level in range(300):
        deep = paragraph(deep, kind="list")
    data = entry(scrolled(("textBlock", {"value": [deep]})), kind="scrolled")

    with pytest.raises(Refused, match="recursion depth"):
        read(zipped, data)


def test_what_no_database_holds_is_told_as_unknown(zipped: Zipper) -> None:
    text = [paragraph(leaf("half \ud83d, \ud83d\ude00"))]
    data = entry(scrolled(("textBlock", {"value": text})), kind="scrolled")
    data["entry"]["draft"]["title"] = "A\0city"
    # As older exports have it.
    (storyline,) = data["entry"]["draft"]["components"]
    chapter = storyline["components"]["chapters"][0]
    chapter["configuration"] = json.dumps({"title": "Half \udc00"})

    draft = read(zipped, data)

    assert (draft.title, draft.chapters[0].title) == ("A\ufffdcity", "Half \ufffd")
    assert draft.sections[0].elements[0]["value"] == "<p>half \ufffd, \U0001f600</p>"


@pytest.mark.parametrize("odd", [None, 3, "x", [], [3], {"a": []}, [{"type": "x"}], 10**400])
def test_values_of_another_shape_never_stop_it(zipped: Zipper, odd: Any) -> None:
    kinds = [name for name, _about in ALL]
    names = ("value", "caption", "id", "items", "links", "text", "question", "targetValue")
    elements = [(kind, dict.fromkeys(names, odd)) for kind in [*kinds, "imageGallery", "quote"]]
    elements.append(("externalLinkList", {"links": [{"id": 1}], "itemTexts": odd}))
    files = [*FILES, FILES[0] | {"file": odd}, FILES[0] | {"file_type": odd}]
    named = {"id": odd, "parent_file_id": odd, "configuration": {"srclang": "en"}}
    files += [one | {"file": one["file"] | named} for one in FILES]
    data = entry(scrolled(*elements, backdrop=odd), *files, kind="scrolled")

    draft = read(zipped, json.loads(json.dumps(data)))

    assert len(draft.sections) == 1


@pytest.mark.parametrize(
    ("address", "kept"),
    [("https://example.org/ship", "https://example.org/ship"), ("javascript:alert(1)", "")],
)
def test_the_source_of_a_file_never_becomes_a_link_that_runs_a_script(
    zipped: Zipper, address: str, kept: str
) -> None:
    ship = usage("ImageFile", 1, "ship.png", source_url=address)

    draft = read(zipped, entry(scrolled(("inlineImage", {"id": 101})), ship, kind="scrolled"))

    (wanted,) = draft.wanted
    assert wanted.source_url == kept
    assert draft.sections[0].elements[0]["value"]["source_url"] == kept
