"""Thanks: to who came, once each, in their language, with what is left of the event."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model

from events.afterwards.thanking import previews, thank, to_be_thanked
from events.material import Material
from events.occurrence import Occurrence
from events.outbox import Letter
from events.own_wording import OwnWording
from events.page_items import EventPageMaterial
from events.registration import Registration
from events.tasks import empty_outbox
from tests.events import making

pytestmark = pytest.mark.django_db


def sent_to(*people: Registration) -> list[str]:
    empty_outbox()
    addresses = {one.email for one in people}
    return [
        one.body for one in mail.outbox if set(one.to) & addresses and "Thank you" in one.subject
    ]


def material(of: Occurrence, page: Any, *, title: str = "Slides", **facts: Any) -> None:
    values = {"address": "https://sample.example/slides", "kind": "text", **facts}
    row = Material(event=of.event, **values)
    row.save()
    item = EventPageMaterial(page=page, key=row.key, title=title, locale=page.locale, **values)
    item.save()


def test_who_came_is_thanked_once(evening: Occurrence, end: Any, checked_in: Any) -> None:
    there, absent = making.confirmed(evening), making.confirmed(evening)
    end(evening)
    checked_in(there)

    counts = [thank(evening), thank(evening)]

    assert counts == [1, 0]
    assert len(sent_to(there)) == 1
    assert sent_to(absent) == []


def test_where_nobody_was_checked_in_all_who_were_registered_are(
    evening: Occurrence, end: Any
) -> None:
    people = [making.confirmed(evening), making.confirmed(evening)]
    end(evening)

    assert thank(evening) == 2
    assert len(sent_to(*people)) == 2


@pytest.mark.parametrize(
    "values",
    [
        {"wants_mailings": False},
        {"state": "cancelled"},
        {"address_confirmed_at": None},
        {"email": ""},
    ],
    ids=["wants none", "left", "never confirmed", "walked in"],
)
def test_nobody_else_is_written_to(values: dict[str, Any], evening: Occurrence, end: Any) -> None:
    made = making.confirmed(evening)
    end(evening)
    Registration.objects.filter(pk=made.pk).update(**values)

    assert thank(evening) == 0


def test_who_turns_letters_off_meanwhile_gets_none(evening: Occurrence, end: Any) -> None:
    made = making.confirmed(evening)
    end(evening)
    thank(evening)
    Letter.objects.filter(kind="thanks").update(state="waiting")
    Registration.objects.update(wants_mailings=False)

    assert sent_to(made) == []


def test_the_letter_names_what_is_left_of_the_event(evening: Occurrence, end: Any) -> None:
    page = making.page(evening)
    material(evening, page)
    made = making.confirmed(evening)
    end(evening)
    thank(evening)

    [text] = sent_to(made)

    assert "Slides" in text
    assert "https://sample.example/slides" in text
    assert f"/en/registration/{made.key()}/contributions/" in text


def test_a_document_has_a_whole_address_in_the_letter(evening: Occurrence, end: Any) -> None:
    page = making.page(evening)
    document = get_document_model().objects.create(title="Minutes", file="documents/minutes.pdf")
    material(evening, page, address="", document=document)
    made = making.confirmed(evening)
    end(evening)
    thank(evening)

    [text] = sent_to(made)

    assert f"http://localhost{document.url}" in text


def test_the_preview_says_what_the_letter_will_say_and_nobodys_address(
    evening: Occurrence, end: Any
) -> None:
    page = making.page(evening)
    material(evening, page)
    for language in ("en", "nl", "nl"):
        making.confirmed(evening, language=language)
    end(evening)

    told = previews(evening)

    assert [code for code, _name, _words in told] == ["en", "nl"]
    assert told[0][2].subject == "Thank you: Round table"
    assert "/registration/" not in str(told)


def test_the_preview_is_in_the_teams_own_words(evening: Occurrence, end: Any) -> None:
    making.page(evening)
    making.confirmed(evening)
    end(evening)
    OwnWording.objects.create(kind="thanks", language="en", opening="It was good to see you.")

    [(_code, _name, words)] = previews(evening)

    assert words.opening == ["It was good to see you."]


def test_thanking_needs_a_date_that_is_over_and_the_permission(
    evening: Occurrence, end: Any, admin: Client, member: Any
) -> None:
    url = f"/admin/events/after/{evening.event_id}/thanks/"
    making.confirmed(evening)
    admin.post(url)
    early = Letter.objects.filter(kind="thanks").count()
    end(evening)

    denied = member("view_registration").post(url)
    nothing = Letter.objects.filter(kind="thanks").count()
    asked = admin.get(url).content.decode()
    still_nothing = Letter.objects.filter(kind="thanks").count()
    admin.post(url)

    assert (early, denied.status_code, nothing, still_nothing) == (0, 302, 0, 0)
    assert "Send 1 letter" in asked
    assert Letter.objects.filter(kind="thanks").count() == 1


def test_choosing_many_costs_as_many_queries_as_choosing_few() -> None:
    counts = []
    for already in (1, 3):
        occurrence = making.occurrence()
        for _number in range(already):
            making.confirmed(occurrence)
        with CaptureQueriesContext(connection) as queries:
            assert len(to_be_thanked(occurrence)) == already
        counts.append(len(queries))

    assert counts[0] == counts[1]
