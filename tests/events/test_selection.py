"""Which events are meant: filters, as the calendars show them."""

import pytest
from django.test import Client

from stakeholders.models import Membership, Organisation, Term

from .stage import (
    event_page,
    sector,
    topic,
    venue,
)
from .test_feeds import ADDRESS, soon, titles

pytestmark = pytest.mark.django_db


def organisation(code: str) -> Organisation:
    return Organisation.objects.create(name=code.capitalize(), code=code)


def test_filters_widen_by_one_name_and_narrow_by_several(client: Client) -> None:
    city, alliance = organisation("city"), organisation("alliance")
    role = Term.objects.create(vocabulary="role", code="member", names={"en": "Member"})
    Membership.objects.create(alliance=alliance, member=city, role=role)
    inclusion, work = topic("inclusion"), topic("work")
    event_page(
        "A", topics=[inclusion], hosts=[city], sectors=[sector("care")], mode="online", **soon(1)
    )
    event_page("B", topics=[inclusion, work], venue=venue(), **soon(2))
    event_page("C", hosts=[alliance], **soon(3))

    def found(query: str) -> list[str]:
        return titles(client.get(f"{ADDRESS}?{query}"))

    assert found("topic=inclusion") == ["A", "B"]
    assert found("topic=work&topic=inclusion") == ["A", "B"]
    assert found("topic=inclusion&mode=online") == ["A"]
    assert found("sector=care") == ["A"]
    assert found("organisation=city") == ["A"]
    assert found("alliance=alliance") == ["A", "C"]
    assert found("city=Groningen") == ["B"]


def test_the_order_of_filters_does_not_matter_for_caches(client: Client) -> None:
    topic("a")
    topic("b")

    one = client.get(f"{ADDRESS}?topic=b&mode=online&topic=a")
    other = client.get(f"{ADDRESS}?mode=online&topic=a&topic=b")

    assert one["ETag"] == other["ETag"]
    assert one.content == other.content
