"""Which page speaks of an event, a call or a session in the calendar of a language."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from .call import Call
from .event import Event
from .words import Words


def public_pages(row: Event | Call) -> list[Any]:
    """The pages of a row that anybody may read: live, not expired, behind no restriction."""
    return list(public(row.page_model().objects.filter(facts=row)))


def public(pages: Any) -> Any:
    """Those pages of a queryset that anybody may read, in a settled order."""
    lasting = Q(expire_at=None) | Q(expire_at__gt=timezone.now())
    return pages.live().public().filter(lasting).select_related("locale").order_by("pk")


def page_for(row: Event | Call, pages: Iterable[Any], language: str) -> Any:
    """The page that speaks in a calendar of this language: else that of the home language."""

    def fitness(page: Any) -> tuple[bool, bool, bool]:
        return (
            page.locale.language_code == language,
            page.alias_of_id is None,
            page.locale_id == row.home_locale_id,
        )

    return max(pages, key=fitness, default=None)


def words_of_session(key: Any, page: Any, pages: Iterable[Any], language: str) -> Words | None:
    """What is said of a session: by the page that speaks, else by another that anybody may read."""
    for speaker in (page, *pages):
        for session in speaker.sessions.all():
            if session.key == key:
                return Words(
                    title=session.title,
                    summary=session.summary,
                    url=f"{page.full_url}#session-{key}" if page.full_url else "",
                    language=speaker.locale.language_code,
                    feed=language,
                    note=page.title,
                )
    return None
