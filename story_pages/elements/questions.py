"""Questions with their answers, for readers and for search engines."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from story_pages.comparison import Compared

from .element import Element
from .words import WORDS, RunningText


class Question(blocks.StructValue):
    """A question and its answer."""


class QuestionBlock(Compared, blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"))
    answer = RunningText(label=_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"
        value_class = Question


class QuestionAnswerElement(Element, blocks.StructBlock):
    styles = ("story_pages/elements/question_answer.css",)

    title = blocks.CharBlock(label=_("Heading"), required=False)
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"))
    open = blocks.ChoiceBlock(
        label=_("Answers are open"),
        choices=[
            ("paper", _("on paper only")),
            ("article", _("on paper and in the reading view")),
            ("always", _("always")),
        ],
        default="article",
        required=False,
        help_text=_("Otherwise readers open those that they want to read."),
    )

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = WORDS
        template = "story_pages/elements/question_answer.html"
        label_format = "{title}"
        form_layout = BlockGroup(children=["title", "questions"], settings=["open"])


def faq(questions: Iterable[Question]) -> dict[str, Any] | None:
    """What schema.org calls an FAQPage; None if no question has an answer.

    For all questions of a page at once: `faq(gather(page.stream, Question))`.
    """
    answered = [
        {
            "@type": "Question",
            "name": one["question"],
            "acceptedAnswer": {"@type": "Answer", "text": _plain(one["answer"])},
        }
        for one in questions
        if one.get("question") and one.get("answer") and _plain(one["answer"])
    ]
    return {"@type": "FAQPage", "mainEntity": answered} if answered else None


def _plain(answer: Any) -> str:
    # Tags part words, too: a list's items must not run into each other.
    return " ".join(strip_tags(answer.source.replace("<", " <")).split())
