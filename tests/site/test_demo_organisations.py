"""The organisations of the demo and of the samples, after editors have been at work."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from learning_city.demo import tree
from stakeholders.models import Membership, Organisation, OrganisationPage

pytestmark = pytest.mark.usefixtures("demo")


def reload() -> None:
    call_command("load_demo", verbosity=0)


def member() -> Membership:
    found: Any = Membership.objects.exclude(since=None).filter(until=None).earliest("pk")
    return found


def test_a_member_that_left_and_came_back_is_known() -> None:
    first = member()
    first.until = date(2024, 12, 31)
    first.save()
    again = Membership(alliance=first.alliance, member=first.member, role=first.role)
    again.since = date(2025, 9, 1)
    again.save()
    before = sorted(Membership.objects.values_list("pk", "since", "until"))

    reload()

    assert sorted(Membership.objects.values_list("pk", "since", "until")) == before


def test_an_organisation_whose_pages_were_all_deleted_is_told_again() -> None:
    row = member().member
    path = f"stakeholders/{row.code}"
    languages = set(row.pages.values_list("locale__language_code", flat=True))
    for language in ("en", *sorted(languages - {"en"})):
        tree.find(path, language).delete()
    kind = row.kind
    assert Organisation.objects.filter(pk=row.pk, pages=None).exists()

    reload()

    row.refresh_from_db()
    assert (row.home_locale.language_code, row.kind) == ("en", kind)
    assert set(row.pages.values_list("locale__language_code", flat=True)) == languages


def test_publishing_a_sample_keeps_where_it_is() -> None:
    call_command("load_sample", verbosity=0, seed=7, registrations=0, events=0, organisations=2)
    pages = OrganisationPage.objects.filter(slug="sample-7-0").order_by("locale__language_code")
    row = pages[0].facts
    before = list(row.locations.values())

    for page in pages:
        page.save_revision().publish()

    assert [place["locality"] for place in before] == ["Groningen"]
    assert list(row.locations.values()) == before
