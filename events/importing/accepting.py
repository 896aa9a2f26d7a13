"""What is done with an entry: put on a page, refused, taken down."""

import logging
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from events.busy import Busy, in_one_go
from events.event import Event
from events.occurrence import code_of
from events.pages import EventPage
from stakeholders.folding import folded
from stakeholders.term import Topic

from .content import Content
from .harvested import Harvested
from .merging import merged
from .page_values import apply, current_values, given_by

logger = logging.getLogger(__name__)

State = Harvested.State
NOT_YET = {State.NEW, State.DUPLICATE}


class NotAccepted(Exception):  # noqa: N818 - an honest answer, no error
    """The entry cannot become a page as it is; the message says why, in plain words."""


class LookAgain(NotAccepted):
    """The entry is not any more what somebody saw when they decided."""

    def __init__(self) -> None:
        super().__init__(_("It has changed meanwhile. Please look again."))


def accept(harvested: Harvested, *, user: Any = None, is_live: bool = True) -> bool:
    """Let the page say what the source says; what somebody changed by hand stays.

    A new page goes live, or stays a draft. One that somebody has taken off the site stays off.
    False where somebody has decided already: that stays so; without a user, also where somebody
    has a page in hand. Raises Busy, LookAgain where it is not any more what was given, and
    NotAccepted whatever else is wrong.
    """
    try:
        is_done = in_one_go(partial(_accept, harvested.pk, harvested.stamp, user, is_live=is_live))
    except (NotAccepted, Busy):
        raise
    except ValidationError as error:
        raise NotAccepted(" ".join(error.messages)) from error
    except Exception as error:
        logger.exception("%s of %s could not be taken over", harvested, harvested.source)
        raise NotAccepted(type(error).__name__) from error
    harvested.refresh_from_db()
    return is_done


def _accept(pk: int, stamp: str, user: Any, *, is_live: bool) -> bool:
    row = Harvested.objects.select_for_update(of=("self",)).get(pk=pk)
    if not row.is_waiting:
        return False
    if row.stamp != stamp:
        raise LookAgain
    row.find_page()
    pages = _pages(row)
    if user is None and any(map(_is_in_hand, pages)):
        return False
    for page in pages if user is not None else ():
        _refuse_what_is_not_theirs(row, page, user)
    _settle(row, pages, user, is_live=is_live)
    return True


def refuse(harvested: Harvested) -> bool:
    """Not wanted: the same is not asked again. A page that is there stays as it is.

    False where somebody has decided already. Raises Busy and LookAgain, too.
    """
    return in_one_go(partial(_refuse, harvested, harvested.stamp))


def _refuse(harvested: Harvested, stamp: str) -> bool:
    harvested.look_again()
    if not harvested.is_waiting:
        return False
    if harvested.stamp != stamp:
        raise LookAgain
    harvested.find_page()
    is_here = harvested.page_id is not None and harvested.state not in NOT_YET
    harvested.kept_at = timezone.now() if harvested.state == State.MISSING else None
    harvested.state = State.LIVE if is_here else State.REFUSED
    harvested.taken_mark = harvested.mark
    harvested.missing_reads = 0
    harvested.save(update_fields=["state", "taken_mark", "missing_reads", "kept_at", "page"])
    return True


def proposal(row: Harvested) -> tuple[dict[str, Any], dict[str, Any], set[str]]:
    """What the page says, what it would say, and the names of what is kept by hand."""
    new = given_by(row, makes_venues=False)
    if row.page is None:
        return {}, new, set()
    current = current_values(row.page)
    return current, *merged(row.given, current, new)


def may_go(row: Harvested) -> bool:
    """Whether nobody is registered for it, so that it may go without a word."""
    return row.page is None or row.page.facts is None or row.page.facts.may_be_forgotten()


def _pages(row: Harvested) -> list[EventPage]:
    """Its page, and those in other languages that go off the site or come back with it."""
    if row.page is None:
        return []
    others = EventPage.objects.exclude(pk=row.page.pk)
    if row.state == State.MISSING:
        return [row.page, *others.filter(facts__pages=row.page, live=True)]
    return [row.page, *others.filter(pk__in=row.taken_down, live=False)]


