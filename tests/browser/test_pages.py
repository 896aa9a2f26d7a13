"""Every kind of page, in three languages: accessible, quiet, self-contained, and never too wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Visit, Visitor
from tests.browser.kinds import KINDS, PAGES, address
from tests.browser.reader import SAMPLE, turned_round

pytestmark = pytest.mark.browser

ALL: dict[str, object] = {}
COLOURS: dict[str, object] = {"runOnly": ["color-contrast", "link-in-text-block"]}
SIZES = {320: 640, 390: 844, 1280: 800}
# Sizes move things and schemes colour them: two looks are asked everything, two of colours only.
LOOKS = [(1280, "light", ALL), (390, "dark", ALL), (390, "light", COLOURS), (1280, "dark", COLOURS)]
# Where colours are forced, axe still reckons with those that the page asked for.
FORCED: dict[str, object] = {"rules": {"color-contrast": {"enabled": False}}}
WAYS = ["paged", "scrolled", "article"]
# The headings and paragraphs that a reader sees; text that waits behind a button is not counted.
READ = """() => [...document.querySelectorAll('main h1, main h2, main h3, main p')]
  .filter(element => element.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .map(element => element.textContent.trim().replace(/\\s+/g, ' ')).filter(Boolean)"""

# Texts count too: a box that clips its contents hides that they are too wide.
WIDER = """() => {
  const width = document.documentElement.clientWidth
  const scrolls = element => element && (/auto|scroll/.test(getComputedStyle(element).overflowX)
    || scrolls(element.parentElement))
  const texts = [...document.querySelectorAll('main :is(h1, h2, h3, p, li, td, a, button)')]
    .filter(element => element.checkVisibility() && !scrolls(element))
    .map(element => element.getBoundingClientRect())
    .filter(box => box.width > 1)
  return Math.max(document.documentElement.scrollWidth - width,
    ...texts.map(box => Math.max(box.right - width, -box.left)))
}"""


def violations(
    page: Page, options: dict[str, object], inside: dict[str, object] | None = None
) -> list[str]:
    found = Axe().run(page, context=inside, options=options).response["violations"]
    return [
        f"{one['id']}: {one['help']} at {[node['target'] for node in one['nodes']][:3]}"
        for one in found
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page, or a text that a box cuts off, leaves the window sideways."""
    pixels: float = page.evaluate(WIDER)
    return round(pixels)


@pytest.mark.parametrize(("kind", "language"), PAGES)
def test_a_page_is_accessible_in_every_size_and_colour(
    visit: Visitor, site: str, kind: str, language: str
) -> None:
    page = visit(address(site, kind, language), language=language).page

    found: dict[str, list[str]] = {}
    for width, scheme, options in LOOKS:
        page.set_viewport_size({"width": width, "height": SIZES[width]})
        page.emulate_media(color_scheme=scheme)
        for violation in violations(page, options):
            found.setdefault(violation, []).append(f"{width} {scheme}")

    assert found == {}


@pytest.mark.parametrize("language", ["en", "nl", "from the right"])
def test_a_story_of_all_elements_is_accessible_in_each_way_to_read_it(
    visit: Visitor, site: str, language: str
) -> None:
    page = visit(SAMPLE).page
    if language == "nl":
        page.goto(page.locator("link[hreflang=nl]").get_attribute("href") or "")
    story = page.url
    inside: dict[str, object] | None = None
    if language == "from the right":
        page.route(f"{story}?*", turned_round)
        # The server draws them turned round for pages that are.
        inside = {"exclude": [[".chart__drawing"]]}

    found = {}
    for way in WAYS:
        page.set_viewport_size({"width": 320, "height": 256})
        page.emulate_media(color_scheme="light", forced_colors="none")
        page.goto(f"{story}?reading={way}")
        found[f"{way} too wide"] = max(0, overflow(page))
        page.set_viewport_size({"width": 1280, "height": 800})
        found[f"{way} light"] = violations(page, ALL, inside)
        if language == "nl":
            continue
        page.emulate_media(color_scheme="dark")
        found[f"{way} dark"] = violations(page, COLOURS, inside)
        page.emulate_media(forced_colors="active")
        found[f"{way} forced"] = violations(page, FORCED, inside)

    assert {look: wrong for look, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("kind", "language"), PAGES)
def test_a_page_is_quiet_and_asks_nobody_else(
    visit: Visitor, site: str, kind: str, language: str
) -> None:
    seen = visit(address(site, kind, language), language=language, width=390)
    seen.page.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
    seen.page.wait_for_load_state("networkidle")

    assert (seen.errors, seen.foreign) == ([], [])
    assert _policy_of(seen).count("unsafe-inline") == 0
    direction = "rtl" if language == "ar" else "ltr"
    html = seen.page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (language, direction)


@pytest.mark.parametrize(("kind", "language"), PAGES)
def test_a_page_is_never_wider_than_its_window(
    visit: Visitor, site: str, kind: str, language: str
) -> None:
    page = visit(address(site, kind, language), language=language).page

    wider = {}
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        if (pixels := overflow(page)) > 0:
            wider[width] = pixels

    assert wider == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_tells_all_without_javascript(visit: Visitor, site: str, kind: str) -> None:
    told = visit(address(site, kind, "en")).page.evaluate(READ)

    plain = visit(address(site, kind, "en"), javascript=False).page.evaluate(READ)

    assert told
    assert [text for text in told if text not in plain] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_skip_link_is_the_first_stop_and_leads_to_the_text(
    visit: Visitor, site: str, kind: str
) -> None:
    page = visit(address(site, kind, "en")).page

    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('href')") == "#main"
    assert page.locator(":focus").is_visible()
    page.keyboard.press("Enter")

    assert page.evaluate("() => location.hash") == "#main"


def test_a_violation_would_be_found(visit: Visitor) -> None:
    page = visit("/en/").page

    page.evaluate("() => document.querySelector('main').append(new Image(9, 9))")

    assert any(found.startswith("image-alt") for found in violations(page, ALL))


def test_a_page_that_is_too_wide_would_be_found(visit: Visitor) -> None:
    page = visit("/en/", width=390).page

    page.evaluate("() => { document.querySelector('h1').style.minInlineSize = '600px' }")

    assert overflow(page) > 0


def test_an_inline_script_would_be_blocked_and_heard(visit: Visitor) -> None:
    seen = visit("/en/")

    seen.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.body.append(s) }"
    )

    assert seen.page.evaluate("() => window.ran") is None
    assert any("Content Security Policy" in error for error in seen.errors)


def _policy_of(seen: Visit) -> str:
    assert seen.response is not None
    assert seen.response.status == 200
    return seen.response.headers["content-security-policy"]
