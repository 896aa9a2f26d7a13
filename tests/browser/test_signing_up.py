"""Signing up in a real browser: quick on a phone, under conditions, and without a script."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.browser.test_pages import ALL, overflow, violations

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
A_KEY = 110
"""Milliseconds from one letter to the next: a slow typist on glass."""


def _form(opened: Opened, event: str = "inclusion-days", **settings: object) -> Page:
    page = opened(f"/en/events/{event}/", **settings)
    page.get_by_role("link", name="Sign up").first.click()
    page.wait_for_url("**/register/**")
    return page


def test_three_fields_take_less_than_a_minute_on_a_phone(opened: Opened) -> None:
    page = _form(opened, "alliance-round-table", **PHONE)
    begun = time.monotonic()

    page.get_by_label("Your name").tap()
    page.keyboard.type("Noor van der Sample", delay=A_KEY)
    page.get_by_label("Your e-mail address").tap()
    page.keyboard.type("noor.van.der.sample@sample.example", delay=A_KEY)
    page.get_by_label("You may keep what I write here").tap()
    page.get_by_role("button", name="Sign up").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mailbox")

    assert time.monotonic() - begun < 60


def test_a_question_is_seen_when_its_condition_holds(opened: Opened) -> None:
    page = _form(opened)
    asked = page.get_by_label("What will you show?")
    expect(asked).to_be_hidden()

    page.get_by_label("Yes", exact=True).check()
    expect(asked).to_be_visible()
    page.get_by_label("No", exact=True).check()

    expect(asked).to_be_hidden()


def test_sessions_at_the_same_hours_are_told_before_they_are_sent(opened: Opened) -> None:
    page = _form(opened)

    for name in ("When money is short", "From school to a first job"):
        page.get_by_label(name).check()

    expect(page.get_by_role("status")).to_contain_text("at the same hours")
    page.get_by_label("When money is short").uncheck()
    expect(page.get_by_role("status")).to_be_empty()


def test_without_a_script_every_question_is_seen_with_its_condition(opened: Opened) -> None:
    page = _form(opened, java_script_enabled=False)

    expect(page.get_by_label("What will you show?")).to_be_visible()
    expect(page.get_by_text("Only if you answer “Yes”")).to_be_visible()


def test_a_form_that_comes_back_leads_to_what_is_wrong(opened: Opened) -> None:
    page = _form(opened, **PHONE)
    page.get_by_label("Your name").fill("Noor Sample")
    page.get_by_label("Yes", exact=True).check()

    page.get_by_role("button", name="Sign up").tap()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    assert page.get_by_label("Your name").input_value() == "Noor Sample"
    summary.get_by_role("link").last.click()
    expect(page.get_by_label("What will you show?")).to_be_focused()
    assert violations(page, ALL) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_form_is_accessible_with_everything_open(opened: Opened, width: int) -> None:
    page = _form(opened, viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.get_by_label("Yes", exact=True).check()

    assert violations(page, ALL) == []
    assert overflow(page) <= 0
