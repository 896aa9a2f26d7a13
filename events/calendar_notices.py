"""How the team sees what is missing from calendars: on the first page, in lists, in the editor."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from . import conf
from .calendar_problem import CalendarProblem
from .facts_errors import RULE_ERRORS
from .recurrence import Reason

MOST = 20


@dataclass(frozen=True)
class Missing:
    """An event or a call that some calendars lack."""

    title: str
    url: str
    languages: str
    error: str


def missing() -> list[Missing]:
    """What calendars lack now, the longest first; as many queries for many as for one."""
    problems = CalendarProblem.objects.select_related("event", "call")
    by_row: dict[Any, list[CalendarProblem]] = {}
    pages = ("event__pages", "call__pages")
    for problem in problems.prefetch_related(*pages)[: MOST * len(conf.languages())]:
        by_row.setdefault(problem.row, []).append(problem)
    return [_missing(row, found) for row, found in by_row.items()]


def _missing(row: Any, problems: list[CalendarProblem]) -> Missing:
    pages = [page for page in row.pages.all() if page.alias_of_id is None]
    home = [page for page in pages if page.locale_id == row.home_locale_id]
    page = next(iter(home or pages), None)
    return Missing(
        title=page.title if page else str(row.public_id),
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else "",
        languages=named(problems),
        error=told(problems[0].error),
    )


def named(problems: Iterable[CalendarProblem]) -> str:
    """The languages of the calendars that lack it."""
    names = dict(conf.languages())
    return ", ".join(sorted({names.get(one.language, one.language) for one in problems}))


def told(error: str) -> str:
    """A rule that cannot be kept is told as the editor's form tells it."""
    code, _colon, part = error.partition(": ")
    reason = next((one for one in Reason if one.value == code), None)
    return str(RULE_ERRORS[reason]) % {"part": part} if reason else error


def warn_in_editor(request: HttpRequest, page: Any) -> None:
    """Before Wagtail shows the editor of a page: what is wrong, and how it is mended."""
    row: Any = getattr(page.specific, "facts", None)
    if request.method != "GET" or not hasattr(row, "calendar_problems"):
        return
    if problems := list(row.calendar_problems.all()):
        text = _(
            "“%(title)s” is missing from calendars (%(languages)s): %(error)s"
            " Look at its dates, its rule and its place, and publish it again."
        )
        facts = {
            "title": page.title,
            "languages": named(problems),
            "error": told(problems[0].error),
        }
        messages.warning(request, text % facts)
