"""What one person is registered for, as entries of their own calendar."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.models import Max, Prefetch, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from . import conf, ical
from .event import Event
from .ical_parts import Own, own_text, session_text
from .outbox import Kind
from .own_calendar import OwnCalendar
from .registration import Registration
from .way_in import join_address, may_join
from .wording import page_for, words_of_session
from .words import Words, words_of
from .zones import zones_needed

State = Registration.State
SHOWN = (State.CONFIRMED, State.WAITING, State.CANCELLED)


def calendar_text(calendar: OwnCalendar) -> str:
    """The whole calendar. Its own address is not in it: files are passed on."""
    known = dict(conf.languages())
    language = calendar.language if calendar.language in known else next(iter(known))
    with translation.override(language):
        name = conf.calendar_name() or _("Events")
        head = ical.calendar_head(
            name=_("%(name)s: what I am registered for") % {"name": name}, language=language
        )
        texts = [text for one in _registrations(calendar.email) for text in _entries(one, language)]
        body = "".join(texts)
        return head + zones_needed(body) + body + ical.FOOT


def _registrations(email: str) -> list[Registration]:
    """One for each date: that which holds, else the last one that was cancelled."""
    rows = _complete(Registration.objects.filter(email=email, forgotten_at=None, state__in=SHOWN))
    rows = rows.exclude(address_confirmed_at=None).exclude(
        state=State.CANCELLED, occurrence__ends_at__lte=timezone.now()
    )
    by_date: dict[int, Registration] = {}
    for one in rows.order_by("occurrence__starts_at", "occurrence", "created_at", "pk"):
        known = by_date.get(one.occurrence_id)
        if known is None or not known.is_active:
            by_date[one.occurrence_id] = one
    return list(by_date.values())


def _complete(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """With all that their texts need, in as many queries for many as for one."""
    pages: Any = Event.page_model()
    speaking = pages.objects.live().select_related("locale").order_by("pk")
    event = "occurrence__event"
    return (
        rows.select_related(
            f"{event}__venue",
            f"{event}__room",
            f"{event}__continues",
            "occurrence__own_venue",
            "occurrence__own_room",
            "join_link",
        )
        .prefetch_related(
            Prefetch(
                f"{event}__pages",
                speaking.prefetch_related("sessions", "changed_dates"),
                to_attr="live_pages",
            ),
            f"{event}__topics",
            f"{event}__entries",
            "sessions__room__venue",
            "sessions__track",
            "sessions__speakers__organisation",
        )
        .annotate(told_at=Max("letters__written_at", filter=~Q(letters__kind=Kind.REMINDER)))
    )


def _entries(one: Registration, language: str) -> Iterable[str]:
    event: Any = one.occurrence.event
    page = page_for(event, event.live_pages, language)
    words = words_of(page, language) if page else _bare_words(event, language)
    stamp = _changed_at(one, language)
    way_in = Own(ways_in=_way_in(one, page))
    yield own_text(one.occurrence, words, stamp=stamp, own=_own(one, way_in))
    if page is None or one.state != State.CONFIRMED:
        return
    for session in one.sessions.all():
        said = words_of_session(session.key, page, event.live_pages, language)
        if said is not None:
            own = way_in if session.way_in_within(event) else Own()
            yield session_text(session, event, said, stamp=stamp, own=own)


def _own(one: Registration, way_in: Own) -> Own:
    event = one.occurrence.event
    if one.state == State.WAITING:
        return Own(title=_("Waiting list: %(title)s"), status="TENTATIVE")
    if one.state == State.CANCELLED:
        return Own(title=_("You cancelled: %(title)s"), status="CANCELLED")
    return way_in if event.is_online and event.join_url else Own()


def _way_in(one: Registration, page: Any) -> list[tuple[str, str]]:
    """Their own link; whether there is anything behind it is for each entry to say."""
    address = join_address(one, page) if may_join(one) else ""
    return [(_("Take part online"), address)] if address else []


def _bare_words(event: Event, language: str) -> Words:
    """Of an event without a page any more."""
    return Words(title=str(event), summary="", url="", language=language, feed=language)


def _changed_at(one: Registration, language: str) -> datetime:
    """When what is told of it last changed: the event, its words, or the registration."""
    event: Any = one.occurrence.event
    moments = [event.changed_at, one.created_at, one.address_confirmed_at, one.left_at]
    moments.append(getattr(one, "told_at", None))
    moments += [entry.changed_at for entry in event.entries.all() if entry.language == language]
    return max(moment for moment in moments if moment).astimezone(UTC).replace(microsecond=0)
