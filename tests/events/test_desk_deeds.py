"""Deeds of the team in the admin: by hand, move, swap, merge, and many at once."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from wagtail.models import ModelLogEntry

from events.event_facts import EventFacts
from events.outbox import Kind
from events.registration import Registration
from events.role import EventRole
from tests.events import making

pytestmark = pytest.mark.django_db

State = Registration.State
BULK = "/admin/bulk/events/registration"


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("boss", "boss@sample.example", "x"))
    return client


@pytest.fixture
def viewer(client: Client) -> Client:
    """Somebody who sees names and may change nothing."""
    user = User.objects.create_user("viewer", "viewer@sample.example", "x")
    names = ["access_admin", "view_registration"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


def traces() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


def entered(client: Client, occurrence: object, **typed: str) -> int:
    where = f"/admin/events/desk/{occurrence.event_id}/enter/?occurrence={occurrence.pk}"
    return client.post(where, {"name": "Ada Sample", "language": "en", **typed}).status_code


def test_the_team_is_asked_for_a_name_not_for_its_own(admin: Client) -> None:
    where = f"/admin/events/desk/{making.occurrence().event_id}/enter/"

    assert admin.get(where).context["form"]["name"].label == "Name"


def test_the_team_registers_somebody_whose_address_it_knows(admin: Client) -> None:
    occurrence = making.occurrence(capacity=1)

    status = entered(admin, occurrence, email="Ada@sample.example", address_is_known="on")

    made = Registration.objects.get()
    assert (status, made.email, made.state) == (302, "ada@sample.example", State.CONFIRMED)
    assert list(made.letters.values_list("kind", flat=True)) == [Kind.REGISTERED]
    assert "events.enter_registration" in traces()


def test_somebody_without_an_address_has_a_seat_and_no_letter(admin: Client) -> None:
    occurrence = making.occurrence(capacity=1)

    entered(admin, occurrence)

    made = Registration.objects.get()
    assert (made.state, made.email, made.letters.count()) == (State.CONFIRMED, "", 0)


@pytest.mark.parametrize(
    ("if_full", "status", "state"),
    [("stop", 422, None), ("wait", 302, State.WAITING), ("beyond", 302, State.CONFIRMED)],
)
def test_the_team_says_what_to_do_if_no_seat_is_left(
    if_full: str, status: int, state: str | None, admin: Client
) -> None:
    occurrence = making.occurrence(capacity=1)
    making.confirmed(occurrence)

    answer = entered(admin, occurrence, if_full=if_full)

    made = Registration.objects.filter(name="Ada Sample").first()
    assert (answer, made and made.state) == (status, state)


def test_an_address_that_is_registered_is_shown_and_not_registered_twice(admin: Client) -> None:
    occurrence = making.occurrence()
    making.confirmed(occurrence, "ada@sample.example")

    status = entered(admin, occurrence, email="ada@sample.example", address_is_known="on")

    assert (status, Registration.objects.count()) == (422, 1)


def test_what_can_be_done_with_somebody_stands_on_their_page(admin: Client) -> None:
    occurrence = making.occurrence()
    made, asks = making.confirmed(occurrence), making.confirmed(occurrence)
    Registration.objects.filter(pk=asks.pk).update(state=State.REQUESTED)
    inspect = "/admin/snippets/events/registration/inspect"

    pages = [admin.get(f"{inspect}/{one.pk}/").content.decode() for one in (made, asks)]

    for deed in ("cancel", "move", "send_link"):
        assert [f"{BULK}/{deed}/?id=" in html for html in pages] == [True, True]
    for deed in ("approve", "decline"):
        assert [f"{BULK}/{deed}/?id=" in html for html in pages] == [False, True]


def test_a_pair_that_is_refused_says_why_and_keeps_what_was_chosen(admin: Client) -> None:
    occurrence = making.occurrence()
    kept, gone = making.registration(occurrence), making.confirmed(occurrence)

    response = admin.post(f"/admin/events/registration/{kept.pk}/merge/", {"other": gone.pk})

    assert response.status_code == 422
    assert "Keep the one whose address is confirmed." in response.content.decode()


def test_a_swap_keeps_its_reason_as_a_note_on_both(admin: Client) -> None:
    occurrence = making.occurrence(capacity=1)
    seated, waits = making.confirmed(occurrence), making.confirmed(occurrence)
    typed = {"other": waits.pk, "reason": "She speaks in the opening"}

    admin.post(f"/admin/events/registration/{seated.pk}/swap/", typed)

    waits.refresh_from_db()
    assert waits.state == State.CONFIRMED
    for one in (seated, waits):
        assert one.notes.get().text == "She speaks in the opening"


def test_only_those_with_another_place_are_offered_to_swap_with(admin: Client) -> None:
    here = making.occurrence(capacity=2)
    one, _same, waits = (making.confirmed(here) for _number in range(3))
    elsewhere = making.confirmed(making.another_date(here, days=7))

    form = admin.get(f"/admin/events/registration/{one.pk}/swap/").context["form"]

    assert set(form.fields["other"].queryset) == {waits, elsewhere}


def test_nobody_is_moved_to_the_date_they_have(admin: Client) -> None:
    here = making.occurrence()
    there, made = making.another_date(here, days=7), making.confirmed(here)

    form = admin.get(f"{BULK}/move/?id={made.pk}&next=/admin/").context["form"]

    assert list(form.fields["to"].queryset) == [there]


def test_where_there_is_no_other_date_the_way_to_one_is_offered(admin: Client) -> None:
    here = making.occurrence()
    page, made = making.page(here), making.confirmed(here)

    html = admin.get(f"{BULK}/move/?id={made.pk}&next=/admin/").content.decode()

    assert "The event has no other date that is still to come." in html
    assert f'href="/admin/pages/{page.pk}/edit/"' in html
    assert 'name="to"' not in html


def test_two_registrations_are_merged_and_the_log_names_nobody(admin: Client) -> None:
    occurrence = making.occurrence()
    kept = making.confirmed(occurrence, name="Ada Sample")
    gone = making.confirmed(occurrence, name="Ada S.")

    admin.post(f"/admin/events/registration/{kept.pk}/merge/", {"other": gone.pk})

    gone.refresh_from_db()
    entries = ModelLogEntry.objects.filter(action="events.merge_registrations")
    assert (gone.state, entries.count()) == (State.CANCELLED, 2)
    assert not any("Ada" in f"{entry.label}{entry.data}" for entry in entries)


@pytest.mark.parametrize("deed", ["swap", "merge"])
def test_who_may_only_look_changes_no_pair(deed: str, viewer: Client) -> None:
    here = making.occurrence()
    made = making.confirmed(here)
    other = making.confirmed(making.another_date(here, days=7) if deed == "swap" else here)
    typed = {"other": other.pk, "reason": "x"}

    response = viewer.post(f"/admin/events/registration/{made.pk}/{deed}/", typed)

    made.refresh_from_db()
    other.refresh_from_db()
    assert response.status_code in {302, 403}
    assert {made.state, other.state} == {State.CONFIRMED}
    assert made.occurrence == here


@pytest.mark.parametrize(
    "action", ["cancel", "approve", "decline", "move", "confirm_address", "send_link"]
)
def test_who_may_only_look_does_nothing_with_many(action: str, viewer: Client) -> None:
    made = making.registration(making.occurrence())
    before = made.letters.count()

    response = viewer.post(f"{BULK}/{action}/?id={made.pk}")

    made.refresh_from_db()
    assert response.status_code in {302, 403}
    assert (made.state, made.letters.count(), traces()) == (State.HELD, before, [])


def test_requests_are_approved_and_declined(admin: Client) -> None:
    occurrence = making.occurrence(admission=EventFacts.Admission.ON_APPROVAL)
    yes, no = making.confirmed(occurrence), making.confirmed(occurrence)

    admin.post(f"{BULK}/approve/?id={yes.pk}")
    admin.post(f"{BULK}/decline/?id={no.pk}")

    yes.refresh_from_db()
    no.refresh_from_db()
    assert (yes.state, no.state) == (State.CONFIRMED, State.DECLINED)


def test_addresses_that_the_team_knows_are_confirmed(admin: Client) -> None:
    made = making.registration(making.occurrence())

    admin.post(f"{BULK}/confirm_address/?id={made.pk}")

    made.refresh_from_db()
    assert (made.state, made.is_address_confirmed) == (State.CONFIRMED, True)


def test_the_own_link_is_sent_again(admin: Client) -> None:
    occurrence = making.occurrence()
    known, unknown = making.confirmed(occurrence), making.registration(occurrence)

    admin.post(f"{BULK}/send_link/?id={known.pk}&id={unknown.pk}")

    assert known.letters.filter(kind=Kind.OWN_LINK).count() == 1
    assert unknown.letters.filter(kind=Kind.CONFIRM).count() == 2


def test_many_are_moved_and_who_finds_no_seat_stays(admin: Client) -> None:
    here = making.occurrence(capacity=2)
    there = making.another_date(here, days=7)
    making.confirmed(there)
    first, second = making.confirmed(here), making.confirmed(here)
    ticked = f"id={first.pk}&id={second.pk}"

    shown = admin.get(f"{BULK}/move/?{ticked}").content.decode()
    response = admin.post(f"{BULK}/move/?{ticked}", {"to": there.pk}, follow=True)

    first.refresh_from_db()
    second.refresh_from_db()
    assert f'<option value="{there.pk}">' in shown
    assert [first.occurrence, second.occurrence] == [there, here]
    assert "There are not enough seats." in response.content.decode()


def test_all_means_all_that_the_list_shows(admin: Client) -> None:
    mine, other = making.occurrence(), making.occurrence()
    leaving, staying = making.confirmed(mine), making.confirmed(other)
    shown = f"/admin/snippets/events/registration/?event={mine.event_id}"

    admin.post(f"{BULK}/cancel/", {}, QUERY_STRING=f"id=all&next={shown.replace('?', '%3F')}")

    leaving.refresh_from_db()
    staying.refresh_from_db()
    assert (leaving.state, staying.state) == (State.CANCELLED, State.CONFIRMED)


def test_who_is_in_charge_does_nothing_at_other_events(client: Client) -> None:
    mine, other = making.occurrence(), making.occurrence()
    leaving, staying = making.confirmed(mine), making.confirmed(other)
    user = User.objects.create_user("lead", "lead@sample.example", "x")
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    EventRole.objects.create(event=mine.event, user=user, kind=EventRole.Kind.LEAD)
    client.force_login(user)

    client.post(f"{BULK}/cancel/?id={leaving.pk}&id={staying.pk}")

    leaving.refresh_from_db()
    staying.refresh_from_db()
    assert (leaving.state, staying.state) == (State.CANCELLED, State.CONFIRMED)


def test_who_is_in_charge_reads_no_names_of_other_events(client: Client) -> None:
    mine, other = making.occurrence(), making.occurrence()
    leaving, hidden = making.confirmed(mine, name="Ada"), making.confirmed(other, name="Secret")
    lead = User.objects.create_user("lead", "lead@sample.example", "x")
    lead.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    EventRole.objects.create(event=mine.event, user=lead, kind=EventRole.Kind.LEAD)
    client.force_login(lead)

    shown = client.get(f"{BULK}/cancel/?id={leaving.pk}&id={hidden.pk}").content.decode()

    assert ("Ada" in shown, "Secret" in shown) == (True, False)


@pytest.mark.parametrize("model", ["registration", "letter", "contribution"])
def test_no_chooser_shows_people_to_whoever_may_use_the_admin(model: str, admin: Client) -> None:
    made = making.confirmed(making.occurrence(), name="Secret")

    for step in ("", "results/", f"chosen/{made.pk}/", f"chosen-multiple/?id={made.pk}", "create/"):
        answer = admin.get(f"/admin/snippets/choose/events/{model}/{step}", follow=True)
        assert answer.status_code == 404
