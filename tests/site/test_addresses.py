"""The addresses that others rely on answer as described, on the demo site."""

import re
from typing import Any
from xml.etree import ElementTree
from xml.etree import ElementTree as Xml

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar
from wagtail.models import Page

from events.models import EventPage
from story_pages.models import StoryPage

from .markup import faults

pytestmark = pytest.mark.usefixtures("demo")

LANGUAGES = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
LISTS = ["", "stories/", "events/", "stakeholders/"]
PAGES = [
    "stories/learning-city-of-groningen",
    "stories/inclusion-at-the-centre",
    "events/education-day-2020",
    "events/join-the-network-2020",
    "events/alliance-round-table",
    "events/full-house",
    "events/monthly-meeting",
    "events/cancelled-workshop",
    "events/inclusion-days",
    "stakeholders/municipality-of-groningen",
    "stakeholders/equal-opportunities-alliance",
]
STATES = {
    "education-day-2020": "past",
    "alliance-round-table": "open",
    "full-house": "waiting",
    "cancelled-workshop": "cancelled",
}


def answered(client: Client, address: str) -> str:
    """The page at an address, which must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, f"{address} answers {answer.status_code}"
    return answer.content.decode()


def english(path: str) -> Any:
    url = f"/home-en/{path}/"
    return Page.objects.get(url_path=url).specific


def series_of(uid: str) -> str:
    """The UID of the event: an extra date has one of its own, made from it."""
    name, _at, namespace = str(uid).partition("@")
    return f"{name[:36]}@{namespace}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", LISTS, ids=lambda place: place or "home")
def test_the_lists_stand_at_the_same_place_in_every_language(
    client: Client, place: str, language: str
) -> None:
    html = answered(client, f"/{language}/{place}")

    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in html
    told = [code for code in LANGUAGES if f'hreflang="{code}" href="http' in html]
    assert told == LANGUAGES


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_there_in_english_and_in_dutch(client: Client, path: str) -> None:
    page = english(path)
    dutch = page.get_translations().get(locale__language_code="nl")

    in_english, in_dutch = answered(client, f"/en/{path}/"), answered(client, dutch.url)

    assert page.title != dutch.title or page.slug == dutch.slug
    assert f'hreflang="nl" href="http://testserver{dutch.url}"' in in_english
    assert f'hreflang="en" href="http://testserver/en/{path}/"' in in_dutch


def test_story_and_article_are_told_in_full(client: Client) -> None:
    article = answered(client, "/en/stories/inclusion-at-the-centre/")
    story = answered(client, "/nl/stories/leerstad-groningen/")

    for words in (
        "A matter for the whole city",
        "approximately 200,000 inhabitants",
        "International Day of Education 2020: a city talks about inclusion",
        "About the UNESCO Global Network of Learning Cities",
        "21 January 2020",
    ):
        assert words in article
    assert "230.000" in story
    assert story.count("<section") >= 10


@pytest.mark.parametrize("way", ["paged", "scrolled", "article"])
def test_each_story_is_sound_html_in_each_way_to_read_it(client: Client, way: str) -> None:
    stories = StoryPage.objects.live()

    found = {
        page.url: wrong
        for page in stories
        if (wrong := faults(answered(client, f"{page.url}?reading={way}")))
    }

    assert len(stories) >= 4
    assert found == {}


def test_faults_in_html_would_be_found() -> None:
    wrong = '<main><h1 id="a">A</h1><h3 id="a">B</h3><p><ul><b></b></ul></p><a href="#c">C</a>'

    assert len(faults(wrong)) == 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_meeting_is_told_in_every_language(client: Client, language: str) -> None:
    page = english("events/education-day-2020")
    told = page.get_translations(inclusive=True).get(locale__language_code=language)

    assert told.title in answered(client, told.url)


@pytest.mark.parametrize("slug", STATES)
def test_a_gathering_says_its_state(client: Client, slug: str) -> None:
    html = answered(client, f"/en/events/{slug}/")

    assert f'data-state="{STATES[slug]}"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_calendar_with_the_same_events(client: Client, language: str) -> None:
    answer = client.get(f"/calendars/{language}.ics")

    calendar = Calendar.from_ical(answer.content)
    uids = {series_of(event["uid"]) for event in calendar.walk("VEVENT")}
    told = EventPage.objects.filter(locale__language_code="en", is_sample=True)
    assert uids == {page.facts.uid for page in told}
    assert answer["Content-Type"].startswith("text/calendar")
    assert not answer.cookies


def test_an_event_and_one_of_its_dates_have_calendars_of_their_own(client: Client) -> None:
    event = english("events/monthly-meeting").facts
    occurrence = event.occurrences.order_by("starts_at")[1]

    whole = client.get(f"/calendars/en/{event.public_id}.ics")
    one = client.get(f"/calendars/en/{event.public_id}/{occurrence.code}.ics")

    dates = Calendar.from_ical(whole.content).walk("VEVENT")
    assert {series_of(e["uid"]) for e in dates} == {event.uid}
    found = Calendar.from_ical(one.content).walk("VEVENT")
    assert [e.decoded("dtstart") for e in found] == [occurrence.starts_at]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["/calendars/{}.atom", "/stories/{}.atom"])
def test_what_is_new_can_be_subscribed_to(client: Client, address: str, language: str) -> None:
    answer = client.get(address.format(language))

    assert answer.status_code == 200
    assert Xml.fromstring(answer.content).tag == "{http://www.w3.org/2005/Atom}feed"


def test_calls_have_a_calendar(client: Client) -> None:
    entries = Calendar.from_ical(client.get("/calls/nl.ics").content).walk("VEVENT")

    titles = {str(entry["summary"]) for entry in entries}
    dutch = english("events/ideas-for-the-day").get_translations().get(locale__language_code="nl")
    assert any(dutch.title in title for title in titles)


def test_machines_find_organisations_and_feeds(client: Client) -> None:
    organisations = client.get("/organisations.jsonld")
    network = Xml.fromstring(client.get("/network.opml").content)

    assert organisations["Content-Type"] == "application/ld+json"
    assert "Municipality of Groningen" in organisations.content.decode()
    addresses = [outline.get("xmlUrl", "") for outline in network.iter("outline")]
    assert len(addresses) == 1 + 4 * len(LANGUAGES)
    for address in addresses:
        assert client.get("/" + address.split("/", 3)[3]).status_code == 200


@pytest.mark.parametrize("language", ["en", "nl", "ar"])
def test_who_signs_up_finds_the_page_about_privacy(client: Client, language: str) -> None:
    event = english("events/alliance-round-table").facts

    html = answered(client, f"/{language}/register/{event.public_id}/")

    privacy = (
        english("privacy").get_translations(inclusive=True).get(locale__language_code=language)
    )
    assert f'<p><a href="{privacy.url}">' in html


def test_the_bar_of_a_story_offers_the_languages_in_which_it_is_told(client: Client) -> None:
    html = answered(client, "/en/stories/sample-day-of-learning/")

    assert re.findall(r'href="([^"]*)"[^>]* data-keep-place', html) == [
        "/nl/stories/voorbeeld-dag-van-leren/"
    ]


def test_a_language_without_stories_shows_others_and_says_their_language(client: Client) -> None:
    assert 'href="/ar/stories/learning-city-of-groningen/"' in answered(client, "/ar/")
    StoryPage.objects.get(locale__language_code="ar").unpublish()

    html = answered(client, "/ar/")

    assert html.count('<bdi lang="en">English</bdi>') == 3
    assert 'href="/en/stories/learning-city-of-groningen/"' in html


def test_the_site_is_well_and_knows_its_pages(client: Client) -> None:
    assert answered(client, "/healthz") == "ok"
    assert "/nl/stakeholders/" in answered(client, "/sitemap.xml")


def test_the_map_names_each_page_in_its_languages(client: Client) -> None:
    tree = ElementTree.fromstring(answered(client, "/sitemap.xml"))

    known = {entry[0].text: entry for entry in tree}
    agenda = known["http://127.0.0.1:8000/nl/events/"]
    links = {link.get("hreflang"): link.get("href") for link in agenda if "href" in link.attrib}
    assert sorted(links) == ["ar", "en", "es", "fr", "nl", "zh-hans"]
    assert links["ar"] == "http://127.0.0.1:8000/ar/events/"
    assert set(links.values()) <= set(known)
