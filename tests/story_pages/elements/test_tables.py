"""Tables in a page: headings that screen readers know, and room to move."""

import re

import pytest
from wagtail.blocks import StreamBlockValidationError

from story_pages.elements.stream import Elements
from tests.story_pages.conftest import Maker, element
from tests.story_pages.test_pages import shown

ROWS = " | Boys | Girls\n2019 | 12 | 13\n2020 | 9 | <b>8</b>"


@pytest.mark.parametrize(
    ("headings", "across", "down"),
    [
        ("row", ["Boys", "Girls"], []),
        ("column", [], ["2019", "2020"]),
        ("both", ["Boys", "Girls"], ["2019", "2020"]),
        ("none", [], []),
    ],
)
def test_headings_say_what_they_are_the_heading_of(
    article: Maker, headings: str, across: list[str], down: list[str]
) -> None:
    value = {"caption": "Children", "rows": ROWS, "headings": headings, "source": "A count"}

    html = shown(article(element("table", value)))

    assert "<table>" in html
    assert re.findall(r'<th scope="col"[^>]*>(.*?)</th>', html) == across
    assert re.findall(r'<th scope="row">(.*?)</th>', html) == down
    assert "<caption>Children</caption>" in html
    assert 'role="region" tabindex="0" aria-label="Children"' in html
    assert "&lt;b&gt;8&lt;/b&gt;" in html
    assert "A count" in html


def test_a_table_that_no_phone_can_show_is_refused() -> None:
    block = Elements()
    value = {"caption": "Wide", "rows": "|".join("abcdefghijklm"), "headings": "row"}

    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(block.to_python([element("table", value)]))

    assert refused.value.as_json_data()["blockErrors"][0]["blockErrors"]["rows"]["messages"] == [
        "A phone cannot show more than 12 columns: make two tables of it."
    ]
