"""What is done with an entry: put on a page, refused, taken down."""

import logging
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify

from events.busy import Busy, in_one_go
from events.event import Event
from events.occurrence import code_of
from events.pages import EventPage
from events.venue import Venue
from stakeholders.folding import folded
from stakeholders.term import Topic

from .content import Content
from .harvested import Harvested
from .merging import merged
from .page_values import apply, current_values, places_of, values_of
from .places import venue_for, venue_named

logger = logging.getLogger(__name__)

State = Harvested.State
NOT_YET = {State.NEW, State.DUPLICATE}


class NotAccepted(Exception):  # noqa: N818 - an honest answer, no error
    """The entry cannot become a page as it is; the message says why, in plain words."""


def accept(harvested: Harvested, *, user: Any = None, is_live: bool = True) -> bool:
    """Let the page say what the source says; what somebody changed by hand stays.

    A new page goes live, or stays a draft. One that somebody has taken off the site stays off.
    False where somebody has decided already: that stays so. Raises Busy, and NotAccepted whatever
    else is wrong.
    """
    try:
        is_done = in_one_go(partial(_accept, harvested.pk, user, is_live=is_live))
    except (NotAccepted, Busy):
        raise
    except ValidationError as error:
        raise NotAccepted(" ".join(error.messages)) from error
    except Exception as error:
        logger.exception("%s of %s could not be taken over", harvested, harvested.source)
        raise NotAccepted(type(error).__name__) from error
    harvested.refresh_from_db()
    return is_done


def _accept(pk: int, user: Any, *, is_live: bool) -> bool:
    row = Harvested.objects.select_for_update(of=("self",)).get(pk=pk)
    if not row.is_waiting:
        return False
    _settle(row, user, is_live=is_live)
    return True


def refuse(harvested: Harvested) -> bool:
    """Not wanted: the same is not asked again. A page that is there stays as it is.

    False where somebody has decided already. Raises Busy, too.
    """
    return in_one_go(partial(_refuse, harvested))


def _refuse(harvested: Harvested) -> bool:
    harvested.look_again()
    if not harvested.is_waiting:
        return False
    is_here = harvested.page_id is not None and harvested.state not in NOT_YET
    harvested.kept_at = timezone.now() if harvested.state == State.MISSING else None
    harvested.state = State.LIVE if is_here else State.REFUSED
    harvested.taken_mark = harvested.mark
    harvested.missing_reads = 0
    harvested.save(update_fields=["state", "taken_mark", "missing_reads", "kept_at"])
    return True


def proposal(row: Harvested) -> tuple[dict[str, Any], dict[str, Any], set[str]]:
    """What the page says, what it would say, and the names of what is kept by hand."""
    new = _given(row, makes_venues=False)
    if row.page is None:
        return {}, new, set()
    current = current_values(row.page)
    return current, *merged(row.given, current, new)


def may_go(row: Harvested) -> bool:
    """Whether nobody is registered for it, so that it may go without a word."""
    return row.page is None or row.page.facts is None or row.page.facts.may_be_forgotten()


def _settle(row: Harvested, user: Any, *, is_live: bool) -> None:
    if row.page is not None and user is not None:
        _refuse_locked(row.page, user)
    if row.state == State.MISSING:
        _take_down(row, user)
    elif row.page is None:
        _make(row, user, is_live=is_live)
    else:
        _follow(row, user)
    row.problem = row.problem_part = ""
    row.like_page = None
    row.save()


def _refuse_locked(page: Any, user: Any) -> None:
    """What somebody else has locked is theirs, also for those who may publish."""
    if page.permissions_for_user(user).page_locked():
        raise NotAccepted(str(page.get_lock().get_description(user)))


def _make(row: Harvested, user: Any, *, is_live: bool) -> None:
    values = _given(row, makes_venues=True)
    agenda = row.source.agenda
    page = EventPage(live=False, owner=user, locale=agenda.locale)
    apply(page, values)
    _check(page)
    if not slugify(page.title, allow_unicode=True):
        page.slug = f"event-{row.pk}"
    if row.source.organisation is not None:
        page.hosts = [row.source.organisation]
    page.topics = _topics(row.said.categories)
    agenda.add_child(instance=page)
    revision = page.save_revision(user=user, log_action=True)
    if is_live:
        revision.publish(user=user)
    _note_taken(row, values, page)


