"""Small numbers are joined so that nobody can be told, not even by subtraction."""

from hypothesis import example, given
from hypothesis import strategies as st

from events.afterwards.small_numbers import Line, joined

LEAST = 5
NUMBERS = st.integers(0, 30)
LINES = st.lists(st.builds(Line, st.text("abc", min_size=1), NUMBERS, NUMBERS, NUMBERS), max_size=8)


def joined_by_default(*lines: Line) -> list[tuple[str, int, int]]:
    return [
        (line.label, line.registered, line.came)
        for line in joined(lines, least=LEAST, label="others")
    ]


def test_lines_of_enough_people_stay_as_they_are() -> None:
    told = joined_by_default(Line("education", 0, 9, 7), Line("care", 0, 5, 5))

    assert told == [("education", 9, 7), ("care", 5, 5)]


def test_small_lines_become_one() -> None:
    told = joined_by_default(
        Line("education", 0, 9, 7), Line("care", 0, 4, 4), Line("culture", 0, 3, 2)
    )

    assert told == [("education", 9, 7), ("others", 7, 6)]


def test_a_single_small_line_takes_the_next_one_along() -> None:
    """Else it could be reckoned from the sum of all."""
    told = joined_by_default(
        Line("education", 0, 20, 20), Line("culture", 0, 8, 8), Line("care", 0, 1, 1)
    )

    assert told == [("education", 20, 20), ("others", 9, 9)]


def test_a_line_of_whom_few_came_is_small() -> None:
    told = joined_by_default(Line("education", 0, 20, 20), Line("care", 0, 10, 1))

    assert told == [("others", 30, 21)]


def test_lines_without_anybody_are_left_out() -> None:
    assert joined_by_default(Line("care"), Line("education", 0, 6, 6)) == [("education", 6, 6)]


@given(LINES)
def test_no_line_is_small_unless_all_are_together(lines: list[Line]) -> None:
    told = joined(lines, least=LEAST, label="others")

    assert len(told) == 1 or not any(line.is_small(LEAST) for line in told)


@example([Line("a", 0, 0, 1), Line("a", 0, 0, 5), Line("a", 0, 0, 5)])
@given(LINES)
def test_nobody_is_lost_or_counted_twice(lines: list[Line]) -> None:
    told = joined(lines, least=LEAST, label="others")

    for number in ("invited", "registered", "came"):
        assert sum(getattr(one, number) for one in told) == sum(
            getattr(one, number) for one in lines
        )
