"""From the right everything stands as from the left, in a mirror: what does not was left behind."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor
from tests.browser.kinds import KINDS
from tests.browser.reader import turned_round

pytestmark = pytest.mark.browser

# Words within a line stand as the direction of their signs has it; pictures are not turned.
BLOCKS = """() => {
  const width = document.documentElement.clientWidth
  return [...document.querySelectorAll('body *')]
    .filter(element => element.checkVisibility() && !element.closest('svg'))
    .filter(element => !getComputedStyle(element).display.startsWith('inline'))
    .filter(element => !element.closest('.visually-hidden'))
    .map(element => {
      const box = element.getBoundingClientRect()
      const words = (element.textContent || '').trim().slice(0, 40)
      return [`${element.tagName} .${element.className} ${words}`, box.left, width - box.right]
    })
}"""


def _blocks(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate(BLOCKS)
    return found


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"story"}))
def test_a_page_from_the_right_is_its_mirror(visit: Visitor, kind: str, width: int) -> None:
    """The same words, so that every line is as long. In a story films come and go meanwhile."""
    page = visit(KINDS[kind], width=width).page
    # Our own letters are shown where they come quickly: here neither page has them.
    page.route("**/*.woff2", lambda route: route.abort())
    page.reload()
    from_left = _blocks(page)
    page.route(f"**{KINDS[kind]}", turned_round)
    page.reload()

    from_right = _blocks(page)

    assert [one[0] for one in from_right] == [one[0] for one in from_left]
    assert [
        (name, left, right)
        for (name, left, _), (_, _, right) in zip(from_left, from_right, strict=True)
        if abs(left - right) > 1
    ] == []
