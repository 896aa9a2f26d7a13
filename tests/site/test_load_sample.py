"""Sample rows in any number: repeatable, marked, whole, and as the site itself would write them."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from events import entry
from events.models import Entry, Event, EventPage, Letter, Occurrence, Pool, Registration
from events.schedule import expand
from events.seating import reconcile
from stakeholders.models import Organisation, OrganisationPage

pytestmark = pytest.mark.usefixtures("demo")


def sample(**numbers: int) -> None:
    call_command("load_sample", verbosity=0, **{"seed": 7, "registrations": 0, **numbers})


def events() -> Any:
    return Event.objects.filter(pages__slug__startswith="sample-").distinct().order_by("uid")


def told() -> list[tuple[Any, ...]]:
    return list(events().values_list("uid", "starts_at", "recurrence", "venue", "capacity"))


def test_the_same_seed_makes_the_same_rows_and_none_twice() -> None:
    sample(events=8, organisations=3, registrations=20)
    first = told()

    sample(events=8, organisations=3, registrations=20)
    again = told()
    sample(events=12, organisations=3, registrations=20)

    assert again == first
    assert len(first) == 8
    assert set(first) < set(told())
    assert Organisation.objects.filter(code__startswith="sample-7-", is_sample=True).count() == 3
    assert Registration.objects.filter(consent_version="sample 7").count() <= 20


def test_pages_stand_in_both_languages_and_can_be_read(client: Client) -> None:
    sample(events=4, organisations=2)

    pages = [*EventPage.objects.filter(facts__in=events())]
    pages += OrganisationPage.objects.filter(facts__code__startswith="sample-7-")
    assert len(pages) == 2 * (4 + 2)
    assert {client.get(page.url).status_code for page in pages} == {200}
    assert pages[0].get_parent().specific.title == "Agenda"


def test_a_planted_page_can_be_edited_like_any_other() -> None:
    sample(events=1, organisations=0)
    page = EventPage.objects.get(facts__in=events(), locale__language_code="en")

    page.capacity = 99
    page.save_revision().publish()

    assert events().get().capacity == 99
    assert set(Pool.objects.filter(occurrence__event=events().get()).values_list("capacity")) == {
        (99,)
    }


def test_occurrences_and_entries_are_what_publishing_would_have_written() -> None:
    sample(events=6, organisations=2)
    written = dict(Entry.objects.filter(event__in=events()).values_list("pk", "text"))
    dates = set(Occurrence.objects.filter(event__in=events()).values_list("event", "code"))

    for event in events():
        expand(event)
        entry.settle(event)

    assert dict(Entry.objects.filter(event__in=events()).values_list("pk", "text")) == written
    assert len(written) == 6 * 6
    assert set(Occurrence.objects.filter(event__in=events()).values_list("event", "code")) == dates


def test_seats_agree_with_registrations_and_nobody_is_written_to() -> None:
    sample(events=10, organisations=0, registrations=40)

    assert Registration.objects.filter(consent_version="sample 7").exists()
    assert reconcile() == []
    assert not Letter.objects.exists()


def test_a_number_below_zero_is_refused_with_a_sentence() -> None:
    with pytest.raises(CommandError, match="cannot be less than 0"):
        sample(events=-1)
