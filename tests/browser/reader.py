"""What a reader of a story does in a real Chromium, and what is seen of it from outside."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

STORY = "/en/stories/learning-city-of-groningen/"
SPANISH = "/es/stories/groninga-ciudad-que-aprende/"
SAMPLE = "/en/stories/sample-day-of-learning/"
SCREENS = 11

Reader = Callable[..., Page]

# Written before any script of the page runs: what moves without a reason, and who listens to what.
WATCH = """
window.watched = {shift: 0, listeners: []};
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) watched.shift += one.value;
}).observe({type: 'layout-shift', buffered: true});
const {addEventListener} = EventTarget.prototype;
EventTarget.prototype.addEventListener = function (kind, ...others) {
  if (/^(scroll|wheel|mousewheel|touchmove)$/.test(kind)) watched.listeners.push(kind);
  return addEventListener.call(this, kind, ...others);
};
"""
# Links within running text are as high as its lines.
TARGETS = """() => [...document.querySelectorAll('a, button, input, summary')]
  .filter(one => one.checkVisibility({visibilityProperty: true})
    && (one.closest('.bar') || getComputedStyle(one).display !== 'inline') && !one.closest('label'))
  .map(one => [one.closest('.bar') ? 44 : 24, one.getBoundingClientRect(), one.outerHTML])
  .filter(([least, {width, height}]) => width > 1 && Math.min(width, height) < least)
  .map(([, {width, height}, html]) => `${width} x ${height}: ${html.slice(0, 99)}`)"""


def is_at(page: Page, number: int, screens: int = SCREENS) -> None:
    expect(page.locator("[data-count]")).to_have_text(f"{number} / {screens}")


def has_focus(page: Page, selector: str) -> bool:
    return bool(page.evaluate("name => document.activeElement.matches(name)", selector))


def comes_true(page: Page, claim: str) -> None:
    """Ask again and again from outside: the content policy forbids Playwright's own way inside."""
    for _time in range(50):
        if page.evaluate(claim):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"This never came true: {claim}")


def somebody_comes(page: Page) -> None:
    """A pointer comes to a story that was just opened, and then what has waited for one."""
    page.mouse.move(200, 400)
    page.wait_for_load_state("networkidle")


def all_is_seen(page: Page) -> None:
    """Wait until everything on the page that watches the screen knows what is on it now.

    Watchers are told in the order in which they began to watch: when a new one is, all were.
    """
    told = "new IntersectionObserver(() => done()).observe(document.body)"
    page.evaluate(f"() => new Promise(done => {told})")


def stands_still(page: Page) -> None:
    """Nothing jumped while the page came, and nothing is cut on the side."""
    all_is_seen(page)
    assert page.evaluate("watched.shift") <= 0.01
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def wheel_to_the_end(page: Page) -> None:
    somebody_comes(page)
    for _turn in range(80):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(60)
        if page.locator("[data-count]").text_content() == f"{SCREENS} / {SCREENS}":
            break
    is_at(page, SCREENS)


def swipe_up(page: Page) -> None:
    """A finger that goes from the lower to the upper edge, as Chromium itself takes it."""
    touch = page.context.new_cdp_session(page)
    heights = range(750, 140, -60)
    for kind, points in [
        ("touchStart", heights[:1]),
        *(("touchMove", [height]) for height in heights[1:]),
        ("touchEnd", []),
    ]:
        at = [{"x": 195, "y": height} for height in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
        page.wait_for_timeout(16)


def turned_round(route: Route) -> None:
    """The page as in a language that is written from the right."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('dir="ltr"', 'dir="rtl"', 1))
