"""The letter to somebody who is registered for several dates of which more changed."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from icalendar import Calendar

from events import sign_up
from events.models import EventPage, EventPageChangedDate, Registration
from events.outbox import Letter

from . import making
from .stage import at, event_page, fresh, translated, venue
from .test_letters import _send, _text

pytestmark = pytest.mark.django_db
NOW = at("2027-01-15 12:00")
ADA = "ada@sample.example"


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def held(**wishes: Any) -> tuple[EventPage, list[Registration]]:
    """A series of three dates, all of them held by one person who has had her letters."""
    page = event_page("Choir", recurrence="FREQ=WEEKLY;COUNT=3", is_registration_needed=True)
    translated(page, title="Koor")
    own = [making.confirmed(one, ADA, **wishes) for one in page.facts.occurrences.all()]
    _send()
    return fresh(page), own


def an_hour_later(page: EventPage) -> None:
    page.starts_at += timedelta(hours=1)
    page.ends_at += timedelta(hours=1)
    page.save()


def test_it_says_what_holds_now_of_each_date_and_where_each_is_changed() -> None:
    page, own = held()
    page.venue = venue()
    page.changed_dates = [EventPageChangedDate(kind="cancelled", on="2027-02-10")]
    an_hour_later(page)

    (message,) = _send()

    text = " ".join(_text(message).split())
    assert message["Subject"] == "Changed: Choir"
    assert "3 dates for which you are registered changed." in text
    assert "When: Wednesday 3 February 2027, 21:00–23:00 (CET, Europe/Amsterdam) · Town" in text
    assert "Cancelled: Wednesday 10 February 2027, 21:00–23:00" in text
    assert [one.key() in text for one in own] == [True, False, True]


def test_its_file_holds_each_date_as_it_is_now() -> None:
    page, own = held()
    page.changed_dates = [EventPageChangedDate(kind="cancelled", on="2027-02-10")]
    an_hour_later(page)

    (message,) = _send()

    (attached,) = message.iter_attachments()
    entries = Calendar.from_ical(attached.get_content()).walk("VEVENT")
    assert [(one["DTSTART"].dt.hour, str(one["STATUS"])) for one in entries] == [
        (21, "CONFIRMED"),
        (21, "CANCELLED"),
        (21, "CONFIRMED"),
    ]
    assert len({one["UID"] for one in entries}) == len(own)


def test_it_speaks_the_language_of_the_person() -> None:
    page, _own = held(language="nl")
    an_hour_later(page)

    (message,) = _send()

    assert "Koor" in message["Subject"]


def test_dates_that_were_given_back_meanwhile_are_left_out() -> None:
    page, own = held()
    an_hour_later(page)
    sign_up.cancel(own[0])

    changed = next(one for one in _send() if one["Subject"].startswith("Changed"))

    assert "2 dates for which you are registered changed." in " ".join(_text(changed).split())
    assert own[0].key() not in _text(changed)


def test_it_is_not_sent_when_all_were_given_back() -> None:
    page, own = held()
    an_hour_later(page)
    for one in own:
        sign_up.cancel(one)

    subjects = [one["Subject"] for one in _send()]

    assert not any(subject.startswith("Changed") for subject in subjects)
    assert Letter.objects.get(kind="dates-changed").state == Letter.State.DROPPED


def test_a_date_with_a_title_of_its_own_does_not_name_the_others() -> None:
    page, _own = held()
    page.changed_dates = [
        EventPageChangedDate(kind="changed", on="2027-02-03", title="Open stage"),
        EventPageChangedDate(kind="cancelled", on="2027-02-10"),
    ]
    an_hour_later(page)

    (message,) = _send()

    text = " ".join(_text(message).split())
    assert message["Subject"] == "Changed: Choir"
    assert "What: Choir" in text
    assert (
        "When: Wednesday 3 February 2027, 21:00–23:00 (CET, Europe/Amsterdam) · Open stage" in text
    )
