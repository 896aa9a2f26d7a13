"""The demo's stories in a real Chromium: keys, wheel, touch, the bar and its sheets, pictures."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.reader import (
    SAMPLE,
    SCREENS,
    STORY,
    TARGETS,
    Reader,
    all_is_seen,
    has_focus,
    is_at,
    somebody_comes,
    stands_still,
    swipe_up,
    wheel_to_the_end,
)

pytestmark = pytest.mark.browser


def test_keys_turn_the_pages_and_carry_the_focus_along(read: Reader) -> None:
    page = read()
    is_at(page, 1)

    for number in (2, 3, 4):
        page.keyboard.press("ArrowRight")
        is_at(page, number)
    page.keyboard.press("ArrowLeft")
    is_at(page, 3)
    assert has_focus(page, "[data-section='3']")
    # Pressed again while the page still moves.
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    is_at(page, 5)
    page.keyboard.press("End")
    is_at(page, SCREENS)
    page.keyboard.press("Home")
    is_at(page, 1)
    assert has_focus(page, "[data-section='1']")


def test_keys_that_scroll_go_on_at_the_edge_and_leave_controls_alone(read: Reader) -> None:
    page = read(reduced_motion="reduce")
    edge = "Math.round(document.querySelector('[data-section=\"2\"]').getBoundingClientRect().top)"

    for _press in range(40):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(50)
        if page.evaluate(edge) <= 0:
            break
    is_at(page, 2)
    page.keyboard.press("PageUp")
    is_at(page, 1)

    page.locator(".bar__menu").focus()
    page.keyboard.press("ArrowRight")
    all_is_seen(page)
    is_at(page, 1)

    page.keyboard.press("?")
    expect(page.locator("#story-keys")).to_be_visible()
    page.get_by_label("These keys go from section to section").press("Space")
    page.keyboard.press("Escape")
    page.locator("[data-section='1']").focus()
    page.keyboard.press("ArrowRight")
    all_is_seen(page)
    is_at(page, 1)
    assert page.evaluate("localStorage['story-keys']") == "off"


def test_the_wheel_goes_through_the_whole_story_and_the_reader_may_come_back(read: Reader) -> None:
    page = read()
    wheel_to_the_end(page)
    expect(page.locator("[data-chapter-link][aria-current]")).to_have_text("Conclusion")
    last = page.locator(f"[data-section='{SCREENS}']").get_attribute("id")
    page.wait_for_url(f"**#{last}")
    stands_still(page)
    assert page.evaluate("watched.listeners") == []

    page.goto(page.url.partition("#")[0])
    is_at(page, 1)
    again = page.locator("[data-continue]")
    expect(again).to_contain_text("Your city, too?")
    again.click()
    is_at(page, SCREENS)


def test_a_finger_goes_on_and_finds_every_control_large_enough(read: Reader) -> None:
    page = read(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    expect(page.locator(".screen .for-touch").first).to_be_visible()
    expect(page.locator(".screen .for-mouse").first).to_be_hidden()

    swipe_up(page)
    is_at(page, 2)

    for sheet in ("story-contents", "story-languages", "story-menu"):
        page.locator(f"[popovertarget={sheet}]").tap()
        expect(page.locator(f"#{sheet}")).to_be_visible()
        assert page.evaluate(TARGETS) == []
    page.locator("#story-menu [popovertarget=story-share]").tap()
    expect(page.locator("#story-share")).to_be_visible()
    assert page.evaluate(TARGETS) == []
    stands_still(page)


def test_links_and_addresses_lead_on_back_and_to_the_first_page(read: Reader) -> None:
    page = read(reduced_motion="reduce")
    anchor = page.locator("[data-section='5']").get_attribute("id")

    page.locator("[data-section='1'] .screen__on").click()
    is_at(page, 2)
    page.locator("[data-section='2'] .screen__on").click()
    is_at(page, 3)
    page.locator("[data-section='3'] .screen__back").click()
    is_at(page, 2)
    page.locator("[data-section='2'] .screen__first").click()
    is_at(page, 1)
    page.wait_for_url(f"**{STORY}")

    again = read(f"#{anchor}", reduced_motion="reduce")
    is_at(again, 5)
    expect(again.locator("[data-continue]")).to_be_hidden()


def test_a_script_that_comes_late_learns_which_section_is_being_read(read: Reader) -> None:
    page = read(reduced_motion="reduce")

    def late(route: Route) -> None:
        page.wait_for_timeout(1500)
        route.continue_()

    page.route("**/story_pages/bar*.js", late)
    page.goto(f"{page.url}?late")

    expect(page.locator("[data-count]")).not_to_have_attribute("inert", "")


def test_the_bar_opens_its_sheets_by_keyboard_and_gives_the_focus_back(read: Reader) -> None:
    page = read(reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"])
    page.keyboard.press("ArrowRight")
    is_at(page, 2)

    page.locator(".bar__contents").press("Enter")
    here = page.locator(".contents__entry[aria-current]")
    expect(here).to_contain_text("A city close to the sea")
    expect(page.locator(".contents__length").first).to_have_text(re.compile(r"\d:\d\d"))
    page.keyboard.press("Tab")
    assert has_focus(page, "#story-contents a")
    page.keyboard.press("Escape")
    assert has_focus(page, ".bar__contents")
    page.keyboard.press("Enter")
    page.locator(".contents__entry").nth(4).press("Enter")
    is_at(page, 5)
    expect(page.locator("#story-contents")).to_be_hidden()

    # As in a chapter that does not stand in the contents.
    page.locator("[data-entry]").evaluate_all("entries => entries.forEach(one => one.remove())")
    page.locator(".bar__menu").press("Enter")
    share = page.locator("#story-menu [popovertarget=story-share]")
    share.press("Enter")
    expect(page.locator("#story-share fieldset")).not_to_have_attribute("inert", "")
    page.get_by_label("The whole story").press("ArrowDown")
    anchor = page.locator("[data-section='5']").get_attribute("id")
    field = page.get_by_label("Link", exact=True)
    expect(field).to_have_value(re.compile(rf"{STORY}{anchor}/$"))
    page.locator("[data-share=copy]").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    shared = page.evaluate("navigator.clipboard.readText()")
    assert shared == field.input_value()
    # The demo knows itself at another port than the one at which this test serves it.
    here = page.evaluate("link => new URL(new URL(link).pathname, location).href", shared)
    assert 'http-equiv="refresh"' in page.request.get(here).text()
    page.keyboard.press("Escape")
    expect(share).to_be_focused()


def test_another_language_and_way_of_reading_keep_the_place(read: Reader) -> None:
    page = read(reduced_motion="reduce")
    for number in (2, 3):
        page.keyboard.press("ArrowRight")
        is_at(page, number)
    key = page.locator("[data-section='3']").get_attribute("data-key")

    page.locator(".bar__menu").click()
    article = page.get_by_role("link", name="As an article")
    expect(article).to_have_attribute("href", re.compile("#."))
    article.click()
    page.wait_for_url("**?reading=article#*")
    is_at(page, 3)
    page.locator(".bar__language").click()
    dutch = page.locator("#story-languages").get_by_role("link", name="Nederlands")
    expect(dutch).to_have_attribute("href", re.compile("#at-3-"))
    dutch.click()

    page.wait_for_url("**/nl/**")
    is_at(page, 3)
    expect(page.locator(".story")).to_have_attribute("data-reading", "article")
    assert page.locator("[data-section='3']").get_attribute("data-key") == key


def test_pictures_are_enlarged_leafed_through_and_compared_by_keyboard(read: Reader) -> None:
    page = read(story=SAMPLE, reduced_motion="reduce")
    somebody_comes(page)
    gallery = page.locator("[data-gallery]")
    link = gallery.locator(".zoomable")

    link.first.press("Enter")
    dialog = page.get_by_role("dialog", name="Enlarged picture")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(dialog.locator(".zoom__count")).to_have_text("2 / 3")
    page.keyboard.press("Escape")
    expect(link.nth(1)).to_be_focused()
    gallery.get_by_role("button", name="Next picture").press("Enter")
    expect(gallery.locator("[data-gallery-count]")).not_to_have_text("1 of 3")

    border = page.get_by_role("slider", name="Compare In the morning and At night")
    for _press in range(5):
        border.press("ArrowRight")
    assert border.get_attribute("aria-valuetext") == "In the morning 55%, At night 45%"

    point = page.get_by_role("button", name=re.compile("1.*: The tower"))
    point.press("Enter")
    told = page.get_by_role("group", name="Point 1")
    expect(told).to_contain_text("Measure its shadow")
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    expect(point).to_be_focused()
    expect(page.locator(".hotspots__list > li")).to_have_count(3)

    page.get_by_text("Does learning ever stop?").press("Enter")
    expect(page.get_by_text("Dreams do not count.")).to_be_visible()
    assert page.evaluate(TARGETS) == []


def test_from_the_right_all_is_turned_round_and_no_focus_is_below_the_bar(read: Reader) -> None:
    page = read(reduced_motion="reduce", direction="rtl")
    page.keyboard.press("ArrowLeft")
    is_at(page, 2)
    stands_still(page)

    page.keyboard.press("Home")
    page.locator("[data-section='1']").focus()
    covered = """() => { const {top, height} = document.activeElement.getBoundingClientRect();
        return !document.activeElement.closest('.bar') && top < 54 && height < 700
          ? document.activeElement.outerHTML : '' }"""
    for key in ["Tab"] * 20 + ["Shift+Tab"] * 12:
        page.keyboard.press(key)
        assert page.evaluate(covered) == ""
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_the_words_go_away_and_come_back(read: Reader) -> None:
    page = read(reduced_motion="reduce")
    page.locator(".bar__menu").press("Enter")
    page.get_by_role("button", name="Look at the picture").press("Enter")
    back = page.get_by_role("button", name="Show the words")

    expect(back).to_be_focused()
    expect(page.locator("h1")).to_be_hidden()
    page.keyboard.press("Escape")

    expect(page.locator("h1")).to_be_visible()
    expect(back).to_be_hidden()


def test_in_a_hall_a_story_goes_on_by_itself_and_begins_anew_for_the_next(read: Reader) -> None:
    page = read("?kiosk=60", has_clock=True)
    by_itself = page.get_by_role("button", name="Goes on by itself")
    expect(by_itself).to_have_attribute("aria-pressed", "true")
    # A film that repeats has no end to wait for.
    repeats = "film => film.play(film.loop = film.muted = true)"
    page.locator("video[data-voice]").first.evaluate(repeats)

    page.clock.fast_forward("03:00")
    is_at(page, 2)
    page.keyboard.press("ArrowRight")
    is_at(page, 3)
    expect(by_itself).to_have_attribute("aria-pressed", "false")
    page.locator(".bar__menu").click()

    page.clock.fast_forward("01:01")
    is_at(page, 1)
    expect(page.locator("#story-menu")).to_be_hidden()
    expect(by_itself).to_have_attribute("aria-pressed", "true")
