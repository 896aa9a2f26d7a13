"""The agenda as people use it: by keys, in dialogs, by other clocks."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, Visitor
from tests.browser.test_pages import ALL, COLOURS, overflow, violations

pytestmark = pytest.mark.browser

NEXT_MONTH = (date.today().replace(day=1) + timedelta(days=32)).strftime("%Y-%m")  # noqa: DTZ011
VIEWS = {
    "month": f"events/?month={NEXT_MONTH}",
    "week": "events/?view=week",
    "day": "events/?day=2020-01-24",
    "past": "events/?view=past",
    "filtered": "events/?mode=in-person&q=e",
    "subscribe": "subscribe/",
    "programme": "programme/",
    "code for a frame": "embed/",
    "frame": "embed/events/",
}


@pytest.mark.parametrize("language", ["en", "nl", "ar"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_accessible_quiet_and_never_too_wide(
    visit: Visitor, view: str, language: str
) -> None:
    seen = visit(f"/{language}/{VIEWS[view]}", language=language)

    found: dict[str, object] = {}
    for width, scheme, options in (
        (1280, "light", ALL),
        (390, "dark", ALL),
        (390, "light", COLOURS),
    ):
        seen.page.set_viewport_size({"width": width, "height": 844})
        seen.page.emulate_media(color_scheme=scheme)
        if wrong := violations(seen.page, options):
            found[f"{width} {scheme}"] = wrong
        if (pixels := overflow(seen.page)) > 0:
            found[f"{width} too wide"] = pixels

    assert (found, seen.errors, seen.foreign) == ({}, [], [])


# A month by keyboard


def focused_day(page: Page) -> str:
    day: str = page.evaluate(
        "() => document.activeElement.closest('td')?.querySelector('time').dateTime ?? ''"
    )
    return day


def test_a_month_is_a_table_that_one_walks_through_with_keys(opened: Opened) -> None:
    page = opened(f"/en/events/?month={NEXT_MONTH}")
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_count(7)
    days = page.locator("td:has(a) time").evaluate_all("all => all.map(one => one.dateTime)")
    assert len(days) > 1

    table.get_by_role("link").first.focus()
    assert focused_day(page) == days[0]
    page.keyboard.press("ArrowRight")
    assert focused_day(page) == days[1]
    page.keyboard.press("ArrowLeft")
    assert focused_day(page) == days[0]
    page.keyboard.press("PageDown")

    expect(page).to_have_url(re.compile(r"month=\d{4}-\d{2}"))
    assert NEXT_MONTH not in page.url


def test_a_month_is_walked_with_tab_alone_too(opened: Opened) -> None:
    page = opened(f"/en/events/?month={NEXT_MONTH}", java_script_enabled=False)
    links = page.get_by_role("table").get_by_role("link")

    links.first.focus()
    page.keyboard.press("Tab")

    expect(links.nth(1)).to_be_focused()
    expect(page.get_by_role("navigation", name="Months").get_by_role("link").first).to_be_visible()


def test_keys_are_told_of_only_where_a_table_can_be_walked(opened: Opened) -> None:
    page = opened(f"/en/events/?month={NEXT_MONTH}")
    note = page.get_by_text("With the arrow keys")

    expect(page.get_by_role("table")).to_have_accessible_description(re.compile("arrow keys"))
    expect(note).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(note).to_be_hidden()
    assert page.locator("table").get_attribute("aria-describedby") is None
    page.locator("td a").first.focus()
    day = focused_day(page)
    page.keyboard.press("ArrowRight")
    assert focused_day(page) == day
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(page.url.partition("?")[0] + "?month=1999-01")
    expect(page.get_by_role("table")).to_have_accessible_description("")
    expect(note).to_be_hidden()


def test_the_next_month_is_walked_from_its_name_on(opened: Opened) -> None:
    page = opened(f"/en/events/?month={NEXT_MONTH}")
    page.locator("td a").first.focus()

    page.keyboard.press("PageUp")
    page.wait_for_url("**#period")
    page.keyboard.press("Tab")

    inside = "() => !!document.activeElement.closest('.period-nav')"
    assert page.evaluate(inside)


# Subscribing


def test_subscribing_opens_a_dialog_that_escape_closes(opened: Opened) -> None:
    page = opened("/en/events/")
    link = page.get_by_role("link", name="Subscribe to the calendar")

    link.press("Enter")

    dialog = page.get_by_role("dialog", name="In your own calendar")
    expect(dialog).to_be_visible()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    dialog.get_by_text("Google Calendar", exact=True).click()
    expect(dialog.get_by_text("8 to 24 hours")).to_be_visible()
    assert violations(page, ALL) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()


def test_the_address_is_copied_and_that_is_said(opened: Opened, site: str) -> None:
    page = opened("/en/events/?mode=online", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="Subscribe to the calendar").click()

    page.get_by_role("button", name="Copy").click()

    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("Copied")
    expect(page.get_by_role("button", name="Copy")).to_be_focused()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == f"{site}/calendars/en.ics?mode=online"


def test_without_scripts_subscribing_is_a_page(opened: Opened) -> None:
    page = opened("/en/events/monthly-meeting/", java_script_enabled=False)

    page.get_by_role("link", name="Add this date").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Monthly meeting")
    expect(page.get_by_role("link", name="File for any calendar (.ics)")).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_be_hidden()
    page.get_by_role("link", name="Back to the event").click()
    expect(page).to_have_url(re.compile("monthly-meeting"))


def test_a_dialog_that_cannot_be_fetched_is_a_page_after_all(opened: Opened) -> None:
    page = opened("/en/events/")
    page.route(
        "**/subscribe/",
        lambda route: (
            route.abort() if route.request.resource_type == "fetch" else route.continue_()
        ),
    )

    page.get_by_role("link", name="Subscribe to the calendar").click()

    expect(page).to_have_url(re.compile(r"/en/subscribe/$"))


# The visitor's own clock


def test_another_clock_is_told_beside_the_hours_and_moves_nothing(opened: Opened) -> None:
    page = opened("/en/events/monthly-meeting/", timezone_id="America/New_York")

    own = page.locator(".facts-list .own-time")
    expect(own).to_have_text(re.compile(r"\d\d:\d\d–\d\d:\d\d.? your time"))
    assert "14:00–15:30" in (own.text_content() or "")
    shift = page.evaluate(
        """() => new Promise(done => { let sum = 0;
        new PerformanceObserver(list => list.getEntries().forEach(one => sum += one.value))
          .observe({type: 'layout-shift', buffered: true});
        setTimeout(() => done(sum), 300); })"""
    )
    assert shift <= 0.01


def test_a_dialog_tells_the_other_clock_too(opened: Opened) -> None:
    page = opened("/en/events/monthly-meeting/", timezone_id="America/New_York")

    page.get_by_role("link", name="Add this date").click()

    told = re.compile(r"Time in Amsterdam\s+\u206814:00–15:30\u2069 your time")
    expect(page.get_by_role("dialog").get_by_role("paragraph").first).to_have_text(told)


@pytest.mark.parametrize("width", [390, 1280])
def test_another_clock_moves_no_column_of_a_programme(opened: Opened, width: int) -> None:
    columns = """() => [...document.querySelectorAll('.session-list > li > *')]
      .map(one => one.getBoundingClientRect()).map(box => [box.left, box.width])"""
    settings = {"viewport": {"width": width, "height": 800}}
    path = "/en/events/inclusion-days/"
    here = opened(path, timezone_id="Europe/Amsterdam", **settings)
    there = opened(path, timezone_id="America/New_York", **settings)

    assert there.locator(".session-list .own-time").count() > 0
    assert there.evaluate(columns) == here.evaluate(columns)


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Europe/Berlin"])
def test_the_same_clock_is_not_told_twice(opened: Opened, zone: str) -> None:
    page = opened("/en/events/monthly-meeting/", timezone_id=zone)

    expect(page.get_by_text("Time in Amsterdam").first).to_be_visible()
    expect(page.locator(".own-time")).to_have_count(0)


def test_another_day_is_said(opened: Opened) -> None:
    page = opened("/en/events/monthly-meeting/", timezone_id="Pacific/Auckland")

    weekdays = re.compile("(Mon|Tue|Wed|Thu|Fri|Sat|Sun)")
    expect(page.locator(".facts-list .own-time")).to_have_text(weekdays)
