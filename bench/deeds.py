"""What is measured besides answers: a publication, and a calendar built by icalendar each time."""

from collections.abc import Callable
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from events import ical, sign_up
from events.models import Entry, Event, EventPage
from events.shelf import shelf
from events.wish import Wish
from events.words import words_of


def an_event() -> Event:
    """One of many that is in the calendar."""
    entries = Entry.objects.of_events().filter(language="en").select_related("event")
    entry = entries.order_by("-pk").first()
    if entry is None or entry.event is None:
        raise LookupError("The calendar is empty.")
    return entry.event


def forget_all() -> None:
    """Let the next answer be a cold one."""
    cache.clear()
    shelf.clear()


def publication() -> Callable[[], None]:
    """Change the hour of an event and publish it, in all languages; then take it back."""
    page = an_event().pages.first()

    def publish() -> None:
        with transaction.atomic():
            changed = type(page).objects.get(pk=page.pk)
            changed.starts_at += timedelta(hours=1)
            changed.ends_at += timedelta(hours=1)
            changed.save_revision().publish()
            transaction.set_rollback(True)

    return publish


def an_open_form(*, registrations: int = 1_000) -> str:
    """The path of a form for an event with as many seats as come, which many know already."""
    page = EventPage.objects.live().get(locale__language_code="en", slug="alliance-round-table")
    page.capacity, page.registration_opens_at, page.registration_closes_at = None, None, None
    page.save_revision().publish()
    occurrence = page.facts.occurrences.upcoming().select_related("event").first()
    for number in range(registrations):
        wish = Wish(name="Sam Sample", email=f"known{number}@sample.example", language="en")
        sign_up.register(occurrence, wish)
    return reverse("events_register_occurrence", args=[page.facts.public_id, occurrence.code])


def built() -> str:
    """The same calendar, each entry built by icalendar from its row."""
    entries = Entry.objects.of_events().filter(language="en")
    words = {entry.event_id: entry for entry in entries.select_related("page")}
    rows = Event.objects.filter(pk__in=words).select_related("venue", "room", "continues")
    rows = rows.prefetch_related(
        "occurrences__own_venue", "occurrences__own_room", "changed_dates", "topics"
    )
    pages = {pk: entry.page.specific for pk, entry in words.items()}
    return "".join(
        ical.event_text(row, words_of(pages[row.pk], "en"), stamp=row.changed_at) for row in rows
    )
