"""An editor rebuilds the source story in the admin; readers go through it by keys, wheel, touch."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.editor import Editor
from tests.browser.reader import SCREENS, Reader, is_at, swipe_up, wheel_to_the_end

pytestmark = pytest.mark.browser

NOTICE = "This story can be heard: turn your speakers on. Wheel, arrow keys or a swipe lead on."
JOIN = "http://uil.unesco.org/lifelong-learning/learning-cities/become-member"
PICTURE, FILM = "Full-screen picture with words", "Film with words"
NUMBER, LINK = "Big number over colour", "Words and a link to close with"


@dataclass(frozen=True)
class Screen:
    kind: str
    heading: str
    words: str
    chosen: str = ""
    """The title of its picture or film in the library; of a number, the number."""


STORY = {
    "Introduction": [
        Screen(
            PICTURE,
            "One of more than 170",
            "Groningen is an active member of the network of learning cities.",
            "The city at night",
        ),
        Screen(
            FILM,
            "A city and its question",
            "The city looks for a way to give all the same chances.",
            "Film: a city and its question",
        ),
        Screen(NUMBER, "Close to the sea", "A very diverse population.", "230,000"),
    ],
    "Equal opportunities": [
        Screen(
            PICTURE,
            "Incomes and schools grow apart",
            "Equality is seen as the key to what becomes of the city.",
            "A stair of learning",
        ),
        Screen(
            PICTURE,
            "An alliance",
            "From the first years on, nobody shall be left out of education.",
            "A round table",
        ),
        Screen(NUMBER, "Before school", "Every child may come to preschool.", "16"),
        Screen(
            PICTURE,
            "A bridge",
            "Mediation officers help between school and home.",
            "Two boats, two lanterns",
        ),
    ],
    "Conclusion": [
        Screen(
            PICTURE,
            "Learning both ways",
            "The network learns from Groningen, and Groningen from the network.",
            "A net of cities",
        ),
        Screen(
            FILM,
            "What the network does",
            "It supports its members by dialogue, partnerships and tools.",
            "Film: learning both ways",
        ),
        Screen(LINK, "Your city, too", "Cities can join.", "Become a member"),
    ],
}


def test_an_editor_rebuilds_the_story_and_readers_go_through_it(
    browser: Browser, site: str, read: Reader
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    editor = Editor(context.new_page(), site)
    editor.log_in()

    begin(editor)
    for number, (title, screens) in enumerate(STORY.items()):
        write_chapter(editor, number, title, screens)
    a_click_in_the_preview_leads_to_the_block(editor)
    a_bad_address_is_refused_where_it_was_typed(editor)
    story = publish(editor)
    context.close()

    read_by_keys(read, story)
    read_by_wheel(read, story)
    read_by_touch(read, story)


def begin(editor: Editor) -> None:
    editor.add("story_pages/storypage", below="stories")
    # Arabic is typed into the same admin.
    expect(editor.field("title")).to_have_css("unicode-bidi", "plaintext")
    editor.fill("title", "A learning city, retold")
    editor.fill("lede", "How Groningen wants to give everybody the same chances.")
    editor.fill("notice", NOTICE)
    editor.choose("lead_picture", "The city at dawn")


def write_chapter(editor: Editor, number: int, title: str, screens: list[Screen]) -> None:
    chapter = editor.insert("chapters", number, "Chapter")
    editor.fill(f"{chapter}-title", title)
    for place, screen in enumerate(screens):
        section = editor.insert(f"{chapter}-sections", place, screen.kind)
        editor.fill(f"{section}-heading", screen.heading)
        write_elements(editor, section, screen)


def write_elements(editor: Editor, section: str, screen: Screen) -> None:
    first, second = (f"{section}-elements-{number}-value" for number in (0, 1))
    if screen.kind == FILM:
        editor.choose(f"{first}-recording", screen.chosen)
    elif screen.kind == NUMBER:
        editor.fill(f"{first}-number", screen.chosen)
        editor.fill(f"{first}-label", screen.heading.lower())
    elif screen.kind == LINK:
        editor.fill(f"{second}-label", screen.chosen)
        editor.fill(f"{second}-url", JOIN)
    else:
        editor.unfold(f"{section}-backdrop-picture")
        editor.choose(f"{section}-backdrop-picture", screen.chosen)
    editor.write(second if screen.kind in {FILM, NUMBER} else first, screen.words)


def a_click_in_the_preview_leads_to_the_block(editor: Editor) -> None:
    # How the editor likes to read stories is no wish of the author.
    editor.page.evaluate("localStorage['story-reading'] = 'article'")
    with editor.preview() as shown:
        expect(shown.locator(".story")).to_have_attribute("data-reading", "paged")
        bridge = shown.get_by_role("heading", name="A bridge", exact=True)
        bridge.locator("xpath=ancestor::section").get_by_role("button", name="Edit").click()

    heading = editor.field("chapters-1-value-sections-3-value-heading")
    expect(heading).to_be_in_viewport()


def a_bad_address_is_refused_where_it_was_typed(editor: Editor) -> None:
    address = "chapters-0-value-slug"
    editor.unfold(address)
    editor.fill(address, "to begin with!")
    editor.publish()

    block = editor.page.locator(f"[data-field]:has([name='{address}'])").last
    expect(block).to_contain_text("Use letters, digits and hyphens only.")
    expect(editor.field(address)).to_have_value("to begin with!")
    heading = editor.field("chapters-2-value-sections-2-value-heading")
    expect(heading).to_have_value("Your city, too")
    editor.unfold(address)
    editor.fill(address, "beginning")


def publish(editor: Editor) -> str:
    """The path of the story, once it is live."""
    editor.publish()
    said = editor.page.locator(".messages")
    expect(said).to_contain_text("has been published")
    link = said.get_by_role("link", name="View live").get_attribute("href")
    assert link is not None
    return urlsplit(link).path


def read_by_keys(read: Reader, story: str) -> None:
    page = read(story=story)
    expect(page.locator("[data-section='1']")).to_contain_text(NOTICE)
    page.locator("[data-start=without]").click()
    for number in range(2, SCREENS + 1):
        is_at(page, number)
        if number < SCREENS:
            page.keyboard.press("ArrowRight")
    chapter = page.locator("[data-chapter-link][aria-current]")
    expect(chapter).to_have_text("Conclusion")
    expect(page.get_by_role("link", name="Become a member")).to_have_attribute("href", JOIN)

    page.locator(f"[data-section='{SCREENS}'] .screen__first").click()
    is_at(page, 1)
    films_wait_and_tell_their_time(page)


def films_wait_and_tell_their_time(page: Page) -> None:
    """Each has a button that tells how long it takes; then its controls tell the time."""
    films = page.locator(".recording")
    expect(films).to_have_count(2)
    for film in films.all():
        screen = film.locator("video")
        assert screen.evaluate("film => film.paused")
        start = film.get_by_role("button", name="Start the film")
        expect(start).to_contain_text("0:")
        start.click()
        expect(start).to_be_hidden()
        assert screen.evaluate("film => film.controls")


def read_by_wheel(read: Reader, story: str) -> None:
    page = read(story=story)
    wheel_to_the_end(page)


def read_by_touch(read: Reader, story: str) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = read(story=story, **phone)
    expect(page.locator(".screen .for-touch").first).to_be_visible()
    swipe_up(page)
    is_at(page, 2)
