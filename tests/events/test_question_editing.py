"""Questions in the editor: what a question lacks is said at its field, and translations keep it."""

from typing import Any

import pytest
from django.test import Client

from events.models import EventPage, Question
from events.question_editing import check_questions
from tests.asking import making
from tests.asking.making import key, question
from tests.events.stage import fresh, publish, translated

pytestmark = pytest.mark.django_db

CHOICES = (("yes", "Yes"), ("no", "No"))


class _Form:
    """A form of one question, as far as its checks look at it."""

    def __init__(self, item: Any, **typed: Any) -> None:
        self.instance = item
        names = ("kind", "label", "purpose", "choices", "only_if", "key")
        self.cleaned_data = {name: getattr(item, name) for name in names} | typed
        self.said: list[str] = []

    def add_error(self, name: str, _text: str) -> None:
        self.said.append(name)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, []),
        ({"label": ""}, ["label"]),
        ({"purpose": ""}, ["purpose"]),
        ({"kind": "choice"}, ["choices"]),
        ({"kind": "choice", "choices": CHOICES[:1]}, ["choices"]),
        ({"kind": "several", "choices": CHOICES}, []),
        ({"kind": "diet", "label": "", "purpose": ""}, []),
        ({"only_if": "gone"}, ["only_if"]),
        ({"only_if": "stay/yes"}, []),
        ({"only_if": "stay"}, []),
        ({"only_if": "stay/perhaps"}, ["only_if"]),
    ],
)
def test_what_a_question_lacks_is_said_at_its_field(facts: dict, said: list[str]) -> None:
    first = _Form(question("stay", "choice", choices=CHOICES), ORDER=1)
    form = _Form(question("topic", **facts), ORDER=2)

    check_questions([form, first])

    assert (form.said, first.said) == (said, [])


def test_a_question_that_is_deleted_is_nothing_to_depend_on() -> None:
    first = _Form(question("stay"), ORDER=1, DELETE=True)
    form = _Form(question("topic", only_if="stay"), ORDER=2)

    check_questions([first, form])

    assert form.said == ["only_if"]


def test_the_editor_offers_the_questions_before_and_their_answers(admin_client: Client) -> None:
    page = making.page(
        question("stay", "choice", choices=CHOICES), question("nights", only_if="stay/yes")
    )

    html = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    second = html.split('name="questions-1-only_if"')[1].split("</select>")[0]
    assert f'value="{key("stay")}/yes" selected' in second
    assert "What about stay?: No" in second
    assert "What about nights?" not in second


def test_publishing_writes_the_questions_and_keeps_their_keys() -> None:
    page = making.page(question("stay", "choice", choices=CHOICES), question("nights"))
    page = fresh(page)
    first, second = page.questions.all()
    second.sort_order, first.sort_order = 0, 1
    page.questions = [second, first]

    publish(page)

    assert list(Question.objects.values_list("key", "kind")) == [
        (key("nights"), "text"),
        (key("stay"), "choice"),
    ]


def test_a_translation_says_the_words_and_never_the_facts() -> None:
    page = making.page(question("nights", "number", is_required=True))
    dutch = translated(page)
    item = dutch.questions.get()
    item.label, item.kind, item.is_required = "Hoeveel nachten?", "text", False
    dutch.questions = [item]

    dutch = publish(dutch)

    row = Question.objects.get()
    assert (row.kind, row.is_required) == ("number", True)
    assert EventPage.objects.get(pk=dutch.pk).questions.get().label == "Hoeveel nachten?"
