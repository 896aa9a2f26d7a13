"""Signing up by the form, as a visitor's browser does."""

import re
from datetime import date

import pytest
from django.core import mail, signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events import sign_up
from events.busy import Busy
from events.occurrence import Occurrence
from events.page_items import EventPageChangedDate
from events.registration import Registration
from tests.events import making
from tests.events.stage import event_page

pytestmark = pytest.mark.django_db

State = Registration.State


@pytest.fixture
def occurrence() -> Occurrence:
    made = making.occurrence(capacity=3)
    making.page(made, title="Round table")
    return made


def _address(occurrence: Occurrence) -> str:
    return f"/en/register/{occurrence.event.public_id}/"


def _fields(**fields: object) -> dict[str, object]:
    return {"name": "Sam Sample", "email": "sam@sample.example", "consent": "on", **fields}


def _body(response) -> str:
    """The page without what differs on each request."""
    return re.sub(r'value="[^"]{60,}"', "", response.content.decode())


def test_three_fields_are_enough(occurrence: Occurrence, client: Client) -> None:
    response = client.post(_address(occurrence), _fields(), follow=False)

    made = Registration.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"{_address(occurrence)}{occurrence.code}/sent/"
    assert (made.name, made.seats, made.state) == ("Sam Sample", 1, State.HELD)
    assert (made.consent_version, made.consent_language) == ("1", "en")


def test_an_address_is_known_in_any_case_of_letters(occurrence: Occurrence, client: Client) -> None:
    for email in ("sam@sample.example", " SAM@Sample.example "):
        client.post(_address(occurrence), _fields(email=email))

    assert list(Registration.objects.values_list("email", flat=True)) == ["sam@sample.example"]


def test_new_known_and_registered_get_the_same_answer(
    occurrence: Occurrence, client: Client
) -> None:
    making.registration(occurrence, "held@sample.example")
    making.confirmed(occurrence, "registered@sample.example")
    answers = []

    for email in ("new@sample.example", "held@sample.example", "registered@sample.example"):
        response = client.post(_address(occurrence), _fields(email=email))
        page = client.get(response["Location"])
        answers.append((response.status_code, response["Location"], _body(page)))

    assert answers[0] == answers[1] == answers[2]


def test_new_and_known_addresses_are_the_same_work(client: Client) -> None:
    occurrence = making.occurrence(capacity=9)
    making.page(occurrence)
    making.confirmed(occurrence, "registered@sample.example")
    client.post(_address(occurrence), _fields(email="before@sample.example"))
    counts = {}

    for email in ("new@sample.example", "registered@sample.example"):
        with CaptureQueriesContext(connection) as queries:
            client.post(_address(occurrence), _fields(email=email))
        counts[email] = len([one for one in queries if "SAVEPOINT" not in one["sql"]])

    new, known = counts.values()
    assert abs(new - known) <= 2
    assert Registration.objects.count() == 3


@pytest.mark.parametrize("email", ["registered@sample.example", "new@sample.example"])
def test_full_is_full_for_everybody(email: str, client: Client) -> None:
    occurrence = making.occurrence(capacity=1, has_waiting_list=False)
    making.page(occurrence)
    making.confirmed(occurrence, "registered@sample.example")

    response = client.post(_address(occurrence), _fields(email=email))

    assert response.status_code == 409
    assert "Nothing was booked." in response.content.decode()


def test_errors_keep_what_was_typed(occurrence: Occurrence, client: Client) -> None:
    fields = _fields(email="no address", organisation="Sample <b>library</b>", seats="2")

    response = client.post(_address(occurrence), fields)

    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="Sample &lt;b&gt;library&lt;/b&gt;"' in text
    assert 'value="no address"' in text
    assert 'href="#id_email"' in text
    assert 'aria-invalid="true"' in text
    assert not Registration.objects.exists()


def test_an_address_longer_than_the_database_keeps_is_refused_at_its_field(
    occurrence: Occurrence, client: Client
) -> None:
    response = client.post(_address(occurrence), _fields(email=f"{'a' * 250}@sample.example"))

    assert response.status_code == 422
    assert "254" in response.content.decode()


def test_without_consent_nothing_is_kept(occurrence: Occurrence, client: Client) -> None:
    fields = _fields()
    del fields["consent"]

    response = client.post(_address(occurrence), fields)

    assert response.status_code == 422
    assert not Registration.objects.exists()


