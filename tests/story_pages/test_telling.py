"""What of a story a reader gets: in three ways, with side stories, in its time, up to a cutoff."""

import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from story_pages.models import StoryPage

from .conftest import Maker, chapter, element, section
from .test_pages import shown

LINK = element("text", '<p>Read <a href="#aside">more</a>.</p>')
SCREENS = re.compile(r'<section class="screen[^>]* id="(.*?)"')
WAYS = re.compile(r'data-reading-choice="(\w+)" aria-current="true"')
STYLES = re.compile(r'story_pages/(story|reading)\.css"[^>]* media="(.*?)"')


def with_excursion(page: StoryPage, *sections: dict[str, Any]) -> StoryPage:
    aside = {**chapter("A side story", *sections), "type": "excursion"}
    aside["value"]["slug"] = "aside"
    stream = [*page.chapters.get_prep_value(), aside]
    page.chapters = StoryPage._meta.get_field("chapters").to_python(json.dumps(stream))
    page.save()
    return page


def answer(page: StoryPage, below: str = "", **asked: str) -> Any:
    return Client().get(page.get_url() + below, asked)


def two(request: Any, _page: StoryPage) -> int | None:
    return 2 if request is None or "all" not in request.GET else None


@pytest.mark.parametrize(
    ("author", "asked", "way"),
    [
        ("paged", {}, "paged"),
        ("article", {}, "article"),
        ("article", {"reading": "scrolled"}, "scrolled"),
        ("scrolled", {"reading": "article"}, "article"),
        ("scrolled", {"reading": "by heart"}, "scrolled"),
    ],
)
def test_the_author_chooses_how_it_is_read_and_the_reader_may_choose_another_way(
    story: Maker, author: str, asked: dict[str, str], way: str
) -> None:
    page = story([section("One", element("heading", "Within")), section("")], reading=author)

    html = answer(page, **asked).content.decode()

    media = {"story": "screen", "reading": "print"}
    if way == "article":
        media = {"story": "not all", "reading": "all"}
    assert f'<article class="story full" data-reading="{way}"' in html
    assert WAYS.findall(html) == [way]
    assert dict(STYLES.findall(html)) == media
    assert re.findall(r"<h(\d)", html.partition("<main")[2]) == ["1", "2", "3", "4"]


def test_a_side_story_stands_after_the_chapters_and_leads_back_to_its_link(story: Maker) -> None:
    page = with_excursion(
        story([section("One"), section("Two", LINK)]), section("Beside", element("text", "Words"))
    )

    html = shown(page)

    assert SCREENS.findall(html) == ["start", "one", "two", "beside"]
    assert '<section class="excursion" id="aside"' in html
    assert 'href="#two" data-excursion-back' in html
    assert "3&nbsp;/&nbsp;3" in html
    assert html.count("elements/excursion.js") == 1


def test_a_side_story_leads_back_to_no_link_that_only_begins_alike(story: Maker) -> None:
    other = element("text", '<p>Read <a href="#aside-two">more</a>.</p>')
    page = with_excursion(story([section("One", other), section("Two", LINK)]), section("Beside"))

    assert [one.origin for one in page.telling.excursions] == ["two"]


@pytest.mark.parametrize("sections", [[], [section("Beside", hidden=True)], [section("")]])
def test_a_half_written_side_story_breaks_nothing(
    story: Maker, sections: list[dict[str, Any]]
) -> None:
    page = with_excursion(story([section("One", LINK)]), *sections)

    html = shown(page)

    assert ('id="aside"' in html) is (sections == [section("")])


def test_a_section_is_shown_in_its_time_only(story: Maker) -> None:
    past, future = "2019-01-01T09:00:00Z", "2999-01-01T09:00:00Z"
    page = story(
        [
            section("Begun", shown_from=past),
            section("Due", shown_from=future),
            section("Over", shown_until=past),
            section("Lasting", shown_until=future),
            section("Put away", hidden=True),
        ]
    )

    html = shown(page)

    assert SCREENS.findall(html) == ["start", "begun", "lasting"]
    assert "3&nbsp;/&nbsp;3" in html
    assert "Put away" not in html
    assert "Due" not in json.dumps(page.get_context(RequestFactory().get("/"))["structured_data"])


