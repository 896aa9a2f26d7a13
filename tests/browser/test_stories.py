"""The demo's story in a real Chromium: keys, wheel, touch, sound, stillness, no scripts, paper."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

STORY = "/en/stories/learning-city-of-groningen/"
SCREENS = 11
FILM_WORDS = ".transcript__text p"

Reader = Callable[..., Page]


@pytest.fixture
def read(browser: Browser, site: str) -> Iterator[Reader]:
    """Open the story as a reader with certain habits, such as `reduced_motion="reduce"`."""
    contexts: list[BrowserContext] = []

    def open_story(anchor: str = "", **habits: Any) -> Page:
        habits.setdefault("viewport", {"width": 1280, "height": 800})
        context = browser.new_context(**habits)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site}{STORY}{anchor}", wait_until="load")
        return page

    yield open_story
    for context in contexts:
        context.close()


def is_at(page: Page, number: int) -> None:
    expect(page.locator("[data-count]")).to_have_text(f"{number} / {SCREENS}")


def comes_true(page: Page, claim: str) -> None:
    """Ask again and again from outside: the content policy forbids Playwright's own way inside."""
    for _time in range(50):
        if page.evaluate(claim):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"This never came true: {claim}")


def all_is_seen(page: Page) -> None:
    """Wait until everything on the page that watches the screen knows what is on it now.

    Watchers are told in the order in which they began to watch: when a new one is, all were.
    """
    told = "new IntersectionObserver(() => done()).observe(document.body)"
    page.evaluate(f"() => new Promise(done => {told})")


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


def test_arrow_keys_turn_the_pages_and_carry_the_focus_along(read: Reader) -> None:
    page = read()
    is_at(page, 1)

    for number in (2, 3, 4):
        page.keyboard.press("ArrowRight")
        is_at(page, number)
    page.keyboard.press("ArrowLeft")

    is_at(page, 3)
    assert page.evaluate("document.activeElement.dataset.section") == "3"


def test_the_down_key_goes_on_at_the_edge_of_a_screen(read: Reader) -> None:
    page = read(reduced_motion="reduce")
    edge = "Math.round(document.querySelector('[data-section=\"2\"]').getBoundingClientRect().top)"

    for _press in range(40):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(50)
        if page.evaluate(edge) <= 0:
            break

    is_at(page, 2)
    page.keyboard.press("ArrowUp")
    is_at(page, 1)


def test_keys_belong_to_the_control_that_has_the_focus(read: Reader) -> None:
    page = read(reduced_motion="reduce")
    page.locator(".bar summary").focus()

    page.keyboard.press("ArrowRight")
    all_is_seen(page)

    is_at(page, 1)


def test_the_wheel_goes_through_the_whole_story(read: Reader) -> None:
    page = read()
    page.mouse.move(640, 400)

    for _turn in range(80):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(60)
        if page.locator("[data-count]").text_content() == f"{SCREENS} / {SCREENS}":
            break

    is_at(page, SCREENS)
    expect(page.locator("[data-chapter-link][aria-current]")).to_have_text("Conclusion")


