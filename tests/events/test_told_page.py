"""What the pages of events and of calls share, as visitors get it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from events.models import Event
from events.told_page import pages_of_hosts
from stakeholders.models import DirectoryPage, Organisation, OrganisationPage, Term

from .stage import agenda, call_page, event_page, fresh, locale, publish, room, root, venue
from .test_facts import later

pytestmark = pytest.mark.django_db


def host(title: str, *, listing: str = "listed", **values: Any) -> OrganisationPage:
    """A page of an organisation that holds gatherings."""
    kind = Term.objects.get_or_create(vocabulary=Term.Vocabulary.KIND, code="library")[0]
    above = DirectoryPage.objects.first() or root().add_child(
        instance=DirectoryPage(title="Who takes part", slug="stakeholders")
    )
    page = OrganisationPage(title=title, kind=kind, listing=listing, **values)
    fresh(above).add_child(instance=page)
    return page


def test_hosts_stand_in_the_order_of_their_names_in_whatever_language() -> None:
    names = ("Archive", "Library", "Museum")
    archive, library, museum = (host(name) for name in names)
    root("nl")
    dutch = library.copy_for_translation(locale("nl"), copy_parents=True)
    publish(dutch)
    page = event_page(hosts=[museum.facts, library.facts, archive.facts])

    with override("nl"):
        shown = pages_of_hosts(page.facts)

    assert [one.pk for one in shown] == [archive.pk, dutch.pk, museum.pk]


@pytest.mark.parametrize("make", [event_page, call_page])
def test_a_host_that_is_not_listed_is_neither_shown_nor_told_to_machines(
    client: Client, make: Any
) -> None:
    hosts = [host("Library"), host("Shelter", listing=Organisation.Listing.UNLISTED)]
    page = make(hosts=[one.facts for one in hosts])

    html = client.get(page.url).content.decode()

    assert "Library" in html
    assert "shelter" not in html.lower()
    if make is event_page:
        assert "shelter" not in client.get(agenda().url).content.decode().lower()


def test_the_parent_goes_with_a_page_and_its_alias() -> None:
    event_page().create_alias(update_slug="round-table-too")

    fresh(agenda()).delete()

    assert not Event.objects.exists()


def test_a_draft_whose_room_is_gone_can_still_be_read() -> None:
    place = venue()
    page = event_page(venue=place)
    page.room = room(place)
    revision = page.save_revision()
    page.room.delete()

    draft = revision.as_object()

    assert (draft.venue, draft.room_id) == (place, None)


def test_nobody_is_told_of_a_change_to_a_place_that_is_gone() -> None:

    there, gone = venue(), venue("gone")
    page = event_page(venue=there)
    draft = later(page)
    draft.venue, draft.go_live_at = gone, timezone.now() - timedelta(minutes=1)
    draft.save_revision(approved_go_live_at=draft.go_live_at)
    gone.delete()

    call_command("publish_scheduled", verbosity=0)

    assert fresh(page).facts.venue == there
    assert fresh(page).facts.starts_at == page.starts_at
    assert Page.objects.get(pk=page.pk).has_unpublished_changes
