"""The map of the site names what a story shows."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from story_pages.models import StoryPage

from .conftest import Maker, element, section

pytestmark = pytest.mark.django_db
NAMES = {
    "image": "{http://www.google.com/schemas/sitemap-image/1.1}",
    "video": "{http://www.google.com/schemas/sitemap-video/1.1}",
}


def test_pictures_and_films_of_a_story_stand_in_the_map(
    story: Maker, image: Maker, recording: Maker, client: Client
) -> None:
    film = recording("<Film>", poster=image("Poster"), duration=14)
    page = story(
        [section("One", element("video", {"recording": film.pk}))],
        lead_picture=image("Sky"),
        last_published_at=timezone.now(),
    )

    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)

    told = next(one for one in tree if one[0].text == page.full_url)
    pictures = [one.text for one in told.iter(f"{NAMES['image']}loc")]
    assert pictures == [f"http://localhost{page.lead_picture.file.url}"]
    (video,) = told.iter(f"{NAMES['video']}video")
    named = {one.tag.rpartition("}")[2]: one.text for one in video}
    assert named["title"] == "<Film>"
    assert named["content_loc"] == f"http://localhost{film.url}"
    assert named["thumbnail_loc"] == f"http://localhost{film.poster.file.url}"
    assert named["duration"] == "14"


def test_uploads_may_lie_on_another_host(
    story: Maker, image: Maker, recording: Maker, settings: Any
) -> None:
    settings.MEDIA_URL = "https://files.example/"
    film = recording(poster=image("Poster"))
    page = story([section("One", element("video", {"recording": film.pk}))])

    ((video,),) = (entry["videos"] for entry in page.get_sitemap_urls())

    assert video["content"] == film.url
    assert video["thumbnail"] == film.poster.file.url
    assert film.url.startswith("https://files.example/")


def test_many_films_ask_the_database_no_more_than_one(
    story: Maker, image: Maker, recording: Maker
) -> None:
    def asked(count: int) -> int:
        films = [recording(f"F{n}", poster=image(f"P{n}")) for n in range(count)]
        told = [section("S", element("video", {"recording": one.pk})) for one in films]
        page = StoryPage.objects.get(pk=story(told, title=f"Of {count}").pk)
        page.get_url()
        with CaptureQueriesContext(connection) as queries:
            page.get_sitemap_urls()
        return len(queries)

    assert asked(1) == asked(3)


def test_many_stories_ask_the_database_no_more_than_one(
    story: Maker, article: Maker, image: Maker, recording: Maker, client: Client
) -> None:
    def told(name: str) -> list[dict[str, Any]]:
        picture = {"image": image(f"I {name}").pk, "alt_text": "x"}
        film = recording(f"F {name}", poster=image(f"P {name}"))
        return [element("image", {"image": picture}), element("video", {"recording": film.pk})]

    def asked(name: str) -> int:
        article(*told(f"a {name}"), title=f"News {name}", lead_picture=image(f"L {name}"))
        sky, sea = image(f"S {name}").pk, recording(f"L {name}", poster=image(f"Q {name}"))
        one = section("One", *told(f"s {name}"), backdrop={"picture": sky})
        story([one], title=f"Tale {name}", lead_picture=image(f"T {name}"), opening_loop=sea)
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as queries:
            client.get("/sitemap.xml")
        return len(queries)

    few, _between, many = asked("1"), asked("2"), asked("3")

    html = client.get("/sitemap.xml").content.decode()
    assert few == many
    assert (html.count("<image:loc>"), html.count("<video:title>")) == (15, 9)


def test_what_no_xml_holds_is_left_out(story: Maker, image: Maker, recording: Maker) -> None:
    film = recording("A\x0bfilm", poster=image("Poster"), description="Of\x0bus")
    page = story([section("One", element("video", {"recording": film.pk}))])

    ((video,),) = (entry["videos"] for entry in page.get_sitemap_urls())

    assert (video["title"], video["description"]) == ("A film", "Of us")