def test_machines_are_told_no_more_than_readers(story: Maker) -> None:
    future = "2999-01-01T09:00:00Z"
    page = story(
        [section("Seen"), section("Due", shown_from=future)], [section("Unseen", hidden=1)]
    )
    request = RequestFactory().get("/", {"fields": "_,chapters"})
    request.wagtailapi_router = WagtailAPIRouter("api")  # type: ignore[attr-defined]

    told = PagesAPIViewSet.as_view({"get": "detail_view"})(request, pk=page.pk).data

    (part,) = told["chapters"]
    assert [one["value"]["heading"] for one in part["value"]["sections"]] == ["Seen"]
    found = StoryPage._meta.get_field("chapters").get_searchable_content(page.chapters)
    assert "Seen" in found
    assert {"Due", "Unseen"}.isdisjoint(found)


def test_an_editor_may_look_at_what_is_hidden_and_is_told_so(story: Maker) -> None:
    page = story([section("Seen"), section("Unseen", hidden=True)])
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    html = page.serve_preview(request, "hidden").render().content.decode()

    assert SCREENS.findall(html) == ["start", "seen", "unseen"]
    assert html.count("Readers do not see this section now.") == 1


def test_a_site_may_end_a_story_early_for_some(story: Maker, settings: Any) -> None:
    settings.STORY_PAGES_CUTOFF = f"{__name__}.two"
    page = with_excursion(
        story([section("One")], [section("Two"), section("Three", LINK)]), section("Beside")
    )

    cut, whole = answer(page).content.decode(), answer(page, all="1").content.decode()

    assert SCREENS.findall(cut) == ["start", "one", "two"]
    assert SCREENS.findall(whole) == ["start", "one", "two", "three", "beside"]
    assert ["Three" in html for html in (cut, whole)] == [False, True]
    assert ["story__cutoff" in html for html in (cut, whole)] == [True, False]
    assert answer(page, "three/").status_code == 404


def test_a_section_has_an_address_with_a_card_of_its_own(story: Maker, image: Maker) -> None:
    sky, sea = image("Sky"), image("Sea")
    share = {"title": "Shared", "description": "In other words", "picture": sea.pk}
    page = story(
        [section("One", backdrop={"picture": sky.pk}), section("Two", share=share)],
        summary="A summary",
        lead_picture=sea,
    )

    one, two = (answer(page, f"{anchor}/").content.decode() for anchor in ("one", "two"))

    def card(html: str) -> dict[str, str]:
        return dict(re.findall(r'property="og:(\w+)" content="(.*?)"', html))

    assert (card(one)["title"], card(one)["description"]) == ("One", "A summary")
    assert (card(two)["title"], card(two)["description"]) == ("Shared", "In other words")
    assert card(one)["url"].endswith(f"{page.get_url()}one/")
    assert card(one)["image"] != card(two)["image"]
    assert f'content="0; url={page.get_url()}#one"' in one
    assert f'<a href="{page.get_url()}#one">' in one
    assert f'rel="canonical" href="{page.full_url}"' in one


def test_other_addresses_below_a_story_are_not_found(story: Maker) -> None:
    page = with_excursion(story([section("One")]), section("Beside"))

    assert answer(page, "start/").url == page.get_url()
    assert [answer(page, path).status_code for path in ("aside/", "beside/")] == [200, 200]
    assert [answer(page, path).status_code for path in ("two/", "one/more/")] == [404, 404]


def test_a_section_that_says_nothing_looks_as_the_story_says(story: Maker) -> None:
    own = {"layout": "left", "look": "plain", "height": "words", "spacing": "wide"}
    page = story(
        [section("One"), section("Two", **own)], section_layout="centre", section_look="card"
    )

    html = shown(page)

    looks = re.findall(r'data-layout="(\w+)" data-look="(\w+)"', html)
    assert looks == [("centre", "card"), ("left", "plain")]
    assert (html.count('data-height="words"'), html.count('data-spacing="wide"')) == (1, 1)
    assert "story_pages/looks.css" in html
    assert "story_pages/looks.css" not in shown(story([section("Plain")], title="Plain"))


def test_a_chapter_may_be_left_out_of_the_bar(story: Maker) -> None:
    page = story([section("One")], [section("Two")])
    page.chapters[1].value["hide_in_navigation"] = True
    page.chapters[1].value["colour"] = "sea"
    page.save()

    html = shown(page)

    assert re.findall(r'data-chapter-link="(\d)"', html) == ["1"]
    assert SCREENS.findall(html) == ["start", "one", "two"]
    assert html.count('data-accent="sea"') == 1
