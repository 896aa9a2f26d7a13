"""What people and the team meet around a sign-up: accessible, by keys, and at 400 per cent."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import demo_site
from tests.browser.conftest import LOCALES
from tests.browser.people import LANGUAGES
from tests.browser.test_pages import ALL, COLOURS, overflow, violations

pytestmark = pytest.mark.browser

# A window of 1280 pixels at 400 per cent.
ZOOMED = {"width": 320, "height": 256}
WIDE = {"width": 1280, "height": 800}
Looks = tuple[tuple[dict[str, int], str, dict[str, object]], ...]
LOOKS: Looks = ((WIDE, "light", ALL), (WIDE, "dark", COLOURS), (ZOOMED, "light", ALL))
# The admin's own frame around a page is Wagtail's.
INSIDE = {"include": [["main"]]}
DESK_LOOKS: Looks = ((WIDE, "light", ALL), (ZOOMED, "light", ALL))
# Every list of Wagtail says in a heading with this role how many it found: no page of ours can
# word it otherwise, so this one rule is not asked of this one element.
WAGTAILS = (
    "aria-allowed-role: ARIA role should be appropriate for the element at [['h2[role=\"alert\"]']]"
)
# Whatever can be reached by Tab from where one is, until it comes round.
NEXT_STOP = """() => {
  const one = document.activeElement
  if (!one || one === document.body) return ''
  const box = one.getBoundingClientRect(), style = getComputedStyle(one)
  one.dataset.stop ??= Math.random().toString(36)
  return JSON.stringify({stop: one.dataset.stop, what: one.outerHTML.slice(0, 80),
    seen: one.checkVisibility({visibilityProperty: true}) && box.width > 0
      && style.opacity !== '0'})
}"""
STOPS = """() => [...document.querySelectorAll('main :is(a[href], button, input, select, textarea,'
  + ' summary)')].filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled
    && one.tabIndex >= 0 && one.type !== 'hidden' && !one.closest('[inert]')).length"""


# How far apart the middles of a box and of the first line of its words are.
OFF_THE_LINE = """() => [...document.querySelectorAll('main .choice')]
  .filter(one => one.checkVisibility()).map(one => {
    const box = one.querySelector('input').getBoundingClientRect(), words = document.createRange()
    words.selectNodeContents(one.querySelector('label'))
    const line = words.getClientRects()[0]
    return Math.abs(box.top + box.bottom - line.top - line.bottom) / 2
  })"""
EDGES = """() => [...document.querySelectorAll('.sign-up > *')].map(one => {
  const box = one.getBoundingClientRect()
  return `${Math.round(box.left)} to ${Math.round(box.right)}`
})"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("people")


@pytest.fixture(scope="module")
def served(place: Path) -> Iterator[str]:
    with demo_site.served(place) as address:
        yield address


@pytest.fixture(scope="module")
def told(served: str, place: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(_in_the_site(place, "tell()"))
    return found


def _in_the_site(place: Path, deed: str) -> str:
    code = f"from tests.browser import people; people.{deed}"
    said: str = demo_site.manage(place, "shell", "--verbosity", "0", "--command", code)
    return said


@pytest.fixture
def window(browser: Browser, served: str) -> Iterator[Callable[..., Page]]:
    contexts = []

    def open_window(language: str, *, signed_in: bool = False) -> Page:
        context = browser.new_context(locale=LOCALES[language], reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        if signed_in:
            page.goto(f"{served}/admin/login/")
            page.locator("[name=username]").fill("admin")
            page.locator("[name=password]").fill("admin")
            page.locator("[type=submit]").click()
            page.wait_for_load_state()
        return page

    yield open_window
    for context in contexts:
        context.close()


def _looked_at(
    page: Page, looks: Looks = LOOKS, *, inside: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What is wrong with a page, wide and zoomed in, and by keys."""
    wrong: dict[str, Any] = {}
    for size, scheme, options in looks:
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a size
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a scheme
        look = f"{size['width']} {scheme}"
        if found := [one for one in violations(page, options, inside) if one != WAGTAILS]:
            wrong[look] = found
        if (pixels := overflow(page)) > 0:
            wrong[f"{look}, too wide by"] = pixels
    if unreached := _unreached(page):
        wrong["keyboard"] = unreached
    return wrong


def _unreached(page: Page) -> list[str]:
    """What Tab does not reach, or reaches unseen."""
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # a size
    page.evaluate("() => document.querySelector('main').focus()")
    expected: int = page.evaluate(STOPS)
    stops: dict[str, str] = {}
    for _press in range(expected + 60):
        page.keyboard.press("Tab")
        said = page.evaluate(NEXT_STOP)
        if not said:
            break
        stop = json.loads(said)
        if stop["stop"] in stops:
            break
        stops[stop["stop"]] = "" if stop["seen"] else stop["what"]
    return [what for what in stops.values() if what]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_people_are_accessible_at_every_size_and_by_keys(
    told: dict[str, dict[str, str]], served: str, window: Callable[..., Page], language: str
) -> None:
    wrong = {}
    for kind, path in told[language].items():
        page = window(language, signed_in=kind == "check-in")
        answer = page.goto(served + path)
        assert answer is not None
        assert answer.status == 200, (kind, answer.status)
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        if found := _looked_at(page):
            wrong[kind] = found

    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_belongs_together_stands_on_one_line(
    told: dict[str, dict[str, str]], served: str, window: Callable[..., Page], language: str
) -> None:
    page = window(language)

    page.goto(served + told[language]["form"])
    boxes = page.evaluate(OFF_THE_LINE)
    page.goto(served + told[language]["own page"])
    edges = page.evaluate(EDGES)

    assert len(boxes) > 5
    assert max(boxes) <= 3
    assert len(edges) > 3
    assert len(set(edges)) == 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_desk_is_accessible_zoomed_in_and_by_keys(
    told: dict[str, dict[str, str]],
    served: str,
    place: Path,
    window: Callable[..., Page],
    language: str,
) -> None:
    _in_the_site(place, f"speak({language!r})")
    page = window(language, signed_in=True)
    wrong = {}
    for kind, path in told["desk"].items():
        answer = page.goto(served + path)
        assert answer is not None
        assert answer.status == 200, (kind, answer.status)
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        if found := _looked_at(page, DESK_LOOKS, inside=INSIDE):
            wrong[kind] = found

    assert wrong == {}
