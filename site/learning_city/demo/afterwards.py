"""What comes after the demo's gathering that is over: who came, and what was contributed.

The people are the sample ones who were registered; what was contributed belongs to nobody.
"""

from itertools import islice
from typing import Any
from uuid import uuid4

from events.models import CheckIn, Contribution, EventPage, Occurrence
from events.taking_part import Mode

from . import texts, tree
from .registrations import CONSENT


def load_afterwards() -> None:
    """Once for each gathering: what the team does with it afterwards stays."""
    for code, facts in texts.facts()["events"].items():
        page = tree.find(f"events/{code}", texts.HOME_LANGUAGE)
        if not isinstance(page, EventPage) or page.facts is None:
            continue
        occurrence = page.facts.occurrences.order_by("starts_at").first()
        if occurrence is None or not occurrence.is_past():
            continue
        if not CheckIn.objects.filter(registration__occurrence=occurrence).exists():
            _let_come(occurrence, facts)
        if not occurrence.contributions.exists():
            _contribute(occurrence, facts)


def _let_come(occurrence: Occurrence, facts: dict[str, Any]) -> None:
    people = iter(occurrence.registrations.order_by("pk"))
    ways = ((Mode.IN_PERSON, "came_in_person"), (Mode.ONLINE, "came_online"))
    CheckIn.objects.bulk_create(
        CheckIn(uuid=uuid4(), registration=person, mode=mode, at=occurrence.starts_at)
        for mode, number in ways
        for person in islice(people, facts.get(number, 0))
    )


def _contribute(occurrence: Occurrence, facts: dict[str, Any]) -> None:
    Contribution.objects.bulk_create(
        Contribution(
            occurrence=occurrence,
            original=said["text"],
            state=Contribution.State.ACCEPTED,
            consent_version=CONSENT,
            made_at=occurrence.ends_at,
            **said,
        )
        for said in facts.get("contributions", ())
    )
