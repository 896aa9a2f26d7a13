"""Contributing: who may, what is asked, and that nothing is shown before the team accepted it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.contribution import MOST, Contribution, contribute, decide, shown_groups
from events.occurrence import Occurrence
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db

FORM = {
    "kind": "offer",
    "text": "Our kitchen, on Mondays",
    "language": "en",
    "shown_as": "nobody",
    "agrees": "on",
}


@pytest.fixture
def person(evening: Occurrence, end: Callable[..., Occurrence]) -> Registration:
    """Somebody who was registered for a date that is over."""
    made = making.confirmed(evening, name="Ada Sample", organisation="Sample library")
    end(evening)
    return Registration.objects.get(pk=made.pk)


def address(person: Registration, *, language: str = "en") -> str:
    return f"/{language}/registration/{person.key()}/contributions/"


def offered(person: Registration, **values: Any) -> Contribution:
    given = {"kind": "idea", "text": "A street of books", "language": "en", "shown_as": "nobody"}
    return contribute(person, **{**given, "stays": False, **values})


def test_what_is_handed_in_waits_for_the_team(person: Registration, client: Client) -> None:
    answer = client.post(address(person), FORM)

    made = Contribution.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, address(person))
    assert (made.state, made.text, made.original) == ("waiting", FORM["text"], FORM["text"])
    assert (made.may_stay, made.consent_version) == (False, "1")
    assert shown_groups(person.occurrence) == []
    assert mail.outbox == []


@pytest.mark.parametrize("lacking", ["kind", "text", "agrees"])
def test_what_is_missing_is_said_and_what_was_typed_stays(
    lacking: str, person: Registration, client: Client
) -> None:
    answer = client.post(address(person), {**FORM, lacking: ""})

    html = answer.content.decode()
    assert (answer.status_code, Contribution.objects.count()) == (422, 0)
    assert "There is 1 thing to mend" in html
    assert (FORM["text"] in html) == (lacking != "text")


def test_before_the_begin_there_is_no_form(evening: Occurrence, client: Client) -> None:
    made = making.confirmed(evening)

    answer = client.post(address(made), FORM)

    assert (answer.status_code, Contribution.objects.count()) == (200, 0)


def test_who_left_has_no_form(evening: Occurrence, end: Any, client: Client) -> None:
    made = making.confirmed(evening)
    end(evening)
    Registration.objects.filter(pk=made.pk).update(state="cancelled")

    client.post(address(made), FORM)

    assert not Contribution.objects.exists()


def test_an_address_that_was_never_confirmed_has_no_form(
    evening: Occurrence, end: Any, client: Client
) -> None:
    made = making.registration(evening)
    end(evening)

    client.post(address(made), FORM)

    assert not Contribution.objects.exists()


def test_where_people_were_checked_in_only_who_came_may(
    evening: Occurrence, end: Any, client: Client, checked_in: Any
) -> None:
    there, absent = making.confirmed(evening), making.confirmed(evening)
    end(evening)
    checked_in(there)

    for one in (there, absent):
        client.post(address(one), FORM)

    assert list(Contribution.objects.values_list("registration", flat=True)) == [there.pk]


def test_nobody_hands_in_without_end(person: Registration, client: Client) -> None:
    for _number in range(MOST):
        offered(person)

    client.post(address(person), FORM)

    assert Contribution.objects.count() == MOST


def test_an_organisation_is_offered_only_where_there_is_one(
    person: Registration, client: Client
) -> None:
    with_one = client.get(address(person)).content.decode()
    Registration.objects.update(organisation="")
    without = client.get(address(person)).content.decode()

    assert ('value="organisation"' in with_one, 'value="organisation"' in without) == (True, False)


def test_one_takes_ones_own_back_at_any_time(person: Registration, client: Client) -> None:
    mine = offered(person)
    decide(mine, "accepted", user=None)

    client.post(address(person), {"withdraw": str(mine.uuid)})

    assert not Contribution.objects.exists()


def test_taking_back_is_asked_before(person: Registration, client: Client) -> None:
    """The button stands behind a fold, which opens without scripts."""
    offered(person)

    page = client.get(address(person)).content.decode()

    fold = page.split("<summary>Withdraw it</summary>")[1].split("</details>")[0]
    assert "also from the page of the event" in fold
    assert page.count('name="withdraw"') == fold.count('name="withdraw"') == 1


@pytest.mark.parametrize("uuid", ["", "nonsense", "another"])
def test_nobody_takes_back_what_is_not_theirs(
    uuid: str, person: Registration, client: Client
) -> None:
    other = offered(making.confirmed(making.occurrence()))
    value = str(other.uuid) if uuid == "another" else uuid

    answer = client.post(address(person), {"withdraw": value})

    assert (answer.status_code, Contribution.objects.count()) == (303, 1)


def test_a_key_that_is_none_opens_nothing(client: Client, db: None) -> None:
    assert client.get("/en/registration/none/contributions/").status_code == 404


def test_the_page_is_private(person: Registration, client: Client) -> None:
    answer = client.get(address(person))

    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_the_own_page_leads_there(person: Registration, client: Client) -> None:
    offered(person)

    own = client.get(f"/en/registration/{person.key()}/").content.decode()
    page = client.get(address(person)).content.decode()

    assert address(person) in own
    assert "A street of books" in page


def test_many_of_ones_own_cost_as_many_queries_as_one(person: Registration, client: Client) -> None:
    client.get(address(person))
    counts = []
    for more in (1, 2):
        for _number in range(more):
            offered(person)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(person))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_names_are_shown_as_was_agreed(person: Registration) -> None:
    shown = {
        how: offered(person, shown_as=how).shown_name for how in ("nobody", "organisation", "name")
    }

    assert shown == {"nobody": "", "organisation": "Sample library", "name": "Ada Sample"}


def test_the_page_of_the_event_shows_what_was_accepted_in_its_own_language(
    person: Registration, client: Client
) -> None:
    page = making.page(person.occurrence)
    decide(offered(person, text="كتب", language="ar", shown_as="name"), "accepted", user=None)
    offered(person, text="Waits for the team")
    decide(offered(person, text="Left out"), "refused", user=None)

    html = client.get(page.url).content.decode()

    assert '<p lang="ar" dir="auto">كتب</p>' in html
    assert "<bdi>Ada Sample</bdi>" in html
    assert ("Waits for the team" in html, "Left out" in html) == (False, False)


def test_a_text_cannot_break_the_page(person: Registration, client: Client) -> None:
    page = making.page(person.occurrence)
    decide(offered(person, text="<script>alert(1)</script>"), "accepted", user=None)

    html = client.get(page.url).content.decode()

    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_what_is_decided_twice_is_news_once(person: Registration) -> None:
    mine = offered(person)

    news = [decide(mine, "accepted", user=None, now=timezone.now()) for _time in range(2)]

    assert news == [True, False]
