"""The events of the demo: their facts once, their words in each language."""

from datetime import date
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from events.clock import on_the_wall
from events.models import EventPage
from stakeholders.models import Term

from . import days, texts, tree
from .organisations import organisations_of
from .parts import fill_parts, room_of, venue_of
from .tree import Says
from .vocabularies import terms_of, topics_of
from .words import body


def load_events() -> None:
    for code, facts in texts.facts()["events"].items():
        path = f"events/{code}"
        is_new = tree.find(path, texts.HOME_LANGUAGE) is None
        tree.put_all(EventPage, path, partial(_fill_event, code))
        if is_new and "announced" in facts:
            _reschedule(path, facts)


def _reschedule(path: str, facts: dict[str, Any]) -> None:
    """Move it from the day first announced, by publishing once more, as an editor would."""
    page = tree.find(path, texts.HOME_LANGUAGE)
    page.starts_at, page.ends_at = days.begin_and_end(facts, days.first_day(facts, days.today()))
    page.save_revision().publish()


def _fill_event(code: str, page: Any, says: Says, language: str) -> None:
    facts = texts.facts()["events"][code]
    page.summary, page.place_note = says["summary"], says.get("place_note", "")
    page.status_note = says.get("status_note", "")
    page.body = body(page, says, f"events/{code}", language, facts)
    first = _first_day(page, code, facts)
    if language == texts.HOME_LANGUAGE:
        _fill_event_facts(page, facts, first)
    fill_parts(page, code, says, first)


def _first_day(page: Any, code: str, facts: dict[str, Any]) -> date:
    """A gathering stays where it is, or it would move under those who are registered for it."""
    known = page.starts_at or getattr(
        tree.find(f"events/{code}", texts.HOME_LANGUAGE), "starts_at", None
    )
    if known is None:
        return days.first_day(facts | facts.get("announced", {}), days.today())
    return on_the_wall(known, ZoneInfo(facts["time_zone"])).date()


def _fill_event_facts(page: Any, facts: dict[str, Any], first: date) -> None:
    page.starts_at, page.ends_at = days.begin_and_end(facts, first)
    page.is_all_day = facts["all_day"]
    page.time_zone = facts["time_zone"]
    page.recurrence = facts.get("rrule", "")
    page.status, page.mode = facts["status"], facts["mode"]
    page.venue = venue_of(facts.get("venue"))
    page.room = room_of(facts.get("venue"), facts.get("room"))
    page.join_url = facts.get("join_url", "")
    page.spoken_languages = " ".join(facts.get("languages", ()))
    page.interpretation_languages = " ".join(facts.get("interpretation", ()))
    page.sign_languages = " ".join(facts.get("sign_languages", ()))
    page.caption_languages = " ".join(facts.get("captions", ()))
    page.is_registration_needed = facts["sign_up"]
    page.capacity = facts.get("capacity")
    page.is_sample = facts["is_sample"]
    page.hosts = organisations_of(facts["hosts"])
    page.sectors = terms_of(Term.Vocabulary.SECTOR, facts["sectors"])
    page.topics = topics_of(facts["topics"])
