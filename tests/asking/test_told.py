"""Answers told to the team and to who gave them, in the language of who reads."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from events.asking.told import Teller, answers_of
from events.models import Answer, EventPage, Registration
from tests.asking import making
from tests.asking.making import name, question
from tests.events.stage import fresh, publish, translated

pytestmark = pytest.mark.django_db

CHOICES = (("yes", "Yes"), ("no", "No"))


@pytest.fixture
def page(client: Client) -> EventPage:
    made = making.page(
        question("stay", "choice", choices=CHOICES),
        question("food", "diet", label=""),
        question("birthday", "date"),
        question("photos", "consent"),
    )
    client.post(
        making.address(made),
        making.fields(
            **{
                name("stay"): "yes",
                name("food"): ["vegan", "halal"],
                f"{name('food')}_more": "no apples",
                name("birthday"): "2000-02-29",
                name("photos"): "on",
            }
        ),
    )
    return made


def _told() -> list[tuple[str, str]]:
    return [(one.label, one.value) for one in answers_of(Registration.objects.get())]


def test_answers_are_told_in_the_order_of_the_questions(page: EventPage) -> None:
    assert _told() == [
        ("What about stay?", "Yes"),
        ("What should we know about food?", "Vegan, Halal; no apples"),
        ("What about birthday?", "29 February 2000"),
        ("What about photos?", "Yes"),
    ]


def test_who_reads_another_language_reads_the_answers_in_it(page: EventPage) -> None:
    dutch = translated(page)
    item = dutch.questions.get(key=making.key("stay"))
    item.label, item.choices = "Blijft u?", [{"type": "choice", "id": "yes", "value": "Ja"}]
    item.save()

    with translation.override("nl"):
        told = _told()

    assert told[0] == ("Blijft u?", "Ja")


def test_what_is_no_longer_asked_is_told_in_the_words_of_then(page: EventPage) -> None:
    page = fresh(page)
    page.questions = []
    publish(page)

    told = dict(_told())

    assert told["What about stay?"] == "Yes"
    assert Teller(page.facts).columns(Answer.objects.select_related("version"))[0][1] == (
        "What about stay?"
    )


def test_telling_many_costs_no_more_queries(page: EventPage, client: Client) -> None:
    counts = []
    for number in (1, 3):
        for one in range(number):
            fields = making.fields(email=f"p{number}{one}@sample.example", **{name("stay"): "no"})
            client.post(making.address(page), fields)
        with CaptureQueriesContext(connection) as queries:
            teller = Teller(page.facts)
            people = Registration.objects.prefetch_related("answers__version")
            assert all(teller.answers_of(person) for person in people)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_ones_own_page_shows_what_was_answered(page: EventPage, client: Client) -> None:
    made = Registration.objects.get()

    html = client.get(f"/en/registration/{made.key()}/").content.decode()

    assert "Vegan, Halal; no apples" in html


def test_a_change_shows_what_was_answered_and_keeps_the_new(
    page: EventPage, client: Client
) -> None:
    made = Registration.objects.get()
    address = f"/en/registration/{made.key()}/change/"

    html = client.get(address).content.decode()
    response = client.post(address, {"name": "Sam Other", name("stay"): "no"})

    assert 'value="2000-02-29"' in html
    assert 'value="no apples"' in html
    assert response.status_code == 303
    assert _told() == [("What about stay?", "No")]


@pytest.mark.parametrize(
    ("hours", "before", "may"),
    [(48, 49, True), (48, 47, False), (None, 1, True)],
    ids=["in time", "too late", "as long as one can sign up"],
)
def test_until_when_one_may_change(
    hours: int | None, before: int, may: bool, client: Client, time_machine
) -> None:
    page = making.page(changes_until_hours=hours)
    client.post(making.address(page), making.fields())
    made = Registration.objects.get()
    client.post(f"/en/registration/{made.key()}/confirm/")
    time_machine.move_to(page.facts.starts_at - timedelta(hours=before))

    changing = client.get(f"/en/registration/{made.key()}/change/").status_code
    own = client.get(f"/en/registration/{made.key()}/").content.decode()

    assert changing == (200 if may else 303)
    assert ("/change/" in own) is may
    assert "/cancel/" in own


def test_a_date_that_is_cancelled_offers_nothing_to_change(client: Client) -> None:
    page = making.page()
    client.post(making.address(page), making.fields())
    made = Registration.objects.get()
    page = fresh(page)
    page.status = "cancelled"
    publish(page)

    own = client.get(f"/en/registration/{made.key()}/").content.decode()

    assert "The event does not take place" in own
    assert "/change/" not in own
    assert "/cancel/" not in own
