"""Cells that no spreadsheet program takes for a formula."""

from datetime import UTC, datetime

import pytest

from events.table import csv_cell, xlsx_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+31 6",
        "-2",
        "@SUM(A1)",
        "|cmd",
        "%0A",
        "\tx",
        "\rx",
        "\nx",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u3000=1",
    ],
)
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Ada", "a=b", "قائمة", 5, -5, None, True, ""])
def test_other_values_stay_as_they_are(value: object) -> None:
    assert (csv_cell(value), xlsx_cell(value)) == (value, value)


def test_times_are_local() -> None:
    moment = datetime(2026, 7, 1, 10, tzinfo=UTC)

    assert csv_cell(moment) == "2026-07-01 12:00"
    assert xlsx_cell(moment) == datetime(2026, 7, 1, 12)


def test_signs_that_a_workbook_cannot_hold_are_left_out() -> None:
    assert xlsx_cell("A\x00\x0bB\ud800") == "AB"


def test_a_number_that_no_workbook_knows_is_written_as_text() -> None:
    assert xlsx_cell(10**400) == str(10**400)
    assert xlsx_cell(10**15) == 10**15
