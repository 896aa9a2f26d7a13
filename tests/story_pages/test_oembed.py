"""Stories on other people's sites: what they ask for, and what their frame shows."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from .conftest import Maker, element, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(story: Maker, article: Maker) -> Any:
    there = element("link", {"label": "Read", "page": article(title="Elsewhere").pk})
    return story([section("A day", element("text", "<p>Words</p>"), there)])


def asked(client: Client, url: str, **query: Any) -> Any:
    return client.get(reverse("story_pages_oembed"), {"url": url, **query})


def test_a_story_says_how_it_may_be_framed(told: Any, client: Client) -> None:
    html = client.get(told.url).content.decode()
    (address,) = re.findall(r'type="application/json\+oembed"[^>]* href="([^"]+)"', html)
    assert address.endswith(f"?url={quote(told.full_url, safe='')}")

    answer = client.get(address.replace("&amp;", "&"))

    told_by = answer.json()
    assert (told_by["type"], told_by["version"], told_by["title"]) == ("rich", "1.0", "Learning")
    assert f"/stories/embed/{told.pk}/" in told_by["html"]
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_readers_find_the_code_where_they_share(story: Maker, client: Client) -> None:
    page = story([section("A day")], title="Q & A")

    html = client.get(page.url).content.decode()

    assert f"/stories/embed/{page.pk}/&quot; title=&quot;Q &amp;amp; A&quot;" in html


def test_addresses_in_any_script_are_found(story: Maker, client: Client) -> None:
    page = story([section("城市")], title="学习", slug="学习")

    answer = asked(client, f"{page.full_url}{quote('城市')}/")

    assert "%E5" in page.full_url
    assert f"/stories/embed/{page.pk}/#城市" in answer.json()["html"]


def test_its_size_is_no_more_than_was_asked_for(told: Any, client: Client) -> None:
    answer = asked(client, told.full_url, maxwidth="320", maxheight="9000").json()

    assert (answer["width"], answer["height"]) == (320, 600)
    assert 'width="320" height="600"' in answer["html"]


def test_the_address_of_a_section_frames_the_story_there(told: Any, client: Client) -> None:
    answer = asked(client, f"{told.full_url}a-day/").json()

    assert f"/stories/embed/{told.pk}/#a-day" in answer["html"]


@pytest.mark.parametrize(
    ("address", "query", "status"),
    [
        ("https://elsewhere.example/en/stories/learning/", {}, 404),
        ("http://localhost/en/nowhere/", {}, 404),
        ("javascript:alert(1)", {}, 404),
        ("http://[", {}, 404),
        ("", {}, 404),
        ("http://localhost/", {"format": "xml"}, 501),
        ("http://localhost/", {"maxwidth": "wide"}, 400),
    ],
)
def test_what_it_cannot_answer_it_refuses_in_a_sentence(
    told: Any, client: Client, address: str, query: dict[str, str], status: int
) -> None:
    answer = asked(client, address, **query)

    assert answer.status_code == status
    assert answer["Content-Type"].startswith("text/plain")


def test_any_site_may_frame_that_address_and_no_other(told: Any, client: Client) -> None:
    frame = client.get(reverse("story_pages_framed", args=[told.pk]))
    page = client.get(told.url)

    html = frame.content.decode()
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert "Words" in html
    assert not frame.cookies
    # Ways within the story stay, others lead out.
    assert re.search(r'<a target="_top" [^>]*href="[^"]*/elsewhere/"', html)
    assert not re.search(r'<a target="_top" [^>]*href="[#?]', html)


def test_what_is_not_for_everybody_is_in_no_frame(told: Any, client: Client) -> None:
    PageViewRestriction.objects.create(page=told, restriction_type="login")

    assert client.get(reverse("story_pages_framed", args=[told.pk])).status_code == 404
    assert asked(client, told.full_url).status_code == 404
