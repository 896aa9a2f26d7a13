"""Splitting a series: from one of its dates on it goes on as another event, with other facts.

The old event's rule ends the day before; a new one, with a page in each language and an identity
of its own in calendars, begins there. Dates that move over stay the rows that they are, so who is
registered for them, their seats, waiting lists, letters and own pages stay with them.
"""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log

from stakeholders.facts import home_pages

from . import capacity, entry
from .busy import in_one_go
from .clock import from_the_wall, midnight, on_the_wall
from .event import Event
from .invitation import Invitation
from .occurrence import Occurrence
from .origin import origin_of
from .pages import EventPage
from .pool import Pool
from .recurrence import BadRule
from .registration import Registration
from .role import EventRole
from .seat_share import SeatShare
from .session import Session

ACTION = "events.split"
RELATIONS = ("sessions", "changed_dates", "seat_shares", "questions", "materials")
SLUG_LENGTH = 240
"""Leaves room in an address of 255 signs for the day and a number."""
NO_TIME = _("The draft of the page does not say when the event takes place. Say it there first.")


class CannotSplit(ValueError):  # noqa: N818 - an honest answer, no error
    """The series cannot be split here; the message says why, for the team."""


def split(event: Event, code: str, *, user: Any = None) -> EventPage:
    """Let the series go on as another event from this date; the answer is its home page."""
    page: EventPage = in_one_go(partial(_split, event.pk, code, user))
    return page


def check_split(event: Event, code: str) -> Occurrence:
    """The date from which the series can be split; raises CannotSplit."""
    occurrence: Occurrence | None = event.occurrences.filter(code=code).first()
    rule = event.rule
    if occurrence is None or rule is None or occurrence.is_extra:
        raise CannotSplit(_("Only a date that the rule names can begin a series of its own."))
    occurrence.event = event
    if _wall(occurrence) <= event.first_wall:
        raise CannotSplit(_("This is the first date: what you change on the page holds for all."))
    home = home_pages(event).first()
    if home is None:
        raise CannotSplit(_("The event has no page on which its facts are edited."))
    if origin_of(home) is not None:
        raise CannotSplit(_("The series comes from a partner's calendar, which decides its dates."))
    draft = home.get_latest_revision_as_object()
    if draft.starts_at is None or draft.ends_at is None:
        raise CannotSplit(NO_TIME)
    return occurrence


def dates_from(occurrence: Occurrence) -> QuerySet[Occurrence]:
    """The date and those that follow it."""
    event = occurrence.event
    day = midnight(_wall(occurrence).date(), event.zone)
    return event.occurrences.filter(original_start__gte=day)


def pages_to_split(event: Event) -> list[EventPage]:
    """The page of each language, the one with the facts first; aliases follow by themselves."""
    found = EventPage.objects.filter(facts=event, alias_of=None)
    own = found.filter(translation_key=str(event.page_key))
    return sorted(own.select_related("locale"), key=lambda page: not page.is_facts_home)


def _wall(occurrence: Occurrence) -> datetime:
    """When it begins by the rule, on the event's own clock."""
    return on_the_wall(occurrence.original_start, occurrence.event.zone)


def _split(key: int, code: str, user: Any) -> EventPage:
    moving = Pool.objects.filter(occurrence__event=key, occurrence__code__gte=code[:8])
    capacity.lock(moving.in_order())
    event = Event.objects.select_for_update().get(pk=key)
    cut = check_split(event, code)
    wall = _wall(cut)
    series = Event.objects.create(
        page_key=uuid4(),
        home_locale=event.home_locale,
        continues=event,
        sequence=event.sequence + 1,  # letters are counted by it: those sent already stay told
    )
    _hand_over(cut, series)
    pages = pages_to_split(event)
    made = [_go_on(page, series, wall, user) for page in pages]
    _end(pages[0], wall, user)
    Event.objects.filter(pk=series.pk).update(announced_at=event.announced_at)
    for row in (event, series):
        entry.settle(row)
    log(pages[0], ACTION, user=user, data={"on": code, "page": made[0].pk})
    log(made[0], ACTION, user=user, data={"on": code, "page": pages[0].pk})
    return made[0]


# What stays with its date


def _hand_over(cut: Occurrence, series: Event) -> None:
    """Dates go over as they are, with who is registered or invited; sessions go with their day.

    Who is invited to any date stays with the old event, which knows what it goes on as.
    """
    event = cut.event
    dates = list(dates_from(cut))
    Occurrence.objects.filter(pk__in=[one.pk for one in dates]).update(event=series)
    Invitation.objects.filter(occurrence__in=dates).update(event=series)
    for role in event.roles.all():
        EventRole.objects.create(event=series, user_id=role.user_id, kind=role.kind)
    day = midnight(_wall(cut).date(), event.zone)
    event.sessions.filter(starts_at__gte=day).update(event=series)
    for session in event.sessions.filter(starts_at=None):
        _double(session, dates, series)
    for share in event.seat_shares.all():
        _double_share(share, dates, series)


def _double(session: Session, dates: list[Occurrence], series: Event) -> None:
    """A session of all dates is one of each series: who chose it there has chosen it here."""
    facts = {name: getattr(session, name) for name in Session.ITEM_FACTS}
    twin = Session.objects.create(event=series, key=session.key, **facts)
    Pool.objects.filter(session=session, occurrence__in=dates).update(session=twin)
    choices = Registration.sessions.through.objects.filter(session=session)
    choices.filter(registration__occurrence__in=dates).update(session=twin)


