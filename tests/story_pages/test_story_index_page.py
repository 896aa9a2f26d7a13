"""The list of stories, as readers get it."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from story_pages.models import StoryIndexPage
from story_pages.templatetags.story_pages_tags import page_card

from .conftest import Maker
from .test_pages import shown


def test_a_list_of_many_stories_asks_the_database_no_more_than_a_short_one(
    index: StoryIndexPage, story: Maker, article: Maker, image: Maker
) -> None:
    counts = []
    for number in (1, 2, 3):
        story(title=f"Story {number}", lead_picture=image(f"s{number}"))
        article(title=f"Article {number}", lead_picture=image(f"a{number}"))
        shown(index)
        with CaptureQueriesContext(connection) as asked:
            assert f"Story {number}" in shown(index)
        counts.append(len(asked))

    assert len(set(counts)) == 1, counts


def test_the_list_is_cut_into_pages(index: StoryIndexPage, story: Maker, settings: Any) -> None:
    settings.STORY_PAGES_PAGE_SIZE = 2
    for number in range(3):
        story(title=f"Story {number}")

    first, second, beyond = (
        Client().get(index.get_url(), {"page": page}).content.decode() for page in ("1", "2", "99")
    )

    assert [first.count('class="card__title"'), second.count('class="card__title"')] == [2, 1]
    assert 'rel="next" href="?page=2"' in first
    assert beyond == second


def test_a_card_says_its_language_where_it_is_not_the_readers(story: Maker) -> None:
    page = story(title="Told")

    with translation.override("nl"):
        foreign = page_card(page)
    with translation.override("en"):
        own = page_card(page)

    assert '<bdi lang="en">English</bdi>' in foreign
    assert "English" not in own


def test_an_empty_list_says_what_will_come(index: StoryIndexPage) -> None:
    assert "It will appear here as soon as it is published." in shown(index)


def test_a_draft_is_not_in_the_list(index: StoryIndexPage, story: Maker) -> None:
    story(title="Published")
    story(title="Not yet", live=False)

    html = shown(index)

    assert ("Published" in html, "Not yet" in html) == (True, False)
