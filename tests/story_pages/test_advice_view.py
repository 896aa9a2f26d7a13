"""Advice where editors meet it: in the form, in Wagtail's checker, and after publishing."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests.story_pages.conftest import Maker, element, section
from tests.story_pages.test_pages import DEFAULTS


@pytest.fixture
def unfinished(story: Maker, recording: Maker) -> Any:
    """A story with a film without captions, at a block whose id is known."""
    film = recording("The speech", vtt="", poster=None, credit="© We", licence="by")
    spoken = element("video", {"recording": film.pk}) | {"id": "abcdefgh-1234"}
    return story([section("Money", spoken)], summary="Said.")


def test_the_form_tells_advice_with_a_link_to_the_block(
    admin_client: Client, unfinished: Any
) -> None:
    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[unfinished.pk]))
    anew = admin_client.get(reverse("story_pages_advice", args=[unfinished.pk]))

    for answer in (form, anew):
        page = answer.content.decode()
        assert "“The speech” has speech, but neither captions nor a transcript." in page
        assert 'href="#block-abcdefgh-1234-section"' in page
    assert 'data-advice="/admin/stories/0/advice/"' in form.content.decode()


def test_advice_is_for_those_who_may_edit(
    client: Client, unfinished: Any, django_user_model: Any
) -> None:
    client.force_login(django_user_model.objects.create_user("reader", password="x"))

    assert client.get(reverse("story_pages_advice", args=[unfinished.pk])).status_code in {302, 403}


def test_a_preview_tells_the_checker_and_marks_each_element(
    admin_client: Client, unfinished: Any
) -> None:
    unfinished.save_revision()
    preview = reverse("wagtailadmin_pages:view_draft", args=[unfinished.pk])

    shown = admin_client.get(preview).content.decode()
    read = admin_client.get(unfinished.url).content.decode()

    told = re.search(r'<script id="story-advice"[^>]*>(.*?)</script>', shown)
    assert told
    assert json.loads(told[1]) == {"abcdefgh": ["captions", "poster"]}
    assert '<template data-block="abcdefgh"></template>' in shown
    assert "story-captions" in shown  # the rule that Wagtail's checker runs
    assert "story-advice" not in read
    assert "data-block=" not in read


def test_a_preview_opens_where_one_was_so_its_styles_do_not_wait(
    admin_client: Client, unfinished: Any
) -> None:
    unfinished.save_revision()
    preview = reverse("wagtailadmin_pages:view_draft", args=[unfinished.pk])

    shown, read = (
        admin_client.get(url).content.decode().partition("</head>")[0]
        for url in (preview, unfinished.url)
    )

    assert "story_pages/elements/recording.css" in shown
    assert "<noscript data-later>" not in shown
    assert "<noscript data-later>" in read


def test_publishing_says_what_some_readers_will_miss(
    admin_client: Client, article: Maker, recording: Maker
) -> None:
    page = article(title="News")
    film = {"recording": str(recording("The speech", vtt="", poster=None).pk), "mode": "manual"}
    form = {"title": "News", "slug": "news", "date": "2020-01-21", "topics": ""}
    stream = streamfield([("video", film)])

    answer = admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        nested_form_data({**form, "body": stream, "action-publish": "1"}),
        follow=True,
    )

    assert "“News” is live, and some readers miss something: “The speech” has speech" in " ".join(
        answer.content.decode().split()
    )


def test_a_page_that_goes_live_later_is_not_said_to_be_live(
    admin_client: Client, article: Maker, recording: Maker
) -> None:
    page = article(title="News", live=False)
    film = {"recording": str(recording("The speech", vtt="", poster=None).pk), "mode": "manual"}
    form = {"title": "News", "slug": "news", "date": "2020-01-21", "topics": ""}
    later = {"go_live_at": "2099-01-01 10:00", "action-publish": "1"}

    answer = admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        nested_form_data({**form, **later, "body": streamfield([("video", film)])}),
        follow=True,
    )

    page.refresh_from_db()
    assert page.scheduled_revision is not None
    assert "is live, and" not in answer.content.decode()


def test_a_story_is_previewed_before_it_is_saved(admin_client: Client, index: Any) -> None:
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["story_pages", "storypage", index.pk]
    )
    form = {"title": "New", "slug": "new", "topics": "", **DEFAULTS}

    said = admin_client.post(address, nested_form_data({**form, "chapters": streamfield([])}))
    shown = admin_client.get(address, {"in_preview_panel": "true", "mode": ""})

    assert said.json()["is_valid"]
    assert shown.status_code == 200
    assert "<h1" in shown.content.decode()
