"""What machines read of stories."""

import json
import re
from typing import Any

from story_pages.recording import add_track

from .conftest import VTT, Maker, element, section
from .test_pages import shown


def structured_data(html: str) -> dict[str, Any]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(text)


def test_what_machines_read_names_maker_licence_and_words(
    story: Maker, image: Maker, recording: Maker
) -> None:
    film = recording(credit="© Us", licence="by", creator="We", duration=14, poster=image("Poster"))
    page = story(
        [
            section(
                "One",
                element("video", {"recording": film.pk}),
                element("image", {"image": {"image": image("Ours").pk}, "caption": "Plain"}),
                element(
                    "image",
                    {"image": {"image": image("Ship").pk}, "credit": "© Ann", "licence": "by"},
                ),
            )
        ],
        lead_picture=image(),
        lead_picture_credit="© A drawer",
        lead_picture_licence="cc0",
        summary="What it is about",
    )

    data = structured_data(shown(page))

    assert {"@type": "Article", "headline": "Learning", "inLanguage": "en"}.items() <= data.items()
    lead, ship = data["image"]
    assert lead["creditText"] == "© A drawer"
    assert lead["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert (ship["@type"], ship["creditText"]) == ("ImageObject", "© Ann")
    assert ship["license"] == "https://creativecommons.org/licenses/by/4.0/"
    (video,) = data["video"]
    assert {
        "@type": "VideoObject",
        "name": "Film",
        "duration": "PT14S",
        "creditText": "© Us",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "transcript": "A city lies close to the sea.",
    }.items() <= video.items()


def test_pictures_inside_of_others_and_those_of_a_pair_are_told_each(
    article: Maker, image: Maker
) -> None:
    below, point, before, after = (
        {"image": image(name).pk, "alt_text": name} for name in ("Map", "Tower", "Then", "Now")
    )
    points = [{"title": "A", "text": "", "x": 1, "y": 1, "image": point, "credit": "© Ann"}]
    page = article(
        element("hotspots", {"image": below, "credit": "© Bea", "points": points}),
        element("before_after", {"before": before, "after": after, "credit": "© Cleo"}),
    )

    told = structured_data(shown(page))["image"]

    assert [(one["caption"], one["creditText"]) for one in told] == [
        ("Map", "© Bea"),
        ("Tower", "© Ann"),
        ("Then", "© Cleo"),
        ("Now", "© Cleo"),
    ]


def test_chapters_of_a_film_are_moments_that_machines_lead_to(
    article: Maker, recording: Maker
) -> None:
    plain, parted = recording("Plain"), recording("Parted")
    chapters = f"{VTT}\n01:04.500 --> 02:00.000\nThe harbour &amp; the sea\n"
    add_track(parted, language="en", kind="chapters", text=chapters)
    films = [element("video", {"recording": film.pk}) for film in (plain, parted)]

    without, video = structured_data(shown(article(*films)))["video"]

    assert "hasPart" not in without
    _first, harbour = video["hasPart"]
    assert harbour == {
        "@type": "Clip",
        "name": "The harbour & the sea",
        "startOffset": 64.5,
        "endOffset": 120.0,
        "url": f"{video['contentUrl']}#t=64.500",
    }


def test_no_word_can_break_out_of_what_machines_read(story: Maker) -> None:
    evil = '</script><script>alert("1")</script>&<!--'

    html = shown(story(title=evil, summary=evil))

    assert structured_data(html)["headline"] == evil
    assert html.count("</script>") == html.count("<script")
    assert "<script>alert" not in html


def test_other_sites_are_told_whole_addresses(story: Maker, image: Maker) -> None:
    html = shown(story(lead_picture=image()))

    for sign in ('property="og:image" content="', 'json.oembed" [^>]*href="'):
        assert re.search(f"{sign}https?://", html)
