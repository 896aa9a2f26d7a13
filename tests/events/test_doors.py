"""What happens outside our pages' own saving reaches the calendars."""

import icalendar
import pytest
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from events.models import AgendaPage, Entry

from .stage import agenda, event_page, fresh, publish, root, topic, translated, venue
from .test_feeds import ADDRESS, soon, titles

pytestmark = pytest.mark.django_db


def test_a_restriction_on_the_agenda_takes_its_events_out_and_its_end_brings_them_back(
    client: Client,
) -> None:
    page = event_page(**soon())

    restriction = PageViewRestriction.objects.create(page=agenda(), restriction_type="login")
    during = titles(client.get(ADDRESS))
    own = client.get(f"/calendars/en/{page.facts.public_id}.ics").status_code
    restriction.delete()

    assert (during, own) == ([], 404)
    assert titles(client.get(ADDRESS)) == ["Round table"]


def addresses(client: Client) -> list[str]:
    entries = icalendar.Calendar.from_ical(client.get(ADDRESS).content).walk("VEVENT")
    return [str(entry["URL"]) for entry in entries]


def places(client: Client) -> list[str]:
    entries = icalendar.Calendar.from_ical(client.get(ADDRESS).content).walk("VEVENT")
    return [str(entry["LOCATION"]) for entry in entries]


def test_a_new_slug_reaches_the_page_and_those_below_it(client: Client) -> None:
    page = event_page(**soon())
    parent = fresh(agenda())

    parent.slug = "gatherings"
    publish(parent)
    page = fresh(page)
    page.slug = "round"
    publish(page)

    assert addresses(client) == [fresh(page).full_url]
    assert addresses(client)[0].endswith("/gatherings/round/")


def test_a_page_that_moves_takes_its_entry_along(client: Client) -> None:
    page = event_page(**soon())
    elsewhere = root().add_child(instance=AgendaPage(title="Other", slug="other"))

    fresh(page).move(elsewhere, pos="last-child")

    assert addresses(client) == [fresh(page).full_url]
    assert "/other/" in addresses(client)[0]


def test_a_move_below_what_is_restricted_hides_the_entry_and_the_way_back_shows_it(
    client: Client,
) -> None:
    page = event_page(**soon())
    home = fresh(agenda())
    hidden = root().add_child(instance=AgendaPage(title="Hidden", slug="hidden"))
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")

    fresh(page).move(hidden, pos="last-child")
    during = titles(client.get(ADDRESS))
    fresh(page).move(fresh(home), pos="last-child")

    assert (during, titles(client.get(ADDRESS))) == ([], ["Round table"])


def test_a_restriction_on_one_page_leaves_the_others(client: Client) -> None:
    page = event_page("Hidden", **soon(1))
    event_page("Shown", **soon(2))

    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")

    assert titles(client.get(ADDRESS)) == ["Shown"]


def test_deleting_one_language_leaves_the_words_of_another(client: Client) -> None:
    page = event_page(**soon())
    dutch = translated(page, title="Ronde tafel")

    fresh(page).delete()

    assert titles(client.get(ADDRESS)) == ["Ronde tafel"]
    fresh(dutch).delete()
    assert titles(client.get(ADDRESS)) == []


def test_deleting_the_agenda_takes_its_events_out(client: Client) -> None:
    event_page(**soon())

    fresh(agenda()).delete()

    assert not Entry.objects.exists()
    assert titles(client.get(ADDRESS)) == []


def test_a_venue_that_is_corrected_is_told_everywhere(client: Client) -> None:
    place = venue()
    event_page(venue=place, **soon())
    before = places(client)

    place.street = "Grote Markt 1"
    place.save()

    assert "Grote Markt 1" not in before[0]
    assert "Grote Markt 1" in places(client)[0]


def test_a_topic_that_is_renamed_is_told_everywhere(client: Client) -> None:
    subject = topic("work", en="Work")
    event_page(topics=[subject], **soon())

    subject.names = {"en": "Labour"}
    subject.save()

    text = client.get(ADDRESS).content.decode()
    assert "CATEGORIES:Labour" in text
    assert "CATEGORIES:Work" not in text


def test_another_address_of_the_site_reaches_every_entry(client: Client) -> None:
    event_page(**soon())
    event_page("Alleen Nederlands", parent=agenda("nl"), **soon())

    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = "city.example", 443
    site.save()

    hosts = sorted(one.partition("/e")[0] for one in addresses(client))
    assert hosts == ["https://city.example", "https://city.example/nl"]
