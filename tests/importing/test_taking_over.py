"""What becomes of entries: new, changed, cancelled, missing, here already, renamed."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from events.importing.accepting import accept
from events.importing.harvested import Harvested
from events.importing.reading import Frame, read
from events.importing.source import Source
from events.importing.taking_over import take_over
from events.models import ChangedDate, Event, EventPage, Occurrence, Venue
from tests.events.stage import event_page, publish, topic
from tests.importing.conftest import make_source
from tests.importing.writing import entry, file, local

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FRAME = Frame(zone="Europe/Amsterdam", today=date(2026, 11, 21), until=date(2029, 12, 31))
WEEKLY = {"RRULE": "FREQ=WEEKLY;COUNT=4"}


def hear(source: Source, *entries: str, **options: Any) -> Counter[str]:
    return take_over(source, read(file(*entries).encode(), FRAME), now=NOW, **options)


def states() -> dict[str, str]:
    return dict(Harvested.objects.order_by("uid").values_list("uid", "state"))


def page() -> Any:
    return EventPage.objects.get()


# New


def test_a_trusted_calendar_goes_live_at_once(trusted: Source) -> None:
    counts = hear(trusted, entry("a", "Open day", DESCRIPTION="Welcome", LOCATION="School hall"))

    assert counts == Counter(new=1)
    assert (page().live, page().summary, page().facts.venue.names) == (
        True,
        "Welcome",
        {"en": "School hall"},
    )


def test_a_place_is_one_venue_however_often_it_is_named(trusted: Source) -> None:
    known = Venue.objects.create(code="hall", names={"en": "School Hall", "nl": "Aula"})

    hear(trusted, entry("a", LOCATION="school hall"), entry("b", "Fair", LOCATION="Aula"))

    assert set(Event.objects.values_list("venue", flat=True)) == {known.pk}


@pytest.mark.parametrize(
    ("end", "hours"),
    [("020000", ("01:10", "02:00")), ("014000", ("00:10", "00:40"))],
    ids=["the second, where we can tell", "else the first"],
)
def test_an_hour_that_comes_twice(trusted: Source, end: str, hours: tuple[str, str]) -> None:
    hear(trusted, entry(DTSTART="20271031T011000Z", DTEND=f"20271031T{end}Z"))

    date = Occurrence.objects.get()
    assert (f"{date.starts_at:%H:%M}", f"{date.ends_at:%H:%M}") == hours


def test_categories_become_topics_that_are_called_so(trusted: Source) -> None:
    known = topic("inclusion", en="Inclusion", nl="Inclusie")

    hear(trusted, entry(CATEGORIES="inclusie,Unknown"))

    assert list(page().facts.topics.all()) == [known]


def test_a_series_keeps_its_rule_and_its_changed_dates(trusted: Source) -> None:
    moved = entry(
        DTSTART=local("20270211T190000"),
        DTEND=local("20270211T210000"),
        **{"RECURRENCE-ID": "20270210T190000Z"},
    )

    hear(trusted, entry(**WEEKLY, EXDATE=local("20270217T200000")), moved)

    assert page().facts.recurrence == "FREQ=WEEKLY;COUNT=4"
    assert list(ChangedDate.objects.values_list("on", "kind")) == [
        (date(2027, 2, 10), "moved"),
        (date(2027, 2, 17), "left-out"),
    ]
    starts = Occurrence.objects.order_by("starts_at").values_list("starts_at", flat=True)
    assert [f"{start:%m-%d %H}" for start in starts] == ["02-03 19", "02-11 18", "02-24 19"]


def test_what_is_cancelled_before_anybody_knew_is_no_news(source: Source) -> None:
    assert hear(source, entry(STATUS="CANCELLED")) == Counter({"cancelled before": 1})
    assert states() == {}


def test_our_own_events_in_a_partners_calendar_are_left_alone(source: Source) -> None:
    ours = event_page("Ours", recurrence="FREQ=WEEKLY;COUNT=3").facts
    one_date = ours.uid.replace("@", "-20270203T2000@")

    assert hear(source, entry(ours.uid), entry(one_date)) == Counter()


def test_dates_written_out_go_on_when_a_year_has_passed(trusted: Source) -> None:
    fridays = entry(RRULE="FREQ=WEEKLY;BYDAY=FR")
    hear(trusted, fridays)
    later = replace(FRAME, today=date(2027, 11, 21), until=date(2030, 12, 31))

    take_over(trusted, read(file(fridays).encode(), later), now=NOW)

    assert ChangedDate.objects.order_by("on").values_list("on", flat=True).last() == date(
        2030, 12, 27
    )


# Here already


def test_what_the_team_has_already_is_a_question(trusted: Source) -> None:
    known = event_page("The open day")

    counts = hear(trusted, entry("a", "Open day!"), entry("b", "Concert"))

    assert counts == Counter(duplicate=1, new=1)
    row = Harvested.objects.get(uid="a")
    assert (row.state, row.like_page.specific) == ("duplicate", known)


@pytest.mark.parametrize(
    ("uid", "title"), [("a", "Something else"), ("b", "Open day")], ids=["same UID", "same title"]
)
def test_what_two_partners_announce_is_asked_once(trusted: Source, uid: str, title: str) -> None:
    hear(trusted, entry("a", "Open day"))
    other = make_source("https://library.example/c.ics", is_trusted=True)

    assert hear(other, entry(uid, title)) == Counter(duplicate=1)


# Changed


def test_a_change_without_a_sequence_is_followed(trusted: Source) -> None:
    hear(trusted, entry())

    assert hear(trusted, entry(DTEND=local("20270203T213000"))) == Counter(changed=1)
    assert (page().facts.ends_at.minute, page().facts.sequence) == (30, 1)


def test_nothing_follows_from_a_new_stamp(trusted: Source) -> None:
    hear(trusted, entry())
    revisions = page().revisions.count()

    assert hear(trusted, entry(DTSTAMP="20261121T110000Z", SEQUENCE="7")) == Counter(unchanged=1)
    assert (page().revisions.count(), page().facts.sequence) == (revisions, 0)


def test_what_an_editor_changed_stays_and_the_rest_follows(trusted: Source) -> None:
    hear(trusted, entry(DESCRIPTION="Welcome", LOCATION="Hall", **WEEKLY))
    mine = page()
    mine.title, mine.summary = "Our title", "Our words"
    publish(mine)

    hear(trusted, entry(title="Theirs", DESCRIPTION="Their words", LOCATION="Garden", **WEEKLY))

    now = page()
    assert (now.title, now.summary, str(now.facts.venue)) == ("Our title", "Our words", "Garden")


def test_a_draft_in_hand_is_kept_and_brought_in_line(trusted: Source) -> None:
    hear(trusted, entry())
    mine = page()
    mine.title = "Half a title"
    mine.save_revision()

    hear(trusted, entry(DTEND=local("20270203T213000")))

    draft = page().get_latest_revision_as_object()
    assert (page().title, page().ends_at.minute) == ("Open day", 30)
    assert (draft.title, draft.ends_at.minute) == ("Half a title", 30)
    assert page().has_unpublished_changes


def test_what_somebody_took_off_the_site_stays_off(trusted: Source) -> None:
    hear(trusted, entry())
    page().unpublish()

    hear(trusted, entry(title="Open evening"))

    assert not page().live
    assert page().get_latest_revision_as_object().title == "Open evening"


def test_what_somebody_deleted_does_not_come_back(trusted: Source) -> None:
    hear(trusted, entry())
    page().delete()

    hear(trusted, entry(title="Open evening"))

    assert (states(), EventPage.objects.count()) == ({"one@school.example": "refused"}, 0)


def test_a_locked_page_waits(trusted: Source) -> None:
    hear(trusted, entry())
    EventPage.objects.update(locked=True)

    hear(trusted, entry(title="Open evening"))

    assert (states(), page().title) == ({"one@school.example": "changed"}, "Open day")


def test_a_change_that_is_taken_back_waits_no_longer(source: Source) -> None:
    hear(source, entry())
    accept(Harvested.objects.get())
    hear(source, entry(title="Open evening"))

    hear(source, entry())

    assert states() == {"one@school.example": "live"}


def test_an_entry_that_breaks_keeps_its_last_good_state(trusted: Source) -> None:
    hear(trusted, entry())

    hear(trusted, entry(RRULE="FREQ=SECONDLY"), entry("b", "Fair"))
    hear(trusted, entry(RRULE="FREQ=SECONDLY"), entry("b", "Fair"))

    row = Harvested.objects.get(uid="one@school.example")
    assert (row.state, row.problem, row.page.live) == ("live", "rule-frequency", True)


# Cancelled


@pytest.mark.parametrize(
    "lines",
    [
        {"STATUS": "CANCELLED"},
        {"STATUS": "CANCELLED", "title": "Cancelled: Open day"},
        {"title": "Canceled: Open day"},
        {"title": "GEANNULEERD - Open day"},
    ],
    ids=["status", "both", "Outlook", "by hand"],
)
def test_a_cancellation_is_followed_and_the_title_stays(
    trusted: Source, lines: dict[str, str]
) -> None:
    hear(trusted, entry())

    assert hear(trusted, entry(**lines)) == Counter(cancelled=1)
    assert (page().title, page().facts.status) == ("Open day", "cancelled")


def test_a_title_without_letters_becomes_a_page_all_the_same(trusted: Source) -> None:
    hear(trusted, entry("a", "🎉🎉"))

    row = Harvested.objects.get()
    assert (page().title, page().slug, page().live) == ("🎉🎉", f"event-{row.pk}", True)
