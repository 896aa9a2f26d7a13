"""Makes questions for tests: on the page of an event to come, and what a visitor sends."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from events.models import EventPage, EventPageQuestion, Occurrence
from tests.events.stage import event_page

SPACE = UUID("00000000-0000-0000-0000-00000000ca11")


def key(name: str) -> UUID:
    """The key of the question that tests call so."""
    return uuid5(SPACE, name)


def question(name: str = "topic", kind: str = "text", **facts: Any) -> EventPageQuestion:
    choices = [
        {"type": "choice", "id": code, "value": label} for code, label in facts.pop("choices", ())
    ]
    only_if = facts.pop("only_if", "")
    named, sign, answer = only_if.partition("/")
    return EventPageQuestion(
        **{
            "key": key(name),
            "kind": kind,
            "label": f"What about {name}?",
            "purpose": "We plan with it.",
            "choices": choices,
            "only_if": f"{key(named)}{sign}{answer}" if named else "",
            **facts,
        }
    )


def page(*questions: EventPageQuestion, **facts: Any) -> EventPage:
    """The page of an event in a week for which people sign up, with these questions."""
    start = (timezone.now() + timedelta(days=7)).replace(microsecond=0)
    values = {"starts_at": start, "ends_at": start + timedelta(hours=2)}
    return event_page(is_registration_needed=True, questions=list(questions), **values | facts)


def occurrence(of: EventPage) -> Occurrence:
    found: Occurrence = of.facts.occurrences.get()
    found.event = of.facts
    return found


def name(question: str) -> str:
    """What the field of a question is called."""
    return f"question_{key(question)}"


def fields(**fields: object) -> dict[str, object]:
    """What a visitor sends; fields named after questions are theirs."""
    return {"name": "Sam Sample", "email": "sam@sample.example", "consent": "on", **fields}


def address(of: EventPage) -> str:
    return f"/en/register/{of.facts.public_id}/"
