"""The team adds a calendar, sees how it is, and decides what becomes of its entries."""

from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from events.importing import desk
from events.importing.harvest import harvest, look
from events.importing.harvested import Harvested
from events.importing.source import Source
from events.importing.source_form import SourceForm
from events.pages import EventPage
from tests.events.stage import agenda
from tests.importing.conftest import make_source
from tests.importing.partner import Partner, bring, leads_to, status
from tests.importing.test_busy import stamp_of_all
from tests.importing.writing import entry, file, local

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reach_the_partner(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let form and button ask the partner on this machine; the rest is as in production."""
    monkeypatch.setattr(SourceForm, "look", staticmethod(partial(look, bring=bring)))
    monkeypatch.setattr(desk, "fetch", bring)


def form(address: str, **values: Any) -> dict[str, Any]:
    return {
        "name": "Sample library",
        "address": address,
        "agenda": agenda().pk,
        "time_zone": "Europe/Amsterdam",
        "is_active": "on",
        "website": "",
        "licence": "CC BY 4.0",
        "licence_url": "",
        **values,
    }


def errors_of(response: Any) -> list[str]:
    return [str(error) for error in response.context["form"].errors.get("address", [])]


def test_an_empty_list_says_how_to_begin(admin_client: Client) -> None:
    listed = admin_client.get(reverse("partners_calendars:index")).content.decode()

    assert "No calendar is followed yet." in listed
    assert f'<p><a href="{reverse("partners_calendars:add")}">Add ' in listed


def test_an_address_that_is_a_calendar_is_kept(admin_client: Client, partner: Partner) -> None:
    address = partner.serve(file(entry()))

    response = admin_client.post(reverse("partners_calendars:add"), form(address))

    assert response.status_code == 302
    source = Source.objects.get()
    assert (source.name, source.address, source.licence) == ("Sample library", address, "CC BY 4.0")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/page", "This is a web page, not a calendar."),
        ("/nowhere", "There is nothing at this address (404)."),
        ("/private", "The server wants a sign-in (401)."),
        ("/inside", "“10.0.0.1” lies in a private network"),
        ("/text", "This is no calendar"),
    ],
)
def test_the_form_says_what_else_is_at_an_address_and_keeps_what_was_typed(
    path: str, said: str, admin_client: Client, partner: Partner
) -> None:
    partner.serve("<!DOCTYPE html><html><p>Agenda</p></html>", "/page")
    partner.serve("Hello", "/text")
    partner.answers |= {"/private": status(401), "/inside": leads_to("http://10.0.0.1/")}

    response = admin_client.post(reverse("partners_calendars:add"), form(partner.url(path)))

    assert [error.startswith(said) for error in errors_of(response)] == [True]
    assert partner.url(path) in response.content.decode()
    assert "Sample library" in response.content.decode()
    assert not Source.objects.exists()


def test_an_inactive_calendar_is_not_asked(admin_client: Client, partner: Partner) -> None:
    values = form(partner.url("/nowhere"))
    del values["is_active"]

    admin_client.post(reverse("partners_calendars:add"), values)

    assert (Source.objects.count(), partner.asked) == (1, [])


def test_another_address_is_read_as_a_whole(admin_client: Client, partner: Partner) -> None:
    source = make_source(partner.url("/old"), etag='"1"', failures=3, problem="server")
    address = partner.serve(file(entry()))

    admin_client.post(reverse("partners_calendars:edit", args=[source.pk]), form(address))

    source.refresh_from_db()
    assert (source.address, source.etag, source.failures, source.problem) == (address, "", 0, "")


def test_the_health_says_what_is_wrong_and_what_to_do(
    admin_client: Client, partner: Partner, source: Source
) -> None:
    partner.answers["/calendar.ics"] = status(403)
    address = reverse("partners_calendars:inspect", args=[source.pk])

    admin_client.post(reverse("partners_calendars:read", args=[source.pk]))
    html = admin_client.get(address).content.decode()

    assert "The server wants a sign-in (403). Ask the partner" in html
    assert "Failures in a row" in html
    listed = admin_client.get(reverse("partners_calendars:index")).content.decode()
    assert "The server wants a sign-in (403)." in listed


def test_the_health_names_entries_that_were_not_taken(
    admin_client: Client, partner: Partner, source: Source
) -> None:
    partner.serve(file(entry("a", "Every hour", RRULE="FREQ=HOURLY"), entry("b")))

    admin_client.post(reverse("partners_calendars:read", args=[source.pk]))
    html = admin_client.get(
        reverse("partners_calendars:inspect", args=[source.pk])
    ).content.decode()

    assert "<b>Every hour</b>: It repeats more often than daily" in html


def test_a_calendar_is_not_read_by_a_link(admin_client: Client, source: Source) -> None:
    response = admin_client.get(reverse("partners_calendars:read", args=[source.pk]))

    assert response.status_code == 405


def waiting(client: Client) -> str:
    return client.get(reverse("partners_entries:index")).content.decode()


def decide(client: Client, action: str, **values: Any) -> Any:
    seen = Harvested.objects.filter(pk=values.get("entry")).first()
    told = {"stamp": seen.stamp if seen else stamp_of_all(values["source"])}
    return client.post(reverse("partners_entries:decide"), {"action": action, **told, **values})


@pytest.fixture
def read(partner: Partner, source: Source) -> Any:
    def reading(*entries: str) -> None:
        partner.serve(file(*entries))
        source.refresh_from_db()
        assert harvest(source, bring=bring).is_good

    return reading


def test_a_new_entry_waits_and_is_published_by_one_click(admin_client: Client, read: Any) -> None:
    read(entry(DESCRIPTION="<b>Come</b> along", LOCATION="Hall"))

    html = waiting(admin_client)
    assert "Open day" in html
    assert "Come along" in html
    assert f'id="entry-{Harvested.objects.get().pk}-section"' in html
    assert "3 February 2027, 20:00 – 22:00 (Europe/Amsterdam)" in html
    decide(admin_client, "accept", entry=Harvested.objects.get().pk)

    assert EventPage.objects.get().live
    assert "Nothing waits" in waiting(admin_client)


def test_an_entry_may_become_a_draft(admin_client: Client, read: Any) -> None:
    read(entry())

    decide(admin_client, "draft", entry=Harvested.objects.get().pk)

    page = EventPage.objects.get()
    assert (page.live, page.facts) == (False, None)


def test_what_is_refused_is_not_asked_again(admin_client: Client, read: Any) -> None:
    read(entry())
    decide(admin_client, "refuse", entry=Harvested.objects.get().pk)

    read(entry(title="Open day, new"))

    assert Harvested.objects.get().state == "refused"
    assert "Nothing waits" in waiting(admin_client)


def test_a_change_is_shown_beside_what_the_page_says(admin_client: Client, read: Any) -> None:
    read(entry())
    decide(admin_client, "accept", entry=Harvested.objects.get().pk)
    read(entry(title="Open evening"))

    html = waiting(admin_client)

    assert "<del>Open day</del>" in html
    assert "<ins>Open evening</ins>" in html


def test_what_is_kept_by_hand_is_marked(admin_client: Client, read: Any) -> None:
    read(entry())
    decide(admin_client, "accept", entry=Harvested.objects.get().pk)
    page: Any = EventPage.objects.get()
    page.title = "Our own title"
    page.save_revision().publish()
    read(entry(title="Open evening", DTEND=local("20270203T230000")))

    html = waiting(admin_client)
    decide(admin_client, "accept", entry=Harvested.objects.get().pk)

    assert "kept: somebody changed it here by hand" in html
    page.refresh_from_db()
    assert (page.title, page.facts.ends_at.hour) == ("Our own title", 22)


def test_all_of_a_calendar_are_accepted_but_the_questions(admin_client: Client, read: Any) -> None:
    read(entry("a", "Reading hour"), entry("b", "Open day"), entry("c", "Book fair"))
    Harvested.objects.filter(uid="c").update(state="duplicate")

    decide(admin_client, "accept-all", source=Source.objects.get().pk)

    titles = EventPage.objects.order_by("title").values_list("title", flat=True)
    assert list(titles) == ["Open day", "Reading hour"]
    assert Harvested.objects.waiting().get().uid == "c"


def test_one_entry_that_cannot_be_shown_leaves_the_others(admin_client: Client, read: Any) -> None:
    read(entry("a", "Reading hour", RDATE=local("20270310T200000")), entry("b", "Open day"))
    row = Harvested.objects.get(uid="a")
    row.content["dates"][0]["starts"] = "1-01-01T00:00"
    row.save()

    assert "It could not be taken over: ValueError" in waiting(admin_client)
    assert decide(admin_client, "accept", entry=row.pk).status_code == 302
    decide(admin_client, "accept-all", source=row.source.pk)

    assert EventPage.objects.get().title == "Open day"
    assert Harvested.objects.waiting().get() == row


def test_who_may_not_publish_below_the_agenda_decides_nothing(
    client: Client, django_user_model: Any, read: Any
) -> None:
    read(entry())
    group = Group.objects.create(name="Readers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = django_user_model.objects.create_user("reader", "reader@sample.example", "x")
    user.groups.add(group)
    client.force_login(user)

    response = decide(client, "accept", entry=Harvested.objects.get().pk)

    assert response.status_code == 302
    assert not EventPage.objects.exists()
    assert client.get(reverse("partners_entries:index")).status_code != 200
    source = Source.objects.get()
    read_now = client.post(reverse("partners_calendars:read", args=[source.pk]))
    assert "Open day" not in read_now.content.decode()
    assert read_now.url == reverse("wagtailadmin_home")
