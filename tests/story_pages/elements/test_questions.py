"""Questions with their answers, as readers and search engines get them."""

from typing import Any

import pytest

from story_pages.elements.questions import Question, faq
from story_pages.fetching import gather
from tests.story_pages.conftest import Maker, element
from tests.story_pages.test_pages import shown

QUESTIONS: list[dict[str, Any]] = [
    {"question": "Who may come?", "answer": "<p>Everybody.</p><ul><li>Young</li><li>Old</li></ul>"},
    {"question": "What does it cost?", "answer": "<p></p>"},
    {"question": "", "answer": "<p>Nobody asked.</p>"},
]


@pytest.mark.parametrize(("wish", "count"), [("paper", 0), ("article", 0), ("always", 1)])
def test_answers_are_closed_unless_they_are_to_be_open(
    article: Maker, wish: str, count: int
) -> None:
    value = {"title": "Asked often", "questions": QUESTIONS[:1], "open": wish}

    html = shown(article(element("question_answer", value)))

    assert html.count('<details class="question-answer__one" open>') == count
    assert f'data-open="{wish}"' in html
    assert "<summary>Who may come?</summary>" in html
    assert '<h2 class="element-heading">Asked often</h2>' in html


def test_half_a_question_is_shown_as_far_as_it_goes(article: Maker) -> None:
    html = shown(article(element("question_answer", {"questions": QUESTIONS})))

    assert "Nobody asked." in html
    assert html.count("<details") == 2


def test_search_engines_get_the_questions_that_have_an_answer(article: Maker) -> None:
    page = article(element("question_answer", {"questions": QUESTIONS}))

    assert faq(gather(page.body, Question)) == {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": "Who may come?",
                "acceptedAnswer": {"@type": "Answer", "text": "Everybody. Young Old"},
            }
        ],
    }
    assert faq([]) is None
