"""What other hosts have: nothing is asked of them before a yes, and unknown ones are refused."""

import re
from typing import Any

import pytest
from wagtail.blocks import StreamBlockValidationError

from story_pages.elements.stream import Elements
from story_pages.frame_address import copied, framed, host_of
from tests.story_pages.conftest import Maker, element
from tests.story_pages.test_pages import shown

FILM = "https://www.youtube-nocookie.com/embed/a-b_1"


def refused(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    block = Elements()
    with pytest.raises(StreamBlockValidationError) as error:
        block.clean(block.to_python([element(kind, value)]))
    return error.value.as_json_data()["blockErrors"][0]["blockErrors"]


@pytest.mark.parametrize(
    ("pasted", "frame"),
    [
        ("https://www.youtube.com/watch?v=a-b_1&t=9s", FILM),
        ("https://youtu.be/a-b_1?si=x", FILM),
        ("https://m.youtube.com/shorts/a-b_1", FILM),
        ('<iframe width="9" src="https://www.youtube.com/embed/a-b_1?x=1&amp;y=2"></iframe>', FILM),
        ("https://vimeo.com/123", "https://player.vimeo.com/video/123?dnt=1"),
        ("<iframe src='//charts.example/1/'></iframe>", "https://charts.example/1/"),
        ("https://maps.example/embed?a=1&b=2", "https://maps.example/embed?a=1&b=2"),
    ],
)
def test_what_people_copy_becomes_the_address_of_a_frame(pasted: str, frame: str) -> None:
    assert framed(copied(pasted)) == frame


@pytest.mark.parametrize(
    "pasted",
    ["http://a.example/", "javascript:alert(1)", "https://u:p@a.example/", "https://[", "words"],
)
def test_what_is_not_safe_in_a_frame_has_no_host(pasted: str) -> None:
    assert host_of(framed(copied(pasted))) == ""


def test_the_host_is_not_in_the_page_but_as_a_link_and_as_words(
    article: Maker, settings: Any
) -> None:
    settings.STORY_PAGES_EMBED_HOSTS = ["www.youtube-nocookie.com"]
    url = "https://www.youtube.com/watch?v=a-b_1"
    value = {"url": url, "title": "A <film>", "text": "What it shows", "ratio": "4:3"}

    html = shown(article(element("embed", value)))

    assert "<iframe" not in html
    assert re.findall(r'(?:src|srcset|action|poster)="(?:https:)?//', html) == []
    assert f'data-embed="{FILM}" data-host="www.youtube-nocookie.com"' in html
    assert 'data-ratio="4:3"' in html
    assert f'<a href="{url}" rel="noreferrer">A &lt;film&gt;: open it at' in html
    assert "<p>What it shows</p>" in html
    assert 'class="embed__yes" hidden' in html
    assert "story_pages/elements/embed.js" in html


def test_a_host_that_is_no_longer_allowed_leaves_words_and_link(article: Maker) -> None:
    url = "https://charts.example/1/"

    html = shown(article(element("embed", {"url": url, "title": "Chart", "text": "In words"})))

    assert "data-embed=" not in html
    assert f'<a href="{url}"' in html
    assert "In words" in html


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://odd.example/1", "STORY_PAGES_EMBED_HOSTS. Allowed now: charts.example."),
        ("http://charts.example/1", "begins with https://"),
        ("http://www.youtube.com/watch?v=a-b_1", "begins with https://"),
        ("<iframe src='data:text/html,x'></iframe>", "begins with https://"),
    ],
)
def test_an_unknown_host_is_refused_at_the_field_with_the_way_out(
    settings: Any, url: str, words: str
) -> None:
    settings.STORY_PAGES_EMBED_HOSTS = ["charts.example"]
    if "youtube" in url:
        settings.STORY_PAGES_EMBED_HOSTS = ["www.youtube-nocookie.com"]

    messages = refused("embed", {"url": url, "title": "A title"})["url"]["messages"]

    assert len(messages) == 1
    assert words in messages[0]


def test_a_post_is_a_quotation_with_its_author_day_and_address(article: Maker) -> None:
    value = {
        "text": "First line\n\n<script>x</script>",
        "author": "A city",
        "account": "@city@social.example",
        "date": "2020-01-24",
        "network": "Mastodon",
        "url": "https://social.example/@city/1",
        "language": "nl",
    }

    html = shown(article(element("social_post", value)))

    assert '<blockquote cite="https://social.example/@city/1" lang="nl" dir="auto">' in html
    assert "&lt;script&gt;x" in html
    assert '<time datetime="2020-01-24">' in html
    assert '<a href="https://social.example/@city/1" rel="noreferrer">The post on Mastodon' in html


@pytest.mark.parametrize("kind", ["embed", "social_post"])
def test_half_filled_ones_leave_no_hole(article: Maker, kind: str) -> None:
    assert "<figure" not in shown(article(element(kind, {})))
