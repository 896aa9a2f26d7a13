"""Which questions apply, by what was answered to earlier ones."""

from typing import Any

import pytest

from events.asking.asked import Asked
from events.asking.conditions import shown
from events.asking.ready_made import Words
from events.question import Question
from tests.asking.making import key


def _asked(name: str, only_if: str = "") -> Asked:
    question = Question(key=key(name), only_if=only_if)
    return Asked(question, Words(name), "en")


def _named(found: set[str], names: str) -> str:
    return "".join(name for name in names if str(key(name)) in found)


@pytest.mark.parametrize(
    ("said", "wanted", "applies"),
    [
        ("yes", "yes", True),
        ("no", "yes", False),
        (["yes", "no"], "yes", True),
        (["no"], "yes", False),
        ("anything", "", True),
        ("", "", False),
        ([], "", False),
        (True, "", True),
        (False, "", False),
        (2, "", True),
        (0, "", False),
        (None, "", False),
    ],
)
def test_a_question_depends_on_an_answer(said: Any, wanted: str, applies: bool) -> None:
    sign = "/" if wanted else ""
    asked = [_asked("a"), _asked("b", f"{key('a')}{sign}{wanted}")]

    found = shown(asked, {str(key("a")): said})

    assert _named(found, "ab") == ("ab" if applies else "a")


def test_what_depends_on_a_question_that_does_not_apply_does_not_either() -> None:
    asked = [_asked("a"), _asked("b", f"{key('a')}/yes"), _asked("c", f"{key('b')}/yes")]

    found = shown(asked, {str(key("a")): "no", str(key("b")): "yes"})

    assert _named(found, "abc") == "a"


def test_a_condition_on_a_question_that_is_gone_asks_everybody() -> None:
    found = shown([_asked("b", f"{key('gone')}/yes")], {})

    assert _named(found, "b") == "b"
