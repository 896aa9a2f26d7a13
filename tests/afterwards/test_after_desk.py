"""The team's page of a date after it, and the article that is made of its numbers."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Site

from events.contribution import contribute
from events.occurrence import Occurrence
from story_pages.models import ArticlePage, StoryIndexPage
from tests.afterwards.test_report import people, term
from tests.events import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def over(evening: Occurrence, end: Any, checked_in: Any) -> Occurrence:
    """A date to which twelve people came, of two sectors."""
    making.page(evening, title="Round table")
    for code, count in (("education", 7), ("care", 5)):
        for one in people(evening, count, sector=term("sector", code)):
            checked_in(one)
    return end(evening)


@pytest.fixture
def stories(db: None) -> StoryIndexPage:
    root = Site.objects.get(is_default_site=True).root_page
    return root.add_child(instance=StoryIndexPage(title="Stories", slug="stories"))


def url(occurrence: Occurrence, deed: str = "") -> str:
    return f"/admin/events/after/{occurrence.event_id}/{deed}"


def test_the_page_shows_numbers_as_table_and_picture(over: Occurrence, admin: Client) -> None:
    html = admin.get(url(over)).content.decode()

    assert "<caption>By sector</caption>" in html
    assert html.count('<rect class="report-chart__came"') == 2
    assert '<title id="chart-sector">By sector</title>' in html
    assert "style=" not in html.split('<section class="desk"', 1)[1].split("</section>")[0]


def test_the_page_names_nobody(over: Occurrence, admin: Client) -> None:
    html = admin.get(url(over)).content.decode()

    assert ("Person 1" in html, "@sample.example" in html.replace("boss@", "")) == (False, False)


def test_the_page_says_what_waits(over: Occurrence, admin: Client) -> None:
    person = over.registrations.first()
    contribute(person, kind="idea", text="…", language="en", shown_as="nobody", stays=False)

    html = admin.get(url(over)).content.decode()

    assert "1 contribution waits for you." in html


def test_the_page_needs_the_permission_to_see_registrations(over: Occurrence, member: Any) -> None:
    refused = member("view_letter").get(url(over))

    assert refused.status_code == 302


def test_a_date_is_chosen_by_its_code(over: Occurrence, admin: Client) -> None:
    other = making.another_date(over, days=-7)

    html = admin.get(url(over), {"date": other.code}).content.decode()
    unknown = admin.get(url(over), {"date": "20010101"}, follow=True)

    assert "Fewer than" not in html
    assert "By sector" not in html
    assert unknown.status_code == 404


def test_the_desk_leads_there(over: Occurrence, admin: Client) -> None:
    html = admin.get(f"/admin/events/desk/{over.event_id}/").content.decode()

    assert url(over) in html


def test_many_cost_as_many_queries_as_few(over: Occurrence, admin: Client) -> None:
    admin.get(url(over))
    with CaptureQueriesContext(connection) as few:
        admin.get(url(over))
    people(over, 20)
    with CaptureQueriesContext(connection) as many:
        admin.get(url(over))

    assert len(many) <= len(few) + 1  # one more side has something to tell


# The article


def test_an_article_is_made_as_a_draft_with_the_numbers(
    over: Occurrence, admin: Client, stories: StoryIndexPage
) -> None:
    answer = admin.post(url(over, "draft/"), {"language": "en"})

    article = ArticlePage.objects.get()
    told = " ".join(str(block.value) for block in article.body)
    assert answer["Location"] == f"/admin/pages/{article.pk}/edit/"
    assert (article.title, article.live) == ("Looking back: Round table", False)
    assert article.get_parent().specific == stories
    assert "Education: 7 came, 7 were registered" in told
    assert article.body[-1].value["pages"][0].title == "Round table"
    assert ArticlePage.objects.live().count() == 0


def test_an_article_is_in_the_language_of_the_page(
    over: Occurrence, admin: Client, stories: StoryIndexPage
) -> None:
    dutch = making.page(over, title="Ronde tafel", language="nl")
    dutch.get_parent().add_child(
        instance=StoryIndexPage(title="Verhalen", slug="verhalen", locale=dutch.locale)
    )

    admin.post(url(over, "draft/"), {"language": "nl"})

    article = ArticlePage.objects.get()
    assert (article.locale, "Ronde tafel" in article.title) == (
        Locale.objects.get(language_code="nl"),
        True,
    )


def test_who_may_not_add_stories_makes_none(
    over: Occurrence, member: Any, stories: StoryIndexPage
) -> None:
    answer = member("view_registration").post(url(over, "draft/"), {"language": "en"})

    assert answer.status_code == 302
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize("values", [{"language": "xx"}, {}], ids=["of no page", "none"])
def test_a_draft_needs_a_language_that_has_a_page(
    values: dict[str, str], over: Occurrence, admin: Client, stories: StoryIndexPage
) -> None:
    admin.post(url(over, "draft/"), values)

    assert ArticlePage.objects.count() == (0 if values else 1)


def test_reading_makes_no_article(over: Occurrence, admin: Client, stories: StoryIndexPage) -> None:
    admin.get(url(over, "draft/"))

    assert not ArticlePage.objects.exists()


def test_without_a_setting_there_is_no_button(
    over: Occurrence, admin: Client, settings: Any
) -> None:
    settings.EVENTS_REPORT_PAGE = ""

    html = admin.get(url(over)).content.decode()

    assert "Make an article" not in html
    assert User.objects.exists()


def test_the_desk_says_what_was_handed_in(over: Occurrence, admin: Client) -> None:
    person = over.registrations.first()
    contribute(person, kind="idea", text="…", language="en", shown_as="nobody", stays=False)

    html = admin.get(f"/admin/events/desk/{over.event_id}/").content.decode()

    assert "1 contribution waits for you." in html
