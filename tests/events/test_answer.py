"""Answers: in which words they were asked, and when they are forgotten."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from events import answer, registration
from events.answer import Answer, Given, QuestionVersion
from events.registration import Registration
from tests.asking.making import key
from tests.events import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Registration:
    return making.confirmed(making.occurrence())


def _asked(name: str = "topic", **words: Any) -> QuestionVersion:
    facts = {"kind": "text", "language": "en", "label": name, "forget_after_days": 7}
    return QuestionVersion(key=key(name), **facts | words)


def _pdf() -> ContentFile:
    return ContentFile(b"%PDF-", name="me.pdf")


def _folder() -> Path:
    return Path(answer.private_storage().path(answer.random_name(None, ""))).parent


def _files() -> set[str]:
    return {file.name for file in _folder().glob("*")} if _folder().exists() else set()


def test_the_words_of_a_question_are_written_once(made: Registration) -> None:
    other = making.confirmed(made.occurrence)

    for person in (made, other):
        answer.keep(person, [Given(_asked(), value="Reading")])

    assert QuestionVersion.objects.count() == 1
    assert Answer.objects.count() == 2


@pytest.mark.parametrize(
    "words",
    [{"label": "Which topic?"}, {"language": "nl"}, {"forget_after_days": 1}, {"purpose": "Rooms"}],
    ids=lambda words: next(iter(words)),
)
def test_other_words_are_another_version(words: dict, made: Registration) -> None:
    answer.keep(made, [Given(_asked(), value="Reading")])
    other = making.confirmed(made.occurrence)

    answer.keep(other, [Given(_asked(**words), value="Reading")])

    assert made.answers.get().version_id != other.answers.get().version_id


def test_an_answer_that_stays_keeps_the_words_in_which_it_was_asked(made: Registration) -> None:
    answer.keep(made, [Given(_asked(), value="Reading")])

    answer.keep(made, [Given(_asked(label="Which topic?"), value="Reading")])

    assert made.answers.get().version.label == "topic"


def test_an_answer_that_changes_has_the_words_of_now(made: Registration) -> None:
    answer.keep(made, [Given(_asked(), value="Reading")])

    answer.keep(made, [Given(_asked(label="Which topic?"), value="Music")])

    kept = made.answers.get()
    assert (kept.value, kept.version.label) == ("Music", "Which topic?")


def test_what_is_not_answered_any_more_is_forgotten(made: Registration) -> None:
    answer.keep(made, [Given(_asked(), value="Reading"), Given(_asked("food"), value="Soup")])

    answer.keep(made, [Given(_asked(), value="")])

    assert not made.answers.exists()


def test_a_file_goes_with_its_answer(
    made: Registration, django_capture_on_commit_callbacks
) -> None:
    before = _files()
    answer.keep(made, [Given(_asked("letter"), file=_pdf())])
    kept = _files() - before

    with django_capture_on_commit_callbacks(execute=True):
        answer.keep(made, [])

    assert (len(kept), _files() - before) == (1, set())


def test_a_file_that_takes_the_place_of_another_deletes_it(
    made: Registration, django_capture_on_commit_callbacks
) -> None:
    before = _files()
    answer.keep(made, [Given(_asked("letter"), file=_pdf())])
    first = _files() - before

    with django_capture_on_commit_callbacks(execute=True):
        answer.keep(made, [Given(_asked("letter"), file=_pdf())])

    second = _files() - before
    assert (len(second), first & second) == (1, set())


def test_a_file_that_is_not_sent_anew_stays(made: Registration) -> None:
    answer.keep(made, [Given(_asked("letter"), file=_pdf())])
    name = made.answers.get().file.name

    answer.keep(made, [Given(_asked("letter"), keeps=True)])

    assert made.answers.get().file.name == name


def test_each_answer_is_forgotten_at_the_time_of_its_own_question(made: Registration) -> None:
    answer.keep(
        made,
        [
            Given(_asked("food", forget_after_days=1), value="Soup"),
            Given(_asked("topic", forget_after_days=7), value="Reading"),
        ],
    )
    end = made.occurrence.ends_at
    left = []

    for days in (0.5, 1.5, 7.5):
        answer.forget_due(end + timedelta(days=days))
        left.append(sorted(Answer.objects.values_list("version__label", flat=True)))

    assert left == [["food", "topic"], ["topic"], []]
    assert Registration.objects.get().name == "Sam Sample"


def test_what_somebody_said_who_left_is_forgotten_a_day_later(made: Registration) -> None:
    answer.keep(made, [Given(_asked(), value="Reading")])
    Registration.objects.update(left_at=timezone.now() - timedelta(days=2))

    assert answer.forget_due() == 1


def test_who_is_forgotten_has_no_answers(made: Registration) -> None:
    answer.keep(made, [Given(_asked(), value="Reading")])

    registration.forget(Registration.objects.all())

    assert not Answer.objects.exists()


def test_a_file_that_belongs_to_nothing_is_swept_a_day_later(made: Registration) -> None:
    before = _files()
    answer.keep(made, [Given(_asked("letter"), file=_pdf())])
    Answer.objects.all().delete()  # as a deed that failed leaves it
    (left,) = _files() - before
    now = timezone.now().timestamp()  # files know of no clock but the machine's
    os.utime(_folder() / left, (now, now))

    answer.forget_due(timezone.now())
    at_once = _files() - before
    answer.forget_due(timezone.now() + timedelta(days=2))

    assert (len(at_once), _files() - before) == (1, set())
