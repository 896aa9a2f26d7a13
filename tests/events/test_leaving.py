"""What becomes of an event when its pages are deleted."""

import pytest
from django.test import Client

from events.deleting import delete_forgotten
from events.models import Event, EventPage, Registration
from events.registration import forget
from stakeholders.leaving import leave

from . import making
from .stage import event_page, fresh, publish, translated
from .test_facts import NEW, OLD, everywhere, in_public, later

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_test_client")]


def test_unpublishing_one_language_leaves_the_others_and_the_registrations(client: Client) -> None:
    page = event_page(is_registration_needed=True)
    dutch = translated(page)
    making.confirmed(page.facts.occurrences.get())

    fresh(dutch).unpublish()

    assert in_public(page, client) == everywhere(OLD)
    assert client.get(dutch.url).status_code == 404
    assert Registration.objects.active().count() == 1


def test_deleting_the_home_page_makes_another_language_the_home(client: Client) -> None:
    page = event_page()
    dutch = translated(page)
    uid = page.facts.uid
    publish(later(page))

    fresh(page).delete()
    dutch = publish(fresh(dutch))

    assert dutch.is_facts_home
    assert dutch.facts.uid == uid
    assert in_public(dutch, client) == everywhere(NEW)


def test_a_new_home_whose_draft_is_from_long_ago_does_not_bring_it_back(client: Client) -> None:
    page = event_page()
    dutch = translated(page)
    dutch.save_revision()
    publish(later(page))

    fresh(page).delete()
    fresh(dutch).get_latest_revision().publish()

    assert in_public(dutch, client) == everywhere(NEW)


def test_deleting_every_page_loses_no_registration() -> None:
    page = event_page(is_registration_needed=True)
    dutch = translated(page)
    made = making.confirmed(page.facts.occurrences.get())

    fresh(page).delete()
    fresh(dutch).delete()

    assert Registration.objects.get(pk=made.pk).occurrence.event.uid == page.facts.uid


def test_deleting_every_page_of_an_event_without_registrations_removes_it() -> None:
    page = event_page()

    fresh(page).delete()

    assert not Event.objects.exists()


def test_the_row_survives_a_page_that_leaves_twice() -> None:
    page = event_page()
    translated(page)

    leave(page)

    assert EventPage.objects.filter(facts=page.facts).count() == 2


def test_an_event_without_a_page_goes_when_everybody_is_forgotten() -> None:
    page = event_page(is_registration_needed=True)
    kept = event_page("Kept", is_registration_needed=True)
    for one in (page, kept):
        making.confirmed(one.facts.occurrences.get())
    fresh(page).delete()
    gone = page.facts
    assert (delete_forgotten(), Event.objects.count()) == (0, 2)

    forget(Registration.objects.all())

    assert delete_forgotten() == 1
    assert list(Event.objects.values_list("pk", flat=True)) == [kept.facts.pk]
    assert not Registration.objects.filter(occurrence__event=gone).exists()


def test_the_team_sees_that_a_row_stays_for_its_registrations_alone(admin_client: Client) -> None:
    page = event_page(is_registration_needed=True)
    made = making.confirmed(page.facts.occurrences.get())
    fresh(page).delete()

    listed = admin_client.get("/admin/event/").content.decode()

    assert "kept for its registrations" in listed
    assert "takes place" not in listed.split("<tbody")[1]
    assert made.is_active
