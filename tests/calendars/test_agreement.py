"""Programs that share no code read in our calendars what our rows hold."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from events.calendar_text import clean
from tests.calendars.cases import BY_HAND, TEXTS
from tests.calendars.conftest import LANGUAGES, Answers
from tests.calendars.programs import by_libical
from tests.calendars.readers import READERS, Reader
from tests.calendars.told import differing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", READERS)
def test_each_event_is_understood(
    reader: Reader, language: str, answers: Answers, tmp_path: Path
) -> None:
    single, truth = answers.single[language], answers.truth[language]

    readings = dict(zip(single, reader(single.values(), tmp_path), strict=True))

    wrong = {name: differing(readings[name], {name: truth[name]}) for name in truth}
    assert {name: dates for name, dates in wrong.items() if dates} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", READERS)
def test_the_whole_calendar_is_understood(
    reader: Reader, language: str, answers: Answers, tmp_path: Path
) -> None:
    told = reader([answers.whole[language]], tmp_path)[0]

    assert differing(told, answers.truth[language]) == {}
    assert told == answers.all_true(language)


@pytest.mark.parametrize("reader", READERS)
def test_long_texts_arrive_to_the_letter(reader: Reader, answers: Answers, tmp_path: Path) -> None:
    readings = reader([answers.single["en"][name] for name in TEXTS], tmp_path)

    for case, [told] in zip(TEXTS.values(), readings, strict=True):
        assert told.text.partition("\n\nhttp://")[0] == clean(case.summary)


@pytest.mark.programs
@pytest.mark.parametrize("language", LANGUAGES)
def test_libical_has_nothing_to_complain_about(
    language: str, answers: Answers, tmp_path: Path
) -> None:
    texts = [answers.whole[language], *answers.single[language].values()]

    assert [reading.errors for reading in by_libical(texts, tmp_path)] == [[]] * len(texts)


@pytest.mark.parametrize(("name", "moments"), BY_HAND.items(), ids=BY_HAND)
def test_the_rows_hold_what_was_reckoned_by_hand(
    name: str, moments: list[str], answers: Answers
) -> None:
    starts = [one.start for one in answers.truth["en"][name]]

    wanted = [datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in moments]
    assert [start for start in starts if start in wanted] == wanted