def test_a_finger_goes_on_and_reads_a_hint_of_its_own(read: Reader) -> None:
    page = read(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    expect(page.locator(".screen .for-touch").first).to_be_visible()
    expect(page.locator(".screen .for-mouse").first).to_be_hidden()

    swipe_up(page)

    is_at(page, 2)


def test_links_lead_on_and_back_to_the_first_page(read: Reader) -> None:
    page = read(reduced_motion="reduce")

    page.locator("[data-section='1'] .screen__on").click()
    is_at(page, 2)
    page.locator("[data-section='2'] .screen__first").click()

    is_at(page, 1)


def test_the_address_follows_the_reader_and_leads_back(read: Reader) -> None:
    page = read(reduced_motion="reduce")
    anchor = page.locator("[data-section='5']").get_attribute("id")
    page.evaluate("document.querySelector('[data-section=\"5\"]').scrollIntoView()")
    page.wait_for_url(f"**#{anchor}")

    again = read(f"#{anchor}", reduced_motion="reduce")
    is_at(again, 5)

    page.evaluate("scrollTo(0, 0)")
    page.wait_for_url(f"**{STORY}")


def test_the_start_card_blocks_nothing_and_sound_waits_to_be_asked(read: Reader) -> None:
    page = read(reduced_motion="reduce")
    sound = page.locator("[data-sound-switch]")
    expect(sound).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("[...document.querySelectorAll('audio, video')].every(m => m.paused)")

    page.locator("[data-start=without]").click()
    is_at(page, 2)
    expect(sound).to_have_attribute("aria-pressed", "false")
    sound.click()

    expect(sound).to_have_attribute("aria-pressed", "true")
    comes_true(page, "!document.querySelector('[data-ambience]').paused")


def test_a_loop_plays_only_while_seen_and_stays_paused_once_paused(read: Reader) -> None:
    page = read()
    loop, pause = page.locator("[data-loop]").first, page.locator("[data-loop-switch]").first
    playing = "loop => !loop.paused"
    assert not loop.evaluate(playing)

    loop.evaluate("loop => loop.scrollIntoView({behavior: 'instant'})")
    comes_true(page, "!document.querySelector('[data-loop]').paused")
    pause.click()

    expect(pause).to_have_attribute("aria-pressed", "true")
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    all_is_seen(page)
    loop.evaluate("loop => loop.scrollIntoView({behavior: 'instant'})")
    all_is_seen(page)
    assert not loop.evaluate(playing)


def test_who_wants_no_motion_sees_none_unless_asked_for(read: Reader) -> None:
    page = read(reduced_motion="reduce")
    loop, still = page.locator("[data-loop]").first, page.locator("[data-still-switch]")
    loop.evaluate("loop => loop.scrollIntoView()")
    all_is_seen(page)

    expect(still).to_have_attribute("aria-pressed", "true")
    assert loop.evaluate("loop => loop.paused")
    assert page.evaluate("document.getAnimations().length") == 0
    still.click()

    comes_true(page, "!document.querySelector('[data-loop]').paused")


def test_stillness_is_remembered(read: Reader) -> None:
    page = read()
    page.locator("[data-still-switch]").click()

    page.reload()

    expect(page.locator("[data-still-switch]")).to_have_attribute("aria-pressed", "true")


def test_a_time_in_the_transcript_starts_the_film_there(read: Reader) -> None:
    page = read(reduced_motion="reduce")
    film = page.locator("[data-recording]").first
    film.locator("summary").click()
    time = film.locator("[data-seek]").last

    time.click()

    seconds = float(time.get_attribute("data-seek") or 0)
    comes_true(page, f"document.querySelector('[data-voice]').currentTime >= {seconds}")


def test_without_scripts_every_word_and_every_way_is_there(read: Reader) -> None:
    page = read(java_script_enabled=False)

    expect(page.locator(".screen")).to_have_count(SCREENS)
    assert page.locator("[data-sound-switch], [data-still-switch]").first.is_hidden()
    assert page.locator("video[controls]").count() >= 2
    page.locator("[data-section='1'] .screen__on").click()
    expect(page.locator("[data-section='2'] h3")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_paper_has_all_words_and_the_transcripts(
    read: Reader, tmp_path: Path, scripts: bool
) -> None:
    page = read(java_script_enabled=scripts)
    words = [*page.locator("h1, h2, h3, .screen__body .text p").all_text_contents()]
    said = page.locator(FILM_WORDS).all_text_contents()
    assert said

    page.pdf(path=tmp_path / "story.pdf")

    told = subprocess.check_output(["pdftotext", tmp_path / "story.pdf", "-"], text=True)
    paper = "".join(told.split())
    missing = [text for text in (*words, *said) if "".join(text.split()) not in paper]
    assert missing == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_moves_by_itself_while_loading_and_nothing_is_cut(read: Reader, width: int) -> None:
    page = read(viewport={"width": width, "height": 800})
    shift = page.evaluate(
        """() => new Promise(done => { let sum = 0;
        new PerformanceObserver(list => list.getEntries().forEach(one => sum += one.value))
          .observe({type: 'layout-shift', buffered: true});
        setTimeout(() => done(sum), 300); })"""
    )

    assert shift <= 0.01
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
