"""The team's desk in the admin: lists, exports, cancelling, letters that failed."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from events.clock import on_the_wall
from events.desk.told import title_of
from events.note import write_note
from events.outbox import Letter
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db

LIST = "/admin/snippets/events/registration/"
CANCEL = "/admin/bulk/events/registration/cancel/"


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("boss", "boss@sample.example", "x"))
    return client


def _member(client: Client, *codenames: str) -> Client:
    """Somebody of the team with these permissions and no others."""
    user = User.objects.create_user("member", "member@sample.example", "x")
    chosen = Permission.objects.filter(codename__in=["access_admin", *codenames])
    user.user_permissions.set(chosen)
    client.force_login(user)
    return client


def test_the_list_is_searched_and_filtered(admin: Client) -> None:
    occurrence, other = making.occurrence(), making.occurrence()
    making.confirmed(occurrence, name="Ada Sample")
    making.confirmed(other, name="Bo Sample")

    found = admin.get(LIST, {"q": "Ada"}).content.decode()
    filtered = admin.get(LIST, {"event": other.event.pk}).content.decode()

    assert ("Ada Sample" in found, "Bo Sample" in found) == (True, False)
    assert ("Ada Sample" in filtered, "Bo Sample" in filtered) == (False, True)


def test_the_list_asks_as_often_for_three_as_for_one(admin: Client) -> None:
    counts = []
    for already in (1, 2):
        for _number in range(already):
            occurrence = making.occurrence()
            making.page(occurrence, title=f"Table {Registration.objects.count()}")
            making.confirmed(occurrence)
        admin.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            admin.get(LIST)
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("deed", ["add/", "edit/{pk}/", "delete/{pk}/"])
def test_nobody_adds_edits_or_deletes_by_a_form(deed: str, admin: Client) -> None:
    made = making.confirmed(making.occurrence())

    response = admin.post(LIST + deed.format(pk=made.pk), {"seats": "9"})

    made.refresh_from_db()
    assert response.status_code in {302, 403, 404}
    assert (made.seats, Registration.objects.count()) == (1, 1)


def test_a_registration_can_be_looked_into(admin: Client) -> None:
    made = making.confirmed(making.occurrence(), organisation="Sample library")

    response = admin.get(f"{LIST}inspect/{made.pk}/")

    assert "Sample library" in response.content.decode()
    told = {str(one["label"]): one["value"] for one in response.context["fields"]}
    assert (told["Language"], told["Left"], told["Sector"]) == ("English", "", "")


def test_a_registration_names_its_date_in_words(admin: Client) -> None:
    made = making.confirmed(making.occurrence())

    html = admin.get(f"{LIST}inspect/{made.pk}/").content.decode()

    wall = on_the_wall(made.occurrence.starts_at, made.occurrence.event.zone)
    assert date_format(wall, "DATETIME_FORMAT") in html
    assert made.occurrence.code not in html


def test_cancelling_many_gives_their_seats_to_who_waits(admin: Client) -> None:
    occurrence = making.occurrence(capacity=2)
    leaving = [making.confirmed(occurrence), making.confirmed(occurrence)]
    waiting = making.confirmed(occurrence)
    query = "&".join(f"id={one.pk}" for one in leaving)

    shown = admin.get(f"{CANCEL}?{query}")
    response = admin.post(f"{CANCEL}?{query}")

    waiting.refresh_from_db()
    assert (shown.status_code, response.status_code) == (200, 302)
    assert waiting.state == Registration.State.CONFIRMED
    assert ModelLogEntry.objects.filter(action="events.cancel_registration").count() == 2


def test_cancelling_needs_its_permission(client: Client) -> None:
    made = making.confirmed(making.occurrence())
    member = _member(client, "view_registration")

    member.post(f"{CANCEL}?id={made.pk}")

    made.refresh_from_db()
    assert made.state == Registration.State.CONFIRMED


def test_exporting_needs_its_permission(client: Client) -> None:
    making.confirmed(making.occurrence())
    member = _member(client, "view_registration")

    response = member.get(LIST, {"export": "csv"})

    assert response.status_code in {302, 403}
    assert "text/csv" not in response["Content-Type"]
    assert "export=csv" not in member.get(LIST).content.decode()


def test_who_may_not_see_names_sees_none(client: Client) -> None:
    making.confirmed(making.occurrence(), name="Ada Sample")
    member = _member(client, "view_event", "change_event")

    response = member.get(LIST)

    assert "Ada Sample" not in response.content.decode()


def test_a_csv_is_safe_and_says_who_took_it(admin: Client) -> None:
    occurrence = making.occurrence()
    making.page(occurrence, title="Ronde tafel 圆桌")
    making.confirmed(occurrence, name="=cmd|' /C calc'!A0", organisation="+31 6 1234")

    response = admin.get(LIST, {"export": "csv"})

    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeffEvent,When,State,Name")
    assert ",'=cmd|' /C calc'!A0," in text
    assert ",'+31 6 1234," in text
    assert "圆桌" in text
    assert ModelLogEntry.objects.get(action="events.export_registrations").user.username == "boss"


def test_a_workbook_holds_text_and_no_formula(admin: Client) -> None:
    making.confirmed(making.occurrence(), name="=1+1")

    response = admin.get(LIST, {"export": "xlsx"})

    sheet = load_workbook(BytesIO(response.getvalue())).active
    names = [row[3] for row in sheet.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in names] == [("=1+1", "s")]


def test_a_failed_letter_is_seen_and_sent_again(admin: Client) -> None:
    making.confirmed(making.occurrence())
    Letter.objects.filter(kind="registered").update(state=Letter.State.FAILED, attempts=7)
    letter = Letter.objects.failed().get()

    home = admin.get(reverse("wagtailadmin_home")).content.decode()
    listed = admin.get(reverse("wagtailsnippets_events_letter:list")).content.decode()
    admin.post(f"/admin/bulk/events/letter/send_again/?id={letter.pk}")

    letter.refresh_from_db()
    assert "1 letter could not be sent" in home
    assert "is registered" in listed.partition("<tbody")[2]
    assert (letter.state, letter.attempts) == (Letter.State.WAITING, 0)


def test_the_letters_of_an_event_stand_under_its_title(admin: Client) -> None:
    event = making.confirmed(making.occurrence()).occurrence.event
    letters = reverse("wagtailsnippets_events_letter:list")

    told = admin.get(letters, {"event": event.pk}).context["active_filters"]

    assert [one.value for one in told] == [title_of(event)]


def test_an_events_page_leads_to_its_registrations(admin: Client) -> None:
    occurrence = making.occurrence()
    page = making.page(occurrence)

    text = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert f"{LIST}?event={occurrence.event.pk}" in text


def test_the_export_tells_which_sessions_somebody_chose(admin: Client) -> None:
    occurrence = making.occurrence(starts_at=datetime(2027, 2, 3, 19, tzinfo=UTC))
    session = making.session(occurrence, capacity=5)
    making.page(occurrence)
    making.confirmed(occurrence, sessions=[session])

    response = admin.get(LIST, {"export": "csv"})

    text = b"".join(response.streaming_content).decode()
    assert ",Seats,Sessions," in text
    assert ",Session 1 (Wednesday 20:00–21:00)," in text


def test_an_event_whose_page_is_gone_is_named_so_in_the_list(admin: Client) -> None:
    made = making.confirmed(making.occurrence())

    html = admin.get(LIST).content.decode()

    assert "(without a page)" in html
    assert str(made.occurrence.event.public_id) not in html


def test_what_waits_leads_to_the_desk_and_to_names_for_who_may_see_them(admin: Client) -> None:
    occurrence = making.occurrence(capacity=1)
    making.page(occurrence)
    for name in ("first", "second"):
        making.registration(occurrence, email=f"{name}@sample.example")
    desk = f"/admin/events/desk/{occurrence.event_id}/"
    told = f'<a href="{desk}">Round table: 1 registration waits for a seat</a>'
    names = f"{LIST}?event={occurrence.event_id}&amp;state=waiting"
    member = _member(Client(), "change_page")

    seen = [who.get("/admin/").content.decode() for who in (admin, member)]
    led = [who.get(desk).content.decode() for who in (admin, member)]

    assert [told in html for html in seen] == [True, True]
    assert [names in html for html in led] == [True, False]


@pytest.mark.parametrize("ordering", ["name", "organisation", "seats", "occurrence__starts_at"])
def test_the_list_is_sorted_by_its_columns(ordering: str, admin: Client) -> None:
    first = making.occurrence()
    later = making.another_date(first, days=7)
    making.confirmed(later, name="Bo Sample", organisation="Z", seats=2)
    making.confirmed(first, name="Ada Sample", organisation="A", seats=1)

    up = admin.get(LIST, {"ordering": ordering}).content.decode()
    down = admin.get(LIST, {"ordering": f"-{ordering}"}).content.decode()

    ahead = [html.index("Ada Sample") < html.index("Bo Sample") for html in (up, down)]
    assert ahead == [True, False]


@pytest.mark.parametrize("name", ["occurrence", "session", "sector", "language", "has_notes"])
def test_the_list_is_filtered_by_what_tells_people_apart(name: str, admin: Client) -> None:
    occurrence = making.occurrence()
    session = making.session(occurrence)
    sector = making.sector()
    there = making.another_date(occurrence, days=7)
    mine = making.confirmed(
        occurrence, name="Ada Sample", sessions=[session], sector=sector, language="nl"
    )
    making.confirmed(there, name="Bo Sample")
    write_note(mine, "rang")
    values = {
        "occurrence": occurrence.pk,
        "session": session.pk,
        "sector": sector.pk,
        "language": "nl",
        "has_notes": "true",
    }

    html = admin.get(LIST, {"event": occurrence.event_id, name: values[name]}).content.decode()

    assert ("Ada Sample" in html, "Bo Sample" in html) == (True, False)
