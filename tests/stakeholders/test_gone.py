"""Drafts and revisions outlive rows that they name."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from stakeholders.models import OrganisationPage, OrganisationPageFigure

from .conftest import Maker, fresh, publish


def with_a_kind_that_is_gone(page: Any, term: Maker) -> Any:
    """A revision of this page whose kind was deleted since."""
    gone = term("kind", "gone")
    page.kind = gone
    revision = page.save_revision()
    gone.delete()
    return revision


def scheduled(page: Any, minutes: int) -> Any:
    """A revision whose time came so many minutes ago."""
    page.go_live_at = timezone.now() - timedelta(minutes=minutes)
    return page.save_revision(approved_go_live_at=page.go_live_at)


def test_a_draft_whose_kind_is_gone_can_be_edited(
    admin_client: Client, organisation_page: Maker, term: Maker
) -> None:
    page = organisation_page()
    with_a_kind_that_is_gone(page, term)

    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]

    assert form["kind"].value() is None
    assert form["title"].value() == "Library"


@pytest.mark.parametrize("view", ["revisions_revert", "revisions_compare"])
def test_an_old_revision_whose_kind_is_gone_can_be_looked_at(
    admin_client: Client, organisation_page: Maker, term: Maker, view: str
) -> None:
    page = organisation_page()
    revision = with_a_kind_that_is_gone(page, term)
    publish(fresh(page))
    numbers = [revision.pk, "latest"] if view == "revisions_compare" else [revision.pk]

    answer = admin_client.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk, *numbers]))

    assert answer.status_code == 200


def test_publishing_it_says_that_a_kind_is_needed(organisation_page: Maker, term: Maker) -> None:
    page = organisation_page()
    revision = with_a_kind_that_is_gone(page, term)

    with pytest.raises(ValidationError) as refused:
        revision.publish()

    assert list(refused.value.message_dict) == ["kind"]
    assert fresh(page).kind.code == "library"


def test_a_figure_keeps_its_value_without_the_measure_that_is_gone(
    organisation_page: Maker, term: Maker
) -> None:
    page = organisation_page()
    gone, kept = term("measure", "gone"), term("measure", "kept")
    page.figures = [
        OrganisationPageFigure(measure=measure, value=number, source_title="A book")
        for number, measure in enumerate([gone, kept])
    ]
    revision = page.save_revision()
    gone.delete()

    figures = revision.as_object().figures.all()

    assert [(figure.value, figure.measure) for figure in figures] == [(0, None), (1, kept)]


def test_a_publication_that_cannot_be_stops_no_other(
    organisation_page: Maker, term: Maker, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = organisation_page("First"), organisation_page("Second")
    gone = term("kind", "gone")
    first.kind, first.title = gone, "First, new"
    revision = scheduled(first, minutes=9)
    gone.delete()
    second.title = "Second, new"
    scheduled(second, minutes=5)

    with caplog.at_level(logging.ERROR, logger="stakeholders.facts"):
        call_command("publish_scheduled")
        call_command("publish_scheduled")

    titles = OrganisationPage.objects.order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["First", "Second, new"]
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None
    assert PageLogEntry.objects.get(action="wagtail.schedule.cancel").page_id == first.pk
    assert len([one for one in caplog.records if one.name == "stakeholders.facts"]) == 1


def test_what_nobody_looks_at_is_not_published_without_what_is_gone(
    organisation_page: Maker, term: Maker
) -> None:
    page = organisation_page()
    gone = term("measure", "gone")
    page.title = "New"
    page.figures = [OrganisationPageFigure(measure=gone, value=1, source_title="A book")]
    scheduled(page, minutes=5)
    gone.delete()

    call_command("publish_scheduled")

    assert fresh(page).title == "Library"
    assert fresh(page).get_latest_revision_as_object().title == "New"


def test_a_copy_can_be_reverted_when_its_original_is_gone(organisation_page: Maker) -> None:
    page = publish(organisation_page(website="https://a.example/"))
    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=False)
    first = copy.revisions.earliest("pk")
    copy = publish(copy)
    fresh(page).delete()

    reverted = first.as_object()

    assert (reverted.facts_id, reverted.website) == (copy.facts_id, "https://a.example/")
