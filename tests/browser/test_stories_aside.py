"""The side story of the sample in a real Chromium, and every way out of it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import SAMPLE, Reader, all_is_seen, has_focus

pytestmark = pytest.mark.browser

Follow = Callable[[Locator], None]


def written_into(page: Page, anchor: str) -> Locator:
    """A link in the side story, as an author writes one into its words."""
    link = f'<a href="#{anchor}">Go on</a>'
    text = page.locator("#four-questions .rich-text, #four-questions p").first
    text.evaluate("(text, link) => text.insertAdjacentHTML('beforeend', link)", link)
    return page.get_by_role("dialog").get_by_role("link", name="Go on")


def test_a_side_story_opens_in_a_dialog_and_gives_address_and_focus_back(read: Reader) -> None:
    page = read(story=SAMPLE, reduced_motion="reduce")
    link = page.get_by_role("link", name="a letter from the town hall")
    dialog = page.get_by_role("dialog", name="A letter from the town hall")
    expect(page.get_by_text("Nobody at this table")).to_be_hidden()

    link.press("Enter")
    expect(dialog).to_contain_text("Nobody at this table")
    expect(dialog.get_by_role("heading", level=2)).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()
    page.wait_for_url(re.compile(r"^((?!#the-letter).)*$"))
    all_is_seen(page)
    expect(link).to_be_focused()

    page.goto(f"{page.url.partition('#')[0]}who-helps/")
    page.wait_for_url("**#who-helps")
    expect(dialog.locator("#who-helps")).to_be_focused()
    dialog.get_by_role("link", name="Back to the story").click()
    expect(link).to_be_in_viewport()


@pytest.mark.parametrize(
    "follow", [Locator.click, lambda link: link.press("Enter")], ids=["mouse", "keyboard"]
)
def test_a_link_in_a_side_story_leads_into_the_story(read: Reader, follow: Follow) -> None:
    page = read(story=SAMPLE, reduced_motion="reduce")
    page.get_by_role("link", name="a letter from the town hall").press("Enter")
    link = written_into(page, "listen")

    follow(link)

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#listen .screen__heading")).to_be_in_viewport()
    all_is_seen(page)
    assert has_focus(page, "#listen")
    expect(page).to_have_url(re.compile("#listen$"))


def test_escape_leaves_a_side_story_however_far_one_went_in_it(read: Reader) -> None:
    page = read(story=SAMPLE, reduced_motion="reduce")
    opener = page.get_by_role("link", name="a letter from the town hall")
    opener.press("Enter")
    written_into(page, "who-helps").press("Enter")
    expect(page.locator("#who-helps")).to_be_focused()

    page.keyboard.press("Escape")

    expect(page).to_have_url(re.compile(r"^((?!#the-letter|#who-helps).)*$"))
    all_is_seen(page)
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_what_is_read_meanwhile_does_not_take_the_address_of_a_followed_link(read: Reader) -> None:
    """The bar writes the address a moment after a section is entered, maybe at just that moment."""
    page = read(story=SAMPLE, reduced_motion="reduce")
    all_is_seen(page)

    page.evaluate(
        "() => { location.hash = 'the-letter'; history.replaceState(history.state, '', '#listen') }"
    )

    expect(page.get_by_role("dialog", name="A letter from the town hall")).to_be_visible()
    expect(page).to_have_url(re.compile("#the-letter$"))
