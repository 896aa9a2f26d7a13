"""What machines read of stories."""

import json
import re
from typing import Any

import pytest

from .conftest import Maker, element, section
from .test_pages import shown

pytestmark = pytest.mark.filterwarnings(
    "ignore:Unclosed file <tempfile:ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)


def structured_data(html: str) -> dict[str, Any]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(text)


def test_what_machines_read_names_maker_licence_and_words(
    story: Maker, image: Maker, recording: Maker
) -> None:
    film = recording(credit="© Us", licence="by", creator="We", duration=14, poster=image("Poster"))
    page = story(
        [section("One", element("video", {"recording": film.pk}))],
        lead_picture=image(),
        lead_picture_credit="© A drawer",
        lead_picture_licence="cc0",
        summary="What it is about",
    )

    data = structured_data(shown(page))

    assert {"@type": "Article", "headline": "Learning", "inLanguage": "en"}.items() <= data.items()
    assert data["image"]["creditText"] == "© A drawer"
    assert data["image"]["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    (video,) = data["video"]
    assert {
        "@type": "VideoObject",
        "name": "Film",
        "duration": "PT14S",
        "creditText": "© Us",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "transcript": "A city lies close to the sea.",
    }.items() <= video.items()


def test_no_word_can_break_out_of_what_machines_read(story: Maker) -> None:
    evil = '</script><script>alert("1")</script>&<!--'

    html = shown(story(title=evil, summary=evil))

    assert structured_data(html)["headline"] == evil
    assert html.count("</script>") == html.count("<script")
    assert "<script>alert" not in html