def _follow(row: Harvested, user: Any) -> None:
    """Bring the page in line; a draft that somebody has in hand is kept, and brought in line."""
    page: Any = row.page
    new = _given(row, makes_venues=True)
    has_draft = page.has_unpublished_changes or not page.live
    draft = page.get_latest_revision_as_object() if has_draft else None
    if page.live:
        _lay_over(page, row.given, new)
        _shift(page, row.said)
        page.save_revision(user=user, log_action=True).publish(user=user)
        _call_off(page, row.said)
    if draft is not None:
        _lay_over(draft, row.given, new)
        revision = draft.save_revision(user=user)
        if row.state in NOT_YET and row.taken_down_at is not None:
            revision.publish(user=user)
    _note_taken(row, new, page)


def _lay_over(page: Any, given: dict[str, Any], new: dict[str, Any]) -> None:
    values, _kept = merged(given, current_values(page), new)
    apply(page, values)
    _check(page)


def _shift(page: Any, said: Content) -> None:
    """An extra date that moved takes those who are registered for it along."""
    if page.facts is None:
        return
    dates, has_time = page.facts.occurrences, page.facts.has_times
    for old, new in said.shifted:
        before, after = (
            code_of(datetime.fromisoformat(one), has_time=has_time) for one in (old, new)
        )
        if _has_let_go(page, said, old) and not dates.filter(code=after).exists():
            dates.filter(code=before, is_extra=True).update(code=after)


def _call_off(page: Any, said: Content) -> None:
    """Who is registered for an extra date that is cancelled hears so; nobody else knows of it."""
    if page.facts is None:
        return
    has_time = page.facts.has_times
    codes = [
        code_of(datetime.fromisoformat(wall), has_time=has_time)
        for wall in said.cancelled
        if _has_let_go(page, said, wall)
    ]
    off = Event.Status.CANCELLED
    held = page.facts.occurrences.filter(code__in=codes, is_extra=True).exclude(status=off)
    if codes and held.update(status=off):
        EventPage.objects.get(pk=page.pk).facts_saved(frozenset({"status"}))


def _has_let_go(page: Any, said: Content, wall: str) -> bool:
    """Whether nobody keeps this date by hand."""
    day = wall[:10]
    named = {one.on.isoformat() for one in page.changed_dates.all()}
    return day not in named or day in {one["on"] for one in said.dates}


def _note_taken(row: Harvested, values: dict[str, Any], page: EventPage) -> None:
    row.page, row.given, row.state, row.taken_mark = page, values, State.LIVE, row.mark
    row.taken_down_at = None


def _take_down(row: Harvested, user: Any) -> None:
    """Off the site in every language; the row of facts stays, and so do those who signed up."""
    page: Any = row.page
    row.taken_down_at = timezone.now() if page and page.live else None
    pages = page.facts.pages.filter(live=True) if page and page.facts else ()
    for one in pages:
        one.unpublish(user=user)
    row.state = State.GONE


def _check(page: EventPage) -> None:
    errors = [str(said) for errors in page.facts_errors().values() for said in errors]
    if errors:
        raise NotAccepted(" ".join(errors))


def _given(row: Harvested, *, makes_venues: bool) -> dict[str, Any]:
    """What the entry gives to its page, and by which venues."""
    content, language = row.said, row.source.language
    known: dict[str, int | None] = row.given.get("venues", {})
    there = set(
        Venue.objects.filter(pk__in=list(filter(None, known.values()))).values_list("pk", flat=True)
    )
    venues: dict[str, int | None] = {}
    for place in sorted(places_of(content)):
        if known.get(place) in there:
            venues[place] = known[place]
            continue
        found = venue_for(place, language) if makes_venues else venue_named(place)
        venues[place] = found.pk if found else None
    return {**values_of(content, venues=venues), "venues": venues}


def _topics(categories: list[str]) -> list[Topic]:
    """Topics of ours that are called so in any language."""
    wanted = {folded(name) for name in categories}
    if not wanted:
        return []
    return [
        topic
        for topic in Topic.objects.all()
        if wanted & {folded(name) for name in (topic.slug, topic.name, *topic.names.values())}
    ]
