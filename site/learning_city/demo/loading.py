"""The steps of loading the demo, in the order in which one needs the other."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.tasks import update_reference_index_task

from . import (
    accounts,
    afterwards,
    calls,
    frame,
    gatherings,
    invitations,
    mailings,
    organisations,
    partners,
    pictures,
    recordings,
    registrations,
    stories,
    vocabularies,
)

STEPS: list[tuple[str, Callable[[], list[str] | None]]] = [
    ("languages", frame.load_languages),
    ("terms", vocabularies.load_terms),
    ("venues", vocabularies.load_venues),
    ("pictures", pictures.load_pictures),
    ("films and sounds", recordings.load_recordings),
    ("home pages", frame.load_homes),
    ("words around the pages", frame.load_words),
    ("shared texts", frame.load_shared_texts),
    ("lists", frame.load_indexes),
    ("text pages", frame.load_text_pages),
    ("organisations", organisations.load_organisations),
    ("memberships", organisations.load_memberships),
    ("gatherings", gatherings.load_events),
    ("calls", calls.load_calls),
    ("partners' calendars", partners.load_partners),
    ("registrations", registrations.load_registrations),
    ("invitations", invitations.load_invitations),
    ("letters of the team", mailings.load_mailings),
    ("who came, and what they contributed", afterwards.load_afterwards),
    ("stories", stories.load_stories),
    # What points to pages that are made after it comes a second time.
    ("figures and their sources", organisations.load_figures),
    ("links of the home pages", frame.load_homes),
    ("accounts", accounts.load_accounts),
]


def load() -> Iterator[tuple[str, list[str]]]:
    """Do each step in a transaction of its own; after each, its name and what it has to say."""
    began = timezone.now()
    for name, step in STEPS:
        with transaction.atomic(), disable_reference_index_auto_update():
            said = step()
        yield name, said or []
    with transaction.atomic():
        _index_references(began)
    yield "references", []


def _index_references(began: datetime) -> None:
    """Once for each page that was written, where Wagtail would do it at each of its four saves."""
    for page in Page.objects.filter(latest_revision_created_at__gte=began).specific():
        meta = page._meta
        update_reference_index_task.enqueue(meta.app_label, meta.model_name, str(page.pk))