def _is_in_hand(page: Any) -> bool:
    """Whether publishing would undo what somebody has begun: a lock, a schedule, a workflow."""
    return page.get_lock() is not None or page.current_workflow_state is not None


def _refuse_what_is_not_theirs(row: Harvested, page: Any, user: Any) -> None:
    """What somebody else has locked is theirs, also for those who may publish."""
    may = page.permissions_for_user(user)
    if may.page_locked():
        raise NotAccepted(str(page.get_lock().get_description(user)))
    if (page.live or str(page.pk) in row.taken_down) and not may.can_publish():
        said = _("This takes somebody who may publish the page in all its languages.")
        raise NotAccepted(f"{page.get_admin_display_title()}: {said}")


def _settle(row: Harvested, pages: list[EventPage], user: Any, *, is_live: bool) -> None:
    if row.state == State.MISSING:
        _take_down(row, pages, user)
    elif not pages:
        _make(row, user, is_live=is_live)
    else:
        _follow(row, pages, user)
    row.problem = row.problem_part = ""
    row.like_page = None
    row.save()


def _make(row: Harvested, user: Any, *, is_live: bool) -> None:
    values = given_by(row, makes_venues=True)
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


def _follow(row: Harvested, pages: list[EventPage], user: Any) -> None:
    """Bring the page in line; a draft that somebody has in hand is kept, and brought in line.

    In other languages the words are their own: those pages only come back.
    """
    page, *others = pages
    new = given_by(row, makes_venues=True)
    shown, draft = _shown(row, page), _draft(row, page)
    for one in filter(None, (shown, draft)):
        _lay_over(one, row.given, new)
    if shown is not None:
        _check(shown)
        _shift(shown, row.said)
    _save(shown, draft, user)
    if shown is not None:
        _call_off(shown, row.said)
    for other in others:
        _save(_shown(row, other), _draft(row, other), user)
    _note_taken(row, new, page)


def _shown(row: Harvested, page: Any) -> Any:
    """The page as visitors read it, or did before we took it off the site; else None."""
    if page.live:
        return page
    if str(page.pk) not in row.taken_down:
        return None
    revision = page.revisions.filter(pk=row.taken_down[str(page.pk)]).first()
    return revision.as_object() if revision else page


def _draft(row: Harvested, page: Any) -> Any:
    """What somebody has in hand, if it is not what visitors read."""
    if page.live:
        return page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    is_shown = page.latest_revision_id == row.taken_down.get(str(page.pk), 0)
    return None if is_shown else page.get_latest_revision_as_object()


def _save(shown: Any, draft: Any, user: Any) -> None:
    """Publish the one and keep the other behind it, as unfinished as it is."""
    if shown is not None:
        shown.save_revision(user=user, log_action=True).publish(user=user)
    if draft is not None:
        draft.save_revision(user=user, clean=False)


def _lay_over(page: Any, given: dict[str, Any], new: dict[str, Any]) -> None:
    values, _kept = merged(given, current_values(page), new)
    apply(page, values)


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
    page.refresh_from_db(fields=["facts"])
    row.page, row.given, row.state, row.taken_mark = page, values, State.LIVE, row.mark
    row.event, row.taken_down_at, row.taken_down = page.facts, None, {}


def _take_down(row: Harvested, pages: list[EventPage], user: Any) -> None:
    """Off the site in every language; the row of facts stays, and so do those who signed up."""
    live = [page for page in pages if page.live]
    own = [page for page in live if page.alias_of_id is None]  # aliases follow by themselves
    row.taken_down = {str(page.pk): page.live_revision_id for page in own}
    row.taken_down_at = timezone.now() if live else None
    for page in live:
        page.unpublish(user=user)
    row.state = State.GONE


def _check(page: EventPage) -> None:
    errors = [str(said) for errors in page.facts_errors().values() for said in errors]
    if errors:
        raise NotAccepted(" ".join(errors))


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
