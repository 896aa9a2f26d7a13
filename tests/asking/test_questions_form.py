"""The questions in the form: the server judges what applies, and keeps what was answered."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from events.models import Answer, EventPage, Registration
from tests.asking import making
from tests.asking.making import name, question
from tests.asking.test_uploads import PDF

pytestmark = pytest.mark.django_db

YES_NO = (("yes", "Yes"), ("no", "No"))


def _send(client: Client, page: EventPage, **fields: Any) -> Any:
    return client.post(making.address(page), making.fields(**fields))


def _kept() -> dict[str, Any]:
    return {one.version.label: one.value for one in Answer.objects.select_related("version")}


def test_each_kind_of_answer_is_kept(client: Client) -> None:
    page = making.page(
        question("topic", "text"),
        question("story", "long-text"),
        question("stay", "choice", choices=YES_NO),
        question("days", "several", choices=(("mon", "Monday"), ("tue", "Tuesday"))),
        question("people", "number"),
        question("birthday", "date"),
        question("photos", "consent"),
    )

    response = _send(
        client,
        page,
        **{
            name("topic"): "Reading\u202e aloud",
            name("story"): "One line\r\nand another",
            name("stay"): "yes",
            name("days"): ["mon", "tue"],
            name("people"): "0",
            name("birthday"): "2000-02-29",
            name("photos"): "on",
        },
    )

    assert response.status_code == 303
    assert _kept() == {
        "What about topic?": "Reading aloud",
        "What about story?": "One line\nand another",
        "What about stay?": "yes",
        "What about days?": ["mon", "tue"],
        "What about people?": 0,
        "What about birthday?": "2000-02-29",
        "What about photos?": True,
    }


def test_what_was_not_answered_is_not_kept(client: Client) -> None:
    page = making.page(question("topic"), question("photos", "consent"))

    _send(client, page, **{name("topic"): "  "})

    assert Registration.objects.count() == 1
    assert _kept() == {}


def test_an_answer_that_must_be_given_is_asked_for_and_the_others_stay(client: Client) -> None:
    page = making.page(question("topic", is_required=True), question("story"))

    response = _send(client, page, **{name("story"): "Once upon a time"})

    text = response.content.decode()
    assert response.status_code == 422
    assert f'href="#id_{name("topic")}"' in text
    assert "Once upon a time" in text
    assert not Registration.objects.exists()


def test_what_does_not_apply_is_neither_asked_for_nor_kept(client: Client) -> None:
    page = making.page(
        question("stay", "choice", choices=YES_NO),
        question("nights", "number", is_required=True, only_if="stay/yes"),
    )

    response = _send(client, page, **{name("stay"): "no", name("nights"): "many"})

    assert response.status_code == 303
    assert _kept() == {"What about stay?": "no"}


def test_what_applies_is_asked_for(client: Client) -> None:
    page = making.page(
        question("stay", "choice", choices=YES_NO),
        question("nights", "number", is_required=True, only_if="stay/yes"),
    )

    response = _send(client, page, **{name("stay"): "yes"})

    assert response.status_code == 422


def test_without_a_script_each_condition_is_told(client: Client) -> None:
    page = making.page(
        question("stay", "choice", choices=YES_NO), question("nights", only_if="stay/yes")
    )

    text = client.get(making.address(page)).content.decode()

    assert "Only if you answer “Yes” to “What about stay?”" in text
    assert "hidden" not in text.split(f'data-question="{name("nights")}"')[1][:200]


def test_an_answer_that_was_not_offered_is_refused(client: Client) -> None:
    page = making.page(question("stay", "choice", choices=YES_NO))

    response = _send(client, page, **{name("stay"): "perhaps"})

    assert response.status_code == 422


def test_a_file_is_kept_where_no_address_leads(client: Client, settings) -> None:
    page = making.page(question("letter", "file"))

    _send(client, page, **{name("letter"): SimpleUploadedFile("me.exe", PDF)})

    answer = Answer.objects.get()
    assert answer.file_name == "me.pdf"
    with answer.file.open() as file:
        assert file.read() == PDF
    assert answer.file.path.startswith(str(settings.EVENTS_PRIVATE_ROOT))
    with pytest.raises(ValueError, match="URL"):
        _ = answer.file.url


def test_a_form_that_comes_back_asks_for_its_file_again(client: Client) -> None:
    page = making.page(question("letter", "file"))

    response = _send(
        client, page, email="no address", **{name("letter"): SimpleUploadedFile("me.pdf", PDF)}
    )

    assert response.status_code == 422
    assert "Choose the file “me.pdf” again" in response.content.decode()


def test_for_whom_and_how_long_is_told_with_each_question(client: Client) -> None:
    page = making.page(
        question("topic", forget_after_days=1), question("needs", "access", label="", purpose="")
    )

    text = client.get(making.address(page)).content.decode()

    assert "We plan with it. Forgotten 1 day after the event." in text
    assert "We prepare rooms, seats and materials with it. Forgotten 7 days after" in text
    assert "What do you need to take part well?" in text


def test_words_beside_the_choices_are_kept(client: Client) -> None:
    page = making.page(question("food", "diet", label=""))

    _send(client, page, **{name("food"): ["vegan"], f"{name('food')}_more": "no apples"})

    answer = Answer.objects.get()
    assert (answer.value, answer.more) == (["vegan"], "no apples")


def test_a_number_beyond_reason_is_refused_at_its_field(client: Client) -> None:
    page = making.page(question("nights", "number"))

    response = _send(client, page, **{name("nights"): "9" * 400})

    assert response.status_code == 422
    assert not Registration.objects.exists()