def test_who_fills_in_the_hidden_field_is_asked_again(
    occurrence: Occurrence, client: Client
) -> None:
    response = client.post(_address(occurrence), _fields(subject="cheap watches"))

    assert response.status_code == 422
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "started",
    ["made up", signing.dumps(0, salt="another")],
    ids=["made up", "of another form"],
)
def test_a_forged_stamp_is_refused(started: str, occurrence: Occurrence, client: Client) -> None:
    response = client.post(_address(occurrence), _fields(started=started))

    assert response.status_code == 422


def test_too_busy_says_that_nothing_was_booked(
    occurrence: Occurrence, client: Client, monkeypatch
) -> None:
    def _busy(*_arguments: object) -> None:
        raise Busy

    monkeypatch.setattr(sign_up, "in_one_go", _busy)

    response = client.post(_address(occurrence), _fields())

    assert response.status_code == 503
    assert "Nothing was booked." in response.content.decode()


def test_sessions_that_overlap_are_named(client: Client) -> None:
    occurrence = making.occurrence()
    one, other = making.session(occurrence), making.session(occurrence, hour=0.5)
    making.page(occurrence)

    response = client.post(_address(occurrence), _fields(sessions=[str(one.key), str(other.key)]))

    assert response.status_code == 422
    assert "overlap. Choose one of them." in response.content.decode()


def test_sessions_are_kept(client: Client) -> None:
    occurrence = making.occurrence()
    one, other = making.session(occurrence), making.session(occurrence, hour=1)
    making.page(occurrence)

    client.post(_address(occurrence), _fields(sessions=[str(one.key), str(other.key)]))

    assert list(Registration.objects.get().sessions.all()) == [one, other]


def test_several_dates_are_offered_to_choose(occurrence: Occurrence, client: Client) -> None:
    other = making.another_date(occurrence, days=7)

    response = client.get(_address(occurrence))

    text = response.content.decode()
    assert f"{_address(occurrence)}{occurrence.code}/" in text
    assert f"{_address(occurrence)}{other.code}/" in text


@pytest.mark.parametrize(
    "facts",
    [{"is_registration_needed": False}, {}],
    ids=["no sign-up needed", "no page"],
)
def test_there_is_no_form_where_nobody_signs_up(facts: dict, client: Client) -> None:
    occurrence = making.occurrence(**facts)
    if facts:
        making.page(occurrence)

    assert client.get(_address(occurrence)).status_code == 404


def test_a_draft_has_no_form(occurrence: Occurrence, client: Client) -> None:
    occurrence.event.pages.get().unpublish()

    assert client.get(_address(occurrence)).status_code == 404


def test_the_form_needs_the_csrf_token(occurrence: Occurrence) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(_address(occurrence), _fields())

    assert response.status_code == 403


def test_queries_do_not_grow_with_registrations(client: Client) -> None:
    counts = []
    for already in (1, 3):
        occurrence = making.occurrence(capacity=50)
        making.page(occurrence, title=f"Round table {already}")
        for _number in range(already):
            making.confirmed(occurrence)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.post(_address(occurrence), _fields(email=f"p{already}@sample.example"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_letters_leave_only_after_the_form_is_taken(
    occurrence: Occurrence, client: Client, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client.post(_address(occurrence), _fields())

    (message,) = mail.outbox
    assert message.to == ["sam@sample.example"]


def test_a_date_with_a_title_of_its_own_is_called_so(client: Client) -> None:
    change = EventPageChangedDate(kind="changed", on=date(2027, 2, 10), title="With a guest")
    page = event_page(
        "Round table",
        recurrence="FREQ=WEEKLY;COUNT=2",
        is_registration_needed=True,
        changed_dates=[change],
    )

    html = client.get(f"/en/register/{page.facts.public_id}/20270210T2000/").content.decode()

    assert "<title>Sign up: With a guest" in html
    assert ">With a guest</bdi></a></p>" in html


def test_from_one_date_of_a_series_one_comes_back_to_it(client: Client) -> None:
    page = event_page(recurrence="FREQ=WEEKLY;COUNT=2", is_registration_needed=True)

    html = client.get(f"/en/register/{page.facts.public_id}/20270210T2000/").content.decode()

    assert html.count(f'href="{page.url}?date=20270210T2000"') == 2
