"""An organisation answers by its own link: what it sends, what it sees, what it is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from events import delegation
from events.delegate import Delegate
from events.invitation import Invitation
from events.registration import Registration
from tests.events import making

from .guests import invitation, person


def address(asked: Invitation, language: str = "en") -> str:
    return f"/{language}/invitation/{asked.key()}/"


def rows(*people: tuple[str, str], answer: str = "comes") -> dict[str, str]:
    """What the form sends: the answer, and a row for each of these people."""
    sent = {"answer": answer}
    for number, (name, email) in enumerate(people, start=1):
        sent |= {f"new-{number}-name": name, f"new-{number}-email": email}
        sent[f"new-{number}-language"] = "nl"
    return sent


def asked_to(**values: Any) -> Invitation:
    asked = invitation(**values)
    assert asked.occurrence is not None
    making.page(asked.occurrence, title="Round table")
    return asked


ONE = ("Delegate 1 (sample)", "one@school.example")
TWO = ("Delegate 2 (sample)", "two@school.example")


def test_looking_changes_nothing_and_nobody_else_may_store_or_index_it(client: Client) -> None:
    asked = asked_to(own_line="We look forward to you.")

    response = client.get(address(asked))
    client.head(address(asked))

    page = response.content.decode()
    assert "Round table" in page
    assert "We look forward to you." in page
    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    asked.refresh_from_db()
    assert (asked.answer, asked.letters.count()) == ("", 0)


def test_what_the_team_wrote_is_said_in_its_own_language(client: Client) -> None:
    asked = asked_to(own_line="Neem een student mee.", language="nl")

    page = client.get(address(asked, "ar")).content.decode()

    assert '<p lang="nl" dir="auto">Neem een student mee.</p>' in page


def test_a_new_person_is_counted_on_from_those_who_are_named(client: Client) -> None:
    asked = asked_to(seats=3)
    client.post(address(asked), rows(ONE, TWO))

    page = client.get(address(asked)).content.decode()

    assert "<legend>Person 3</legend>" in page


def test_a_wrong_key_opens_nothing(client: Client) -> None:
    asked_to()

    assert client.get(f"/en/invitation/{'x' * 43}/").status_code == 404


def test_an_organisation_says_yes_and_names_two_people_who_each_get_a_letter(
    client: Client,
) -> None:
    asked = asked_to(seats=2)

    response = client.post(address(asked), rows(ONE, TWO))

    assert (response.status_code, response["Location"]) == (303, f"{address(asked)}?noted=1")
    found = Registration.objects.order_by("pk")
    assert [(one.email, one.language, one.state) for one in found] == [
        ("one@school.example", "nl", "held"),
        ("two@school.example", "nl", "held"),
    ]
    assert [list(one.letters.values_list("kind", flat=True)) for one in found] == [["named"]] * 2
    assert list(asked.letters.values_list("kind", flat=True)) == ["invitation-answered"]
    assert "have named 2 of 2" in client.get(response["Location"]).content.decode()


def test_sending_the_same_form_twice_names_nobody_twice(client: Client) -> None:
    asked = asked_to(seats=3)

    for _click in range(2):
        client.post(address(asked), rows(ONE, TWO))

    assert asked.delegates.count() == 2
    assert Registration.objects.count() == 2


@pytest.mark.parametrize("answer", ["declines", "later"])
def test_who_does_not_come_or_says_so_later_needs_no_names(answer: str, client: Client) -> None:
    asked = asked_to()

    response = client.post(address(asked), rows(answer=answer))

    asked.refresh_from_db()
    assert (response.status_code, asked.answer) == (303, answer)
    assert asked.answered_at is not None


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Say whether you come."),
        (rows(("Somebody", "")), "Write the e-mail address of this person."),
        (rows(("", "one@school.example")), "Write the name of this person."),
        (rows(("Somebody", "no address")), "Write an e-mail address such as name@example.org."),
        (rows(ONE, ("Another", "ONE@school.example")), "This address stands here twice."),
        (rows(ONE, answer="declines"), "You named people, but say that you do not come."),
    ],
    ids=["no answer", "no address", "no name", "no real address", "twice", "no, but names"],
)
def test_a_mistake_keeps_what_was_typed_and_changes_nothing(
    sent: dict[str, str], said: str, client: Client
) -> None:
    asked = asked_to(seats=2)

    response = client.post(address(asked), sent)

    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert all(
        f'value="{value}"' in page for name, value in sent.items() if "email" in name and value
    )
    asked.refresh_from_db()
    assert (asked.answer, asked.delegates.count()) == ("", 0)


def test_where_it_is_full_what_was_accepted_is_kept_and_the_rest_stays_typed(
    client: Client,
) -> None:
    asked = asked_to(seats=2, capacity=1, has_waiting_list=False)

    response = client.post(address(asked), rows(ONE, TWO))

    page = response.content.decode()
    assert response.status_code == 409
    assert "Noted: Delegate 1 (sample)" in page
    assert "All seats are taken. Delegate 2 (sample) could not be named." in page
    assert 'value="two@school.example"' in page
    assert list(asked.delegates.values_list("email", flat=True)) == ["one@school.example"]


def test_somebody_is_replaced_and_somebody_taken_off(client: Client) -> None:
    asked = asked_to(seats=3)
    client.post(address(asked), rows(ONE, TWO))
    first, second = asked.delegates.order_by("pk")
    successor = {
        f"replace-{first.uuid}-name": "Delegate 3 (sample)",
        f"replace-{first.uuid}-email": "three@school.example",
        f"replace-{first.uuid}-language": "en",
    }

    response = client.post(
        address(asked), {"answer": "comes", f"remove-{second.uuid}": "1", **successor}
    )

    assert response.status_code == 303
    named = asked.delegates.named().values_list("email", flat=True)
    assert list(named) == ["three@school.example"]
    told = [one.registration.letters.first().kind for one in (first, second)]
    assert told == ["no-longer-named"] * 2


def test_the_page_never_tells_who_was_registered_before(client: Client) -> None:
    asked = asked_to(seats=2)
    assert asked.occurrence is not None
    making.confirmed(asked.occurrence, "one@school.example", name="Real Name")

    client.post(address(asked), rows(ONE, TWO))

    page = client.get(address(asked)).content.decode()
    assert page.count("named by the organisation, has not answered yet") == 2
    assert "Real Name" not in page


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_page_speaks_the_language_of_its_address(language: str, client: Client) -> None:
    asked = asked_to()

    page = client.get(address(asked, language)).content.decode()

    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}"' in page


def test_after_the_last_day_only_who_said_yes_may_still_change_it(client: Client) -> None:
    date = making.occurrence()
    making.page(date)
    late = timezone.now() - timedelta(days=1)
    silent, comes = (
        invitation(date, answer_by=late),
        invitation(date, answer_by=late, answer="comes"),
    )

    answers = [client.post(address(one), rows(ONE)).status_code for one in (silent, comes)]

    assert answers == [409, 303]
    assert "The time to answer is over." in client.get(address(silent)).content.decode()


def test_a_withdrawn_invitation_says_so_and_takes_no_answer(client: Client) -> None:
    asked = asked_to()
    delegation.withdraw(asked)

    response = client.post(address(asked), rows(ONE))

    assert response.status_code == 409
    assert "This invitation was withdrawn." in response.content.decode()
    assert not Delegate.objects.exists()


def test_nobody_is_named_for_a_date_that_has_begun(client: Client) -> None:
    asked = asked_to(starts_at=timezone.now() - timedelta(minutes=1))

    response = client.post(address(asked), rows(ONE))

    assert response.status_code == 409
    assert "cannot be answered any more" in response.content.decode()


def test_an_invitation_to_an_event_of_several_dates_lets_each_person_have_one(
    client: Client,
) -> None:
    asked = asked_to(seats=2)
    assert asked.occurrence is not None
    second = making.another_date(asked.occurrence, days=7)
    Invitation.objects.update(occurrence=None)

    chosen = {"new-1-date": str(asked.occurrence.pk), "new-2-date": str(second.pk)}
    client.post(address(asked), rows(ONE, TWO) | chosen)

    dates = Registration.objects.order_by("pk").values_list("occurrence", flat=True)
    assert list(dates) == [asked.occurrence.pk, second.pk]


def test_names_without_end_are_refused_for_a_day(client: Client) -> None:
    asked = asked_to(seats=1)
    for number in range(13):
        delegate = delegation.name(asked, asked.occurrence, person(f"p{number}@school.example"))  # type: ignore[arg-type]  # it has a date
        delegation.remove(delegate)

    response = client.post(address(asked), rows(ONE))

    assert response.status_code == 429
    assert not Registration.objects.filter(email="one@school.example").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_many_delegates_cost_as_many_queries_as_one(
    count: int, client: Client, django_assert_num_queries: Any
) -> None:
    asked = asked_to(seats=5)
    for number in range(count):
        delegation.name(asked, asked.occurrence, person(f"p{number}@school.example"))  # type: ignore[arg-type]  # it has a date
    client.get(address(asked))

    with django_assert_num_queries(10):
        client.get(address(asked))


@pytest.mark.parametrize("typed", [(TWO, ONE), (("", ""), ONE)])
def test_whoever_was_typed_stays_though_somebody_else_named_people_meanwhile(
    typed: tuple[tuple[str, str], ...], client: Client
) -> None:
    asked = asked_to(seats=2)
    delegation.name(asked, asked.occurrence, person("three@school.example"))
    sent = rows(*typed)

    page = client.post(address(asked), sent, follow=True).content.decode()

    is_named = Registration.objects.filter(email="one@school.example").exists()
    assert is_named or "one@school.example" in page
