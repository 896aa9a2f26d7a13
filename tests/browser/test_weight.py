"""What opening the demo's story on a phone costs its reader, all counted but film and sound."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Response, expect

from tests.browser.reader import SAMPLE, Reader, is_at, stands_still

pytestmark = pytest.mark.browser

MOST = 60_000
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
FILM_AND_SOUND = "media"
LATE = 2000
"""Milliseconds after the page is there: what a browser fetches by itself has begun by then."""


def weight(answer: Response) -> int:
    """The bytes of an answer's body as a server sends it; the one of the tests compresses none."""
    body = answer.body()
    return min(len(body), len(gzip.compress(body, 6)))


@pytest.mark.parametrize("language", ["en", "nl", "fr", "es", "ar", "zh-hans"])
def test_the_first_screen_of_a_story_is_light_on_a_phone(
    browser: Browser, site: str, read: Reader, language: str
) -> None:
    told = read().locator(f"link[hreflang={language}]").get_attribute("href") or ""
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]  # settings of a context
    page = context.new_page()
    answers: list[Response] = []
    # Playwright asks a listener for a name of its own; a list's method has none.
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108

    page.goto(site + urlsplit(told).path, wait_until="load")
    page.wait_for_timeout(LATE)

    weights = {
        urlsplit(one.url).path: weight(one)
        for one in answers
        if one.request.resource_type != FILM_AND_SOUND and not one.url.startswith("data:")
    }
    heaviest = sorted(weights.items(), key=lambda one: -one[1])
    assert len(weights) > 9
    assert sum(weights.values()) <= MOST, (
        f"Opening the story takes {sum(weights.values())} bytes; the heaviest: {heaviest[:12]}"
    )

    # All else comes as soon as a finger does, before the page has moved.
    page.locator("h1").tap()
    expect(page.locator("[data-later]")).to_have_count(0)
    expect(page.locator("[data-play]").first).to_be_visible()
    context.close()


def test_whoever_is_led_past_the_first_screen_sees_nothing_jump(read: Reader) -> None:
    page = read("#listen", story=SAMPLE, viewport=PHONE["viewport"])

    is_at(page, int(page.locator("#listen").get_attribute("data-section") or 0), 19)
    stands_still(page)
