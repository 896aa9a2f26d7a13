"""The steps of loading the demo, in the order in which one needs the other."""

from collections.abc import Callable, Iterator

from django.db import transaction

from . import (
    accounts,
    frame,
    gatherings,
    organisations,
    pictures,
    registrations,
    stories,
    vocabularies,
)

STEPS: list[tuple[str, Callable[[], list[str] | None]]] = [
    ("languages", frame.load_languages),
    ("terms", vocabularies.load_terms),
    ("venues", vocabularies.load_venues),
    ("pictures and films", pictures.load_media),
    ("home pages", frame.load_homes),
    ("words around the pages", frame.load_words),
    ("shared texts", frame.load_shared_texts),
    ("text pages", frame.load_text_pages),
    ("lists", frame.load_indexes),
    ("organisations", organisations.load_organisations),
    ("memberships", organisations.load_memberships),
    ("gatherings", gatherings.load_events),
    ("calls", gatherings.load_calls),
    ("registrations", registrations.load_registrations),
    ("stories", stories.load_stories),
    # What points to pages that are made after it comes a second time.
    ("figures and their sources", organisations.load_figures),
    ("links of the home pages", frame.load_homes),
    ("sizes of the pictures", stories.load_sizes),
    ("accounts", accounts.load_accounts),
]


def load() -> Iterator[tuple[str, list[str]]]:
    """Do each step in a transaction of its own; after each, its name and what it has to say."""
    for name, step in STEPS:
        with transaction.atomic():
            said = step()
        yield name, said or []
