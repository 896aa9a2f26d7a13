"""Events that were announced or changed last, as an Atom feed."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed

from .calendar_text import clean, one_line
from .entry import EntryQuerySet
from .event import Event

ATOM = "application/atom+xml; charset=utf-8"
NEWEST = 50


def atom_text(
    request: HttpRequest, entries: EntryQuerySet, language: str, *, name: str, about: str
) -> bytes:
    """The newest entries; told as changed when the newest of them was, so it stays the same."""
    address = request.build_absolute_uri(request.path)
    newest = list(
        entries.select_related("event")
        .prefetch_related("event__topics")
        .defer("text", "programme")
        .order_by("-changed_at", "-checksum")[:NEWEST]
    )
    feed = Feed(
        title=one_line(name),
        link=request.build_absolute_uri("/"),
        description="",
        subtitle=one_line(about),
        language=language,
        feed_url=address,
        feed_guid=address,
        author_name=one_line(name),
    )
    feed.newest = newest[0].changed_at if newest else datetime(2000, 1, 1, tzinfo=UTC)
    for entry in newest:
        event: Event = entry.event  # type: ignore[assignment]  # chosen so
        feed.add_item(
            title=one_line(entry.title),
            link=entry.url,
            description=clean(entry.summary),
            unique_id=f"urn:uuid:{event.public_id}",
            pubdate=entry.announced_at,
            updateddate=max(entry.changed_at, entry.announced_at.replace(microsecond=0)),
            categories=sorted(one_line(topic.name_in(language)) for topic in event.topics.all()),
        )
    return feed.writeString("utf-8").encode()


class Feed(Atom1Feed):
    """Django's own, but for a moment that is that of the content and not of the request."""

    newest: datetime

    def latest_post_date(self) -> Any:
        return self.newest
