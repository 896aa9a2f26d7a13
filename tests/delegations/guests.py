"""Makes invitations for tests: one organisation asked to one date, without a letter."""

from itertools import count
from typing import Any

from wagtail.models import Site

from events.delegation import Person
from events.invitation import Invitation
from events.occurrence import Occurrence
from stakeholders.models import (
    ContactPoint,
    DirectoryPage,
    Organisation,
    OrganisationPage,
    Term,
)
from tests.events import making

_numbers = count(1)
OWN = ("seats", "is_reserved", "answer_by", "own_line", "email", "language", "answer")


def organisation(name: str = "", *, email: str = "", **facts: Any) -> Organisation:
    made = Organisation.objects.create(name=name or f"Organisation {next(_numbers)}", **facts)
    if email:
        ContactPoint.objects.create(organisation=made, purpose="events", email=email)
    return made


def invitation(of: Occurrence | None = None, **values: Any) -> Invitation:
    """Asked to a date; what is no value of an invitation is one of a new event."""
    own = {name: values.pop(name) for name in OWN if name in values}
    guest = values.pop("organisation", None) or organisation()
    date = of or making.occurrence(**values)
    address = {"email": "office@school.example", "language": "en"}
    return Invitation.objects.create(
        event=date.event, occurrence=date, organisation=guest, **{**address, **own}
    )


def person(email: str, **values: str) -> Person:
    return Person(**{"name": "Delegate (sample)", "email": email, "language": "en", **values})


def in_directory(name: str, *, email: str = "", **sets: Any) -> Organisation:
    """An organisation that anybody may read about; sets of terms are given as lists."""
    root = Site.objects.get(is_default_site=True).root_page
    parent = DirectoryPage.objects.first() or root.add_child(
        instance=DirectoryPage(title="Who takes part", slug="stakeholders")
    )
    kind, _made = Term.objects.get_or_create(vocabulary="kind", code="school")
    page = OrganisationPage(title=name, name=name, kind=kind)
    for field, chosen in sets.items():
        setattr(page, field, chosen)
    parent.add_child(instance=page)
    if email:
        ContactPoint.objects.create(organisation=page.facts, purpose="events", email=email)
    return page.facts


def sector(code: str) -> Term:
    found, _made = Term.objects.get_or_create(
        vocabulary="sector", code=code, defaults={"names": {"en": code.capitalize()}}
    )
    return found
