"""Cards of events, calls and organisations in an article: live, and fetched for all at once."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stakeholders.models import DirectoryPage, OrganisationPage, Term
from story_pages.models import ArticlePage, StoryIndexPage
from tests.events import stage

pytestmark = pytest.mark.django_db


def told(*pages: Any, title: str = "What came of it") -> ArticlePage:
    index = StoryIndexPage.objects.first() or stage.root().add_child(
        instance=StoryIndexPage(title="Stories", slug="stories")
    )
    body = [{"type": "cards", "value": {"pages": [page.pk for page in pages]}}]
    page = ArticlePage(title=title, date=timezone.now().date(), body=json.dumps(body))
    return stage.fresh(index).add_child(instance=page)


def event(title: str, days: int, **facts: Any) -> Any:
    begins = timezone.now() + timedelta(days=days)
    return stage.event_page(title, starts_at=begins, ends_at=begins + timedelta(hours=2), **facts)


def organisation(name: str) -> Any:
    directory = DirectoryPage.objects.first() or stage.root().add_child(
        instance=DirectoryPage(title="Who takes part", slug="stakeholders")
    )
    kind = Term.objects.filter(code="library").first() or Term.objects.create(
        vocabulary=Term.Vocabulary.KIND, code="library", names={"en": "Library"}
    )
    page = OrganisationPage(title=name, name=name, kind=kind)
    return stage.fresh(directory).add_child(instance=page)


def shown(page: Any) -> tuple[str, int]:
    Client().get(page.url)
    with CaptureQueriesContext(connection) as queries:
        html = Client().get(page.url).content.decode()
    return html, len(queries)


def test_an_event_on_a_card_says_whether_one_can_come() -> None:
    seats = {"is_registration_needed": True, "capacity": 3}
    page = told(event("Soon", 9, **seats), event("Over", -9, **seats), organisation("A library"))

    html, _count = shown(page)

    assert "3 places left" in html
    assert '<article class="event-card" data-state="past">' in html
    assert '<p class="organisation-card__kind">Library</p>' in html


def test_many_cards_ask_the_database_no_more_than_a_few() -> None:
    def each(count: int) -> list[Any]:
        names = [f"{count}-{number}" for number in range(count)]
        events = [event(name, days, venue=town) for name in names for days in (9, -9)]
        calls = [stage.call_page(name) for name in names]
        return [*events, *calls, *map(organisation, names)]

    town = stage.venue()
    few, many = told(*each(1), title="Few"), told(*each(3), title="Many")

    assert shown(few)[1] == shown(many)[1]
