"""Tables that were typed or pasted as text."""

import pytest

from story_pages.table import Table

ROWS = [["Year", "Children"], ["2019", "1,200"], ["2020", ""]]


@pytest.mark.parametrize(
    "text",
    [
        "Year\tChildren\n2019\t1,200\n2020",
        "| Year | Children |\n| 2019 | 1,200 |\n\n| 2020 | |",
        "Year; Children\r\n2019;1,200\r\n2020;",
    ],
    ids=["pasted from a spreadsheet", "framed", "semicolons"],
)
def test_a_row_a_line_and_cells_by_any_usual_separator(text: str) -> None:
    assert [[cell.text for cell in row] for row in Table.read(text).rows] == ROWS


def test_a_column_of_numbers_is_known_with_its_heading() -> None:
    table = Table.read("Place | Share | Change\nGroningen | 12 % | −1.5\nBoth | 8 % | n/a")

    assert [[cell.is_number for cell in row] for row in table.rows] == [[False, True, False]] * 3


@pytest.mark.parametrize(("text", "rows"), [("", 0), (" \n\n", 0), ("one", 1), ("a|b", 1)])
def test_little_or_nothing_is_a_table_as_well(text: str, rows: int) -> None:
    assert len(Table.read(text).rows) == rows