def _double_share(share: SeatShare, dates: list[Occurrence], series: Event) -> None:
    """A share of the seats is one of each series: who is in it there is in it here."""
    facts = {name: getattr(share, name) for name in SeatShare.ITEM_FACTS}
    twin = SeatShare.objects.create(
        event=series, key=share.key, sort_order=share.sort_order, **facts
    )
    Pool.objects.filter(share=share, occurrence__in=dates).update(share=twin)
    Registration.objects.filter(share=share, occurrence__in=dates).update(share=twin)


# The new event


class _Copy(CopyPageAction):
    """Copies a page so that what stands on it keeps its translations together."""

    def __init__(self, *args: Any, series: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.series = series

    def generate_translation_key(self, old_uuid: UUID) -> UUID:
        return uuid5(self.series, str(old_uuid))


def _go_on(page: Any, series: Any, wall: datetime, user: Any) -> EventPage:
    """The page of the new event in one language: live and drafted as the old one is."""
    parent = page.get_parent()
    made: Any = _Copy(
        page,
        series=series.page_key,
        to=parent,
        update_attrs={
            "slug": find_available_slug(parent, f"{page.slug[:SLUG_LENGTH]}-{wall:%Y-%m-%d}"),
            "translation_key": series.page_key,
            "facts": None,
        },
        copy_revisions=False,
        keep_live=False,
        user=user,
    ).execute(skip_permission_checks=True)
    made = EventPage.objects.get(pk=made.pk)
    if made.is_facts_home:
        _take_facts(made, page.facts)
        _begin_at(made, wall)
        made.settle_facts()
        made.write_facts()
    revision = made.save_revision(user=user, changed=False, log_action=False)
    if page.live:
        revision.publish(user=user)
    if page.has_unpublished_changes:
        _draft_on(page, made, wall, user)
    _double_aliases(page, made)
    whole: EventPage = EventPage.objects.get(pk=made.pk)
    return whole


def _take_facts(page: Any, row: Any) -> None:
    """The truth, whatever the page's own columns say; lists and sets are the same on both."""
    for name in row.FACTS:
        setattr(page, name, getattr(row, name))


def _begin_at(page: Any, wall: datetime) -> None:
    """Lay the facts of the second part over those of the whole series, in memory."""
    zone = page.zone
    try:
        rule = page.rule
    except BadRule:
        rule = None
    if rule is not None and rule.names(wall):
        page.recurrence = rule.from_on(wall)
    starts, ends = on_the_wall(page.starts_at, zone), on_the_wall(page.ends_at, zone)
    begins = datetime.combine(wall.date(), starts.time())
    page.starts_at = from_the_wall(begins, zone)
    page.ends_at = from_the_wall(begins + (ends - starts), zone)
    _keep(page, wall, is_second=True)


def _draft_on(page: EventPage, made: EventPage, wall: datetime, user: Any) -> None:
    """What was drafted for the series is drafted for its second part, too."""
    content = page.get_latest_revision_as_object().serializable_data()
    for relation in RELATIONS:
        known = {item.key: item for item in getattr(made, relation).all()}
        for item in content[relation]:
            twin = known.get(item["key"])
            item["pk"], item["page"] = (twin.pk if twin else None), made.pk
            own = uuid5(made.translation_key, str(item["translation_key"]))
            item["translation_key"] = str(twin.translation_key if twin else own)
    content["slug"] = made.slug
    draft = made.with_content_json(content)
    if draft.is_facts_home:
        _begin_at(draft, wall)
    draft.save_revision(user=user, log_action=False, clean=False)


def _double_aliases(page: EventPage, made: EventPage) -> None:
    """Languages that show this one for want of a translation show the new page likewise."""
    for alias in page.aliases.exclude(locale=page.locale).select_related("locale"):
        if not EventPage.objects.filter(
            translation_key=made.translation_key, locale=alias.locale
        ).exists():
            made.copy_for_translation(alias.locale, copy_parents=True, alias=True)


# The old event


def _end(home: Any, wall: datetime, user: Any) -> None:
    """The facts of the old event end before the new one begins, live and in the draft."""
    draft = home.get_latest_revision_as_object() if home.has_unpublished_changes else None
    live: Any = EventPage.objects.get(pk=home.pk)
    _take_facts(live, live.facts)
    _end_before(live, wall)
    revision = live.save_revision(user=user, log_action=False)
    if live.live:
        revision.publish(user=user)
    else:
        live.write_facts()
    if draft is not None:
        _end_before(draft, wall)
        draft.save_revision(user=user, log_action=False, clean=False)


def _end_before(page: Any, wall: datetime) -> None:
    try:
        rule = page.rule
    except BadRule:
        rule = None
    if rule is not None and page.first_wall < wall:
        page.recurrence = rule.up_to(wall)
    _keep(page, wall, is_second=False)


def _keep(page: Any, wall: datetime, *, is_second: bool) -> None:
    """Leave what has a day on the side on which that is; what has none stays on both."""
    day = wall.date()
    start = midnight(day, page.zone)
    page.sessions = [
        one
        for one in page.sessions.all()
        if one.starts_at is None or (one.starts_at >= start) == is_second
    ]
    page.changed_dates = [one for one in page.changed_dates.all() if (one.on >= day) == is_second]
    page.materials = [
        one for one in page.materials.all() if one.on is None or (one.on >= day) == is_second
    ]
