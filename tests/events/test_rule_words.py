"""Rules of repetition in words, in the languages of the site."""

from datetime import datetime

import pytest
from django.utils import translation

from events.recurrence import read_rule
from events.rule_words import in_words

FIRST = datetime(2027, 2, 3, 20, 0)  # a Wednesday


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;INTERVAL=2;COUNT=3", "Every 2 days, 3 times"),
        ("FREQ=WEEKLY", "Every week on Wednesday"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "Every week on Monday, Wednesday and Friday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "Every 2 weeks on Wednesday"),
        ("FREQ=MONTHLY", "Every month on day 3"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "Every month on the last day"),
        ("FREQ=MONTHLY;BYDAY=-1WE;INTERVAL=2", "Every 2 months on the last Wednesday"),
        ("FREQ=YEARLY;UNTIL=20300203", "Every year on 3 February, until 3 February 2030"),
        ("FREQ=DAILY;BYDAY=MO,TU", "Every day: on a Monday or on a Tuesday"),
        ("FREQ=WEEKLY;BYMONTH=5,6", "Every week: in May or in June"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,15",
            "Every month: on day 1 of the month or on day 15 of the month",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-2",
            "Every month: on day 2 from the end of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
            "Every month: on a Monday or on a Tuesday; of these dates the last",
        ),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", "Every year: in May; on the second Sunday"),
        ("FREQ=YEARLY;BYDAY=20MO", "Every year: on Monday number 20"),
        ("FREQ=YEARLY;BYYEARDAY=100", "Every year: on day 100 of the year"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "Every year: in week 20 of the year; on a Monday"),
    ],
    ids=lambda value: value[:40],
)
def test_every_rule_that_we_keep_has_words(rule: str, words: str) -> None:
    with translation.override("en"):
        assert in_words(read_rule(rule, FIRST)) == words


@pytest.mark.parametrize("language", ["nl", "fr", "es", "ar", "zh-hans"])
def test_the_rules_that_editors_choose_have_words_in_each_language(language: str) -> None:
    rules = ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=MONTHLY;BYDAY=2TU;COUNT=10")
    with translation.override("en"):
        english = [in_words(read_rule(rule, FIRST)) for rule in rules]

    with translation.override(language):
        told = [in_words(read_rule(rule, FIRST)) for rule in rules]

    assert not set(told) & set(english)
