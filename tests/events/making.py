"""Makes events and registrations for tests: the least valid row, which surprises nobody."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.utils import timezone
from wagtail.models import Locale, Site

from events import capacity, sign_up
from events.event import Event
from events.occurrence import Occurrence
from events.page_items import EventPageSession
from events.pages import EventPage
from events.registration import Registration
from events.seat_share import SeatShare
from events.session import Session
from events.wish import Wish
from stakeholders.term import Term

_numbers = count(1)


def occurrence(*, starts_at: datetime | None = None, hours: float = 2, **facts: Any) -> Occurrence:
    """One date, a week ahead, for which people sign up."""
    in_a_week = timezone.now() + timedelta(days=7)
    # At noon, since who tells of a date that crosses midnight says more.
    start = starts_at or in_a_week.replace(hour=12, minute=0, second=0, microsecond=0)
    end = start + timedelta(hours=hours)
    event = Event.objects.create(
        **{
            "starts_at": start,
            "ends_at": end,
            "time_zone": "Europe/Amsterdam",
            "is_registration_needed": True,
            **facts,
        }
    )
    made = Occurrence.objects.create(
        event=event, code=f"{start:%Y%m%dT%H%M}", original_start=start, starts_at=start, ends_at=end
    )
    capacity.settle(event)
    return made


def another_date(of: Occurrence, *, days: int) -> Occurrence:
    """A second date of the same event."""
    start, end = of.starts_at + timedelta(days=days), of.ends_at + timedelta(days=days)
    made = Occurrence.objects.create(
        event=of.event,
        code=f"{start:%Y%m%dT%H%M}",
        original_start=start,
        starts_at=start,
        ends_at=end,
    )
    capacity.settle(of.event)
    return made


def session(of: Occurrence, *, hour: float = 0, **facts: Any) -> Session:
    """An hour of the occurrence, by default its first."""
    start = of.starts_at + timedelta(hours=hour)
    made = Session.objects.create(
        event=of.event, starts_at=start, ends_at=start + timedelta(hours=1), **facts
    )
    made.ensure_key()
    made.save()
    capacity.settle(of.event)
    return made


def sector(code: str = "government", name: str = "Government") -> Term:
    """Found, or made without telling the search, which the tables of an arena do not have."""
    whose = {"vocabulary": Term.Vocabulary.SECTOR, "code": code}
    if not Term.objects.filter(**whose).exists():
        Term.objects.bulk_create([Term(names={"en": name}, **whose)], ignore_conflicts=True)
    return Term.objects.get(**whose)


def share(of: Occurrence, code: str = "", *, seats: int | None = 5, **facts: Any) -> SeatShare:
    """Seats for a sector, or for a way of taking part."""
    whom = sector(code, code.title()) if code else None
    made = SeatShare.objects.create(event=of.event, sector=whom, seats=seats, **facts)
    made.ensure_key()
    made.save()
    capacity.settle(of.event)
    return made


def wish(email: str = "", **facts: Any) -> Wish:
    return Wish(
        **{
            "name": "Sam Sample",
            "email": email or f"person{next(_numbers)}@sample.example",
            "language": "en",
            **facts,
        }
    )


def registration(of: Occurrence, email: str = "", **facts: Any) -> Registration:
    """Somebody who signed up and has not confirmed the address yet."""
    asked = wish(email, **facts)
    sign_up.register(of, asked)
    return Registration.objects.active().get(occurrence=of, email=asked.email)


def confirmed(of: Occurrence, email: str = "", **facts: Any) -> Registration:
    """Somebody who signed up and confirmed the address: registered, or on the waiting list."""
    made = registration(of, email, **facts)
    sign_up.confirm(made)
    return made


def page(of: Occurrence, *, title: str = "Round table", language: str = "en", **words: Any) -> Any:
    """A live page that says the event in one language, under the site's root."""
    locale, _made = Locale.objects.get_or_create(language_code=language)
    root = Site.objects.get(is_default_site=True).root_page
    if language != root.locale.language_code:
        root = root.get_translation_or_none(locale) or root.copy_for_translation(locale)
    event = of.event
    facts = {name: getattr(event, name) for name in EventPage.FACTS}
    if event.page_key is None:
        event.page_key, event.home_locale = uuid4(), locale
        event.save()
    made = EventPage(title=title, locale=locale, translation_key=event.page_key, **facts, **words)
    made.sessions = [
        EventPageSession(
            title=f"Session {number}",
            locale=locale,
            key=row.key,
            **{name: getattr(row, name) for name in Session.ITEM_FACTS},
        )
        for number, row in enumerate(event.sessions.all(), start=1)
    ]
    root.add_child(instance=made)
    return made
