"""What publishing an event did, kept in Wagtail's history and told there in words."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter, get_active_log_context, log, registry

from .impact import Impact

ACTION = "events.publish_facts"


def keep(page: Any, done: Impact) -> None:
    """Write it down, in the transaction of the publication; a first one says all by itself."""
    if done.changed and done.before.row.announced_at is not None:
        log(page, ACTION, data=numbers(done) | {"changed": sorted(done.changed)})


def latest(page: Any) -> str:
    """What the deed that is going on now has kept about this page, in words; else nothing."""
    deed = get_active_log_context().uuid
    kept = registry.get_logs_for_instance(page).filter(action=ACTION, uuid=deed)
    entry = kept.order_by("-pk").first() if deed else None
    return PublishedFacts().format_message(entry) if entry else ""


def numbers(done: Impact) -> dict[str, int]:
    """How many of what; no name and no address, since a history outlives both."""
    return {
        "moved": len(done.moved),
        "elsewhere": len(done.elsewhere),
        "added": len(done.added),
        "dropped": len(done.dropped),
        "kept": len(done.kept),
        "cancelled": len(done.cancelled),
        "postponed": len(done.postponed),
        "resumed": len(done.resumed),
        "told": len(done.told),
        "languages": len(done.languages),
        "untold": done.untold,
        "seated": done.seated,
        "unseated": done.unseated,
        "calendars": len(done.calendars),
        "sequence": done.after.row.sequence,
    }


class PublishedFacts(LogFormatter):
    """How the history tells it."""

    label = gettext_lazy("Publish the facts of an event")

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data or {}
        return " ".join([_("Changed the facts of the event."), *in_words(data)])


def in_words(data: dict[str, Any]) -> Iterator[str]:
    """A sentence for each number that is not zero."""
    for name, sentence in SENTENCES.items():
        if count := data.get(name, 0):
            yield capfirst(sentence(count)) % {"count": count, "languages": _languages(data)}


def _languages(data: dict[str, Any]) -> str:
    count = data.get("languages", 0)
    return ngettext("%(count)s language", "%(count)s languages", count) % {"count": count}


SENTENCES: dict[str, Callable[[int], str]] = {
    "moved": lambda n: ngettext("%(count)s date moved.", "%(count)s dates moved.", n),
    "elsewhere": lambda n: ngettext(
        "%(count)s date is in another place.", "%(count)s dates are in another place.", n
    ),
    "added": lambda n: ngettext("%(count)s date was added.", "%(count)s dates were added.", n),
    "cancelled": lambda n: ngettext(
        "%(count)s date is cancelled.", "%(count)s dates are cancelled.", n
    ),
    "postponed": lambda n: ngettext(
        "%(count)s date is postponed.", "%(count)s dates are postponed.", n
    ),
    "resumed": lambda n: ngettext(
        "%(count)s date takes place after all.", "%(count)s dates take place after all.", n
    ),
    "dropped": lambda n: ngettext("%(count)s date is gone.", "%(count)s dates are gone.", n),
    "kept": lambda n: ngettext(
        "%(count)s date left the rule and stayed, since people are registered for it.",
        "%(count)s dates left the rule and stayed, since people are registered for them.",
        n,
    ),
    "told": lambda n: ngettext(
        "Letters to %(count)s person, in %(languages)s.",
        "Letters to %(count)s people, in %(languages)s.",
        n,
    ),
    "untold": lambda n: ngettext(
        "%(count)s registration heard nothing, since its address is not confirmed.",
        "%(count)s registrations heard nothing, since their addresses are not confirmed.",
        n,
    ),
    "seated": lambda n: ngettext(
        "%(count)s registration came off the waiting list.",
        "%(count)s registrations came off the waiting list.",
        n,
    ),
    "unseated": lambda n: ngettext(
        "%(count)s registration lost a session that was chosen.",
        "%(count)s registrations lost a session that was chosen.",
        n,
    ),
    "calendars": lambda n: ngettext(
        "Changed in the calendars of %(count)s language.",
        "Changed in the calendars of %(count)s languages.",
        n,
    ),
}
