"""What a reading on demand tells; and agendas that a calendar needs stay."""

from functools import partial

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from events.importing import desk
from events.importing.accepting import accept
from events.importing.source import Source
from events.models import AgendaPage
from tests.events.stage import fresh, root
from tests.importing.partner import Partner, bring
from tests.importing.test_decisions import FAIR, of
from tests.importing.test_taking_over import hear
from tests.importing.writing import entry, file

pytestmark = pytest.mark.django_db


def test_what_is_missing_is_nothing_new(
    admin_client: Client, partner: Partner, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "fetch", bring)
    hear(source, entry("a"), FAIR)
    accept(of("a"))
    partner.serve(file(FAIR))
    read = partial(admin_client.post, reverse("partners_calendars:read", args=[source.pk]))
    read()

    answer = read()

    assert [str(one.message).strip() for one in get_messages(answer.wsgi_request)][-1] == (
        "Read well. New or changed: 0, gone: 1, not taken: 0."
    )


# Agendas


@pytest.fixture
def above(source: Source) -> Page:
    """A page above the agenda of the source."""
    section = root().add_child(instance=Page(title="Section", slug="section"))
    source.agenda.move(section, pos="last-child")
    return fresh(section)


NEEDED = "The calendar “Sample school” needs “Agenda”. Choose another agenda for it first."


@pytest.mark.usefixtures("above")
@pytest.mark.parametrize("title", ["Agenda", "Section"])
def test_an_agenda_that_a_calendar_needs_is_not_deleted(admin_client: Client, title: str) -> None:
    page = Page.objects.get(title=title)

    answer = admin_client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert [str(one.message).strip() for one in get_messages(answer.wsgi_request)] == [NEEDED]
    assert AgendaPage.objects.exists()


def test_nor_is_what_is_above_it_among_many(admin_client: Client, above: Page) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    answer = admin_client.post(f"{address}?id={above.pk}")

    assert [str(one.message).strip() for one in get_messages(answer.wsgi_request)] == [NEEDED]
    assert AgendaPage.objects.exists()
