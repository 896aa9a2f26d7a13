"""How the tags of a page are written anew."""

import pytest

from story_pages.taking_out.sheet import Sheet
from story_pages.taking_out.shelf import Shelf

ROOT = "https://learning.example/"


def test_what_is_closed_in_itself_stays_so() -> None:
    """In a drawing the second picture would otherwise lie inside the first, and not be drawn."""
    sheet = Sheet(address=ROOT, up="", shelf=Shelf(ROOT), local=lambda url: None)

    written = sheet.written('<svg viewBox="0 0 9 9"><image href="/a.png"/><image href="/b.png"/>')

    assert written == (
        f'<svg viewBox="0 0 9 9"><image href="{ROOT}a.png"/><image href="{ROOT}b.png"/>'
    )


@pytest.mark.parametrize("address", ["http://[x", "//a]b", "http://\u2100x/"])
def test_what_is_no_address_stays_as_it_was_written(address: str) -> None:
    sheet = Sheet(address=ROOT, up="", shelf=Shelf(ROOT), local=lambda url: None)

    link = f'<a href="{address}" data-words="{address}">this</a>'

    assert sheet.written(link) == link
