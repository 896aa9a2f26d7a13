"""Questions as they are put to somebody: in the words of their language, the facts of home."""

import pytest
from django.utils import translation

from events.asking.asked import Asked, asked_at
from events.models import EventPage
from tests.asking import making
from tests.asking.making import question
from tests.events.stage import fresh, publish, translated

pytestmark = pytest.mark.django_db

CHOICES = (("yes", "Yes"), ("no", "No"))


def _asked(page: EventPage) -> list[Asked]:
    return asked_at(fresh(page).facts, fresh(page))


def _said(page: EventPage) -> list[tuple[str, list[str], str]]:
    return [
        (one.words.label, [label for _code, label in one.words.choices], one.language)
        for one in _asked(page)
    ]


def test_a_page_in_another_language_asks_in_its_words() -> None:
    page = making.page(question("stay", "choice", choices=CHOICES))
    dutch = translated(page)
    item = dutch.questions.get()
    item.label = "Blijft u?"
    item.choices = [{"type": "choice", "id": "yes", "value": "Ja"}]
    item.save()

    found = _said(dutch)

    assert found == [("Blijft u?", ["Ja", "No"], "nl")]


def test_the_answers_stand_in_the_order_of_the_home_page() -> None:
    page = making.page(question("stay", "choice", choices=CHOICES))
    dutch = translated(page)
    page = fresh(page)
    item = page.questions.get()
    item.choices = [
        {"type": "choice", "id": "perhaps", "value": "Perhaps"},
        {"type": "choice", "id": "no", "value": "No"},
    ]
    page.questions.set([item])
    publish(page)

    found = [code for code, _label in _asked(dutch)[0].words.choices]

    assert found == ["perhaps", "no"]


def test_a_question_that_is_not_translated_yet_is_asked_as_at_home() -> None:
    page = making.page()
    dutch = translated(page)
    page = fresh(page)
    page.questions = [question("topic")]
    publish(page)

    (one,) = _asked(dutch)

    assert (one.words.label, one.language, one.is_foreign) == ("What about topic?", "en", True)


@pytest.mark.parametrize("kind", ["access", "interpretation", "childcare", "diet"])
def test_a_ready_made_question_brings_its_words_and_a_short_time(kind: str) -> None:
    page = making.page(question("needs", kind, label="", purpose=""))

    (one,) = _asked(page)

    assert one.words.label
    assert one.words.purpose
    assert one.days == 7


def test_a_ready_made_question_needs_no_translation_of_its_own() -> None:
    page = making.page()
    dutch = translated(page)
    page = fresh(page)
    page.questions = [question("needs", "diet", label="", purpose="")]
    publish(page)

    with translation.override("nl"):
        (one,) = _asked(dutch)

    assert (one.language, one.is_foreign) == ("nl", False)


def test_what_the_team_writes_comes_instead_of_ready_made_words() -> None:
    page = making.page(question("needs", "diet", label="Lunch?", purpose=""))

    (one,) = _asked(page)

    assert one.words.label == "Lunch?"
    assert one.words.purpose == "Whoever cooks plans with it."


def test_interpretation_offers_what_the_event_offers() -> None:
    page = making.page(
        question("language", "interpretation"),
        interpretation_languages="ar",
        sign_languages="dse",
        caption_languages="nl",
    )

    (one,) = _asked(page)

    assert one.words.choices == (
        ("ar", "Interpretation into Arabic"),
        ("dse", "Sign Language of the Netherlands"),
        ("captions-nl", "Captions in Dutch"),
    )


@pytest.mark.parametrize(
    ("kind", "days", "kept"),
    [("text", None, 30), ("text", 3, 3), ("text", 90, 30), ("diet", None, 7), ("diet", 20, 20)],
)
def test_no_answer_is_kept_longer_than_the_name(kind: str, days: int | None, kept: int) -> None:
    page = making.page(question("topic", kind, forget_after_days=days))

    (one,) = _asked(page)

    assert one.days == kept
