"""What is private or a draft is not told around the pages that everybody reads."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from learning_city.home.models import SiteWords, TextPage
from learning_city.home.templatetags.site_tags import privacy_page
from tests.events import stage

pytestmark = pytest.mark.django_db


def text_page(title: str, *, parent: Page | None = None, **values: Any) -> TextPage:
    page = TextPage(title=title, slug=title.lower(), body="<p>Words</p>", **values)
    return stage.fresh(parent or stage.root()).add_child(instance=page)


def close(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def html(page: Page, client: Client | None = None) -> str:
    answer = (client or Client()).get(page.url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_who_must_sign_in_is_led_to_the_site_s_own_way(language: str) -> None:
    page = text_page("Minutes")
    told = page if language == "en" else stage.translated(page)
    close(told)

    answer = Client().get(told.url)

    wanted = f"/{language}/account/login/?next=/{language}/minutes/"
    assert (answer.status_code, answer["Location"]) == (302, wanted)


@pytest.mark.parametrize("in_menu", [True, False], ids=["main menu", "footer"])
def test_menus_keep_quiet_about_private_pages(in_menu: bool) -> None:
    open_to_all = text_page("About", show_in_menus=in_menu)
    close(text_page("Minutes", show_in_menus=in_menu))

    told = html(open_to_all)

    assert 'href="/en/about/"' in told
    assert "Minutes" not in told


def test_a_private_translation_is_no_choice_of_language() -> None:
    page = text_page("About")
    stage.translated(page, "fr")
    close(stage.translated(page))

    told = html(page)

    assert 'hreflang="fr" href="http' in told
    assert "/nl/about/" not in told
    assert 'href="/nl/"' in told


def test_a_private_page_still_knows_itself_for_those_who_may_read_it() -> None:
    page = text_page("Minutes")
    close(page)
    client = Client()
    client.force_login(get_user_model().objects.create_user("ann", "ann@library.example"))

    assert '<a href="/en/minutes/" lang="en"' in html(page, client)


def test_the_way_back_leaves_out_a_draft() -> None:
    shown = text_page("Archive")
    draft = text_page("Embargo", parent=shown, live=False)
    page = text_page("About", parent=draft)

    told = html(page)

    assert '<a href="/en/archive/">Archive</a>' in told
    assert "Embargo" not in told


@pytest.mark.parametrize("live", [True, False], ids=["private", "draft"])
def test_the_page_about_privacy_is_named_only_if_anybody_may_read_it(live: bool) -> None:
    page = text_page("Privacy")
    SiteWords.objects.create(name="City", locale=stage.locale("en"), privacy_page=page)
    before = privacy_page()

    if live:
        close(page)
    else:
        page.unpublish()

    assert (before, privacy_page()) == (Page.objects.get(pk=page.pk), None)


def test_private_pages_cost_no_query() -> None:
    page = text_page("About", show_in_menus=True)
    html(page)
    with CaptureQueriesContext(connection) as before:
        html(page)

    close(text_page("Minutes"))
    close(stage.translated(page))
    html(page)
    with CaptureQueriesContext(connection) as after:
        html(page)

    assert len(after) == len(before)


def test_a_menu_tells_the_page_itself_from_the_part_it_is_in() -> None:
    part = text_page("About", show_in_menus=True)
    below = text_page("Team", parent=part)

    item = '<a href="/en/about/" aria-current="{}">About</a>'

    assert item.format("page") in html(part)
    assert item.format("true") in html(below)
    assert item.format("page") not in html(below)
