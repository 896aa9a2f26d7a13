"""The door on a phone: without network, by finger, key and camera, and with two helpers."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import at_the_door, demo_site
from tests.browser.at_the_door import (
    CAMERA,
    KEPT,
    NOTHING,
    PHONE,
    Day,
    Phone,
    begin,
    came,
    let_in,
    row,
    told,
)
from tests.browser.test_pages import ALL, COLOURS, overflow, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("day")


@pytest.fixture(scope="module")
def served(place: Path) -> Iterator[str]:
    with demo_site.served(place) as address:
        yield address


@pytest.fixture
def day(served: str, place: Path) -> Day:
    """Told anew for each test: the same gathering, with fresh links and nobody let in."""
    return Day(served, told(place))


@pytest.fixture
def phone(browser: Browser) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []

    def open_page(**settings: Any) -> Page:
        context = browser.new_context(**{**PHONE, "locale": "en-GB", **settings})
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def test_what_is_tapped_without_network_arrives_once_and_others_see_it(
    day: Day, phone: Phone
) -> None:
    page = begin(phone(), day)
    sent: list[str] = []
    page.on("request", lambda one: one.method == "POST" and sent.append(one.post_data or ""))

    page.context.set_offline(True)
    page.reload()
    for name in ("Ada", "Bo", "Cem"):
        let_in(page, name)
    row(page, "Bo").get_by_role("button", name="Undo").tap()
    expect(came(page)).to_have_text("2")
    page.reload()
    expect(came(page)).to_have_text("2")
    expect(page.get_by_role("status").first).to_contain_text("Taps to send: 2")
    sent.clear()
    page.context.set_offline(False)
    expect(page.get_by_role("status").first).to_have_text("All is sent.")

    assert len({re.search(r"tap=([^&]+)", one)[1] for one in sent}) == 2  # type: ignore[index]
    other = begin(phone(), day, helper=1)
    expect(came(other)).to_have_text("2")
    for name in ("Ada", "Cem"):
        expect(row(other, name)).to_contain_text("Main door")
    expect(row(other, "Bo").get_by_role("button", name="Let in")).to_be_visible()


def test_the_same_person_let_in_at_two_doors_counts_once_and_is_told(
    day: Day, phone: Phone
) -> None:
    main, side = begin(phone(), day), begin(phone(), day, helper=1)
    side.context.set_offline(True)

    let_in(main, "Ada")
    expect(row(main, "Ada")).to_contain_text("Main door")
    let_in(side, "Ada")
    side.context.set_offline(False)

    expect(side.get_by_role("alert")).to_contain_text("Counted before: Ada Lovelace.")
    expect(came(side)).to_have_text("1")


def test_a_group_comes_in_parts(day: Day, phone: Phone) -> None:
    page = begin(phone(), day)
    group = row(page, "Dora Group")

    group.get_by_label("How many").fill("3")
    let_in(page, "Dora Group")

    expect(group).to_contain_text("3 of 4 came")
    expect(came(page)).to_have_text("3")
    let_in(page, "Dora Group")
    expect(group).to_contain_text("Came, ")
    expect(came(page)).to_have_text("4")


def test_somebody_who_has_not_signed_up_is_let_in_without_network_too(
    day: Day, phone: Phone
) -> None:
    page = begin(phone(), day)
    page.context.set_offline(True)

    page.get_by_text("Somebody who has not signed up").tap()
    page.get_by_label("Name", exact=True).fill("Wim Walk")
    page.locator(".check-in__walk-in").get_by_role("button", name="Let in").tap()
    expect(row(page, "Wim Walk")).to_contain_text("not sent yet")
    page.context.set_offline(False)

    expect(row(page, "Wim Walk")).to_contain_text("Main door")
    expect(row(page, "Wim Walk")).to_have_count(1)


def test_names_are_found_while_they_are_typed(day: Day, phone: Phone) -> None:
    page = begin(phone(), day)
    search = page.get_by_role("searchbox")

    found = []
    for words in ("nandu", "ALFA", "حداد", "zzz"):
        search.fill(words)
        found.append(page.locator(".guest__name").all_text_contents())

    assert found == [["Bo Ñandú"], ["Ada Lovelace"], ["ليلى حداد"], []]
    expect(page.get_by_text("Nobody of that name")).to_be_visible()


def test_keys_alone_let_somebody_in_and_take_it_back(day: Day, phone: Phone) -> None:
    page = begin(phone(has_touch=False, is_mobile=False), day)

    page.get_by_role("searchbox").focus()
    page.keyboard.type("ada")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.textContent.trim()") != "Let in":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(row(page, "Ada").get_by_role("button", name="Undo")).to_be_focused()
    expect(came(page)).to_have_text("1")
    page.keyboard.press("Enter")
    expect(row(page, "Ada").get_by_role("button", name="Let in")).to_be_focused()
    expect(came(page)).to_have_text("0")


def test_the_camera_finds_who_shows_a_code(day: Day, phone: Phone) -> None:
    page = phone()
    page.add_init_script(CAMERA)
    begin(page, day)
    page.evaluate("code => { window.code = code }", f"https://x/?code={day.told['code']}")

    page.get_by_role("button", name="Scan a code").tap()

    expect(page.locator(".guest__name")).to_have_text(["Ada Lovelace"])
    expect(row(page, "Ada").get_by_role("button", name="Let in")).to_be_focused()


def test_a_code_opened_by_the_phones_own_camera_shows_the_person(day: Day, phone: Phone) -> None:
    page = begin(phone(), day)

    page.goto(f"{day.site}{day.told['door']}?code={day.told['code']}")

    expect(page.locator(".guest__name")).to_have_text(["Ada Lovelace"])
    let_in(page, "Ada")
    expect(came(page)).to_have_text("1")


def test_without_scripts_all_is_done_by_forms(day: Day, phone: Phone) -> None:
    page = phone(java_script_enabled=False)
    page.goto(day.site + day.told["helpers"][0])
    page.get_by_role("button", name="Begin").click()

    page.get_by_role("searchbox").fill("ada")
    page.get_by_role("button", name="Search").click()
    row(page, "Ada").get_by_role("button", name="Let in").click()

    expect(row(page, "Ada")).to_contain_text("Main door")
    expect(came(page)).to_have_text("1")
    row(page, "Ada").get_by_role("button", name="Undo").click()
    expect(came(page)).to_have_text("0")


def test_who_finishes_leaves_nothing_on_the_device(day: Day, phone: Phone) -> None:
    page = begin(phone(), day)
    before = page.evaluate(KEPT)

    page.get_by_role("button", name="Finish").tap()

    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert (before["key"], before["workers"], len(before["list"])) == (True, 1, 1)
    page.wait_for_function(f"async () => JSON.stringify(await ({KEPT})()) === '{NOTHING}'")


def test_names_are_kept_locked_and_their_key_ends_with_the_day(day: Day, phone: Phone) -> None:
    page = begin(phone(), day)
    page.wait_for_function("() => Object.keys(localStorage).length === 1")

    kept = page.evaluate("() => JSON.stringify(localStorage)")

    (key,) = [one for one in page.context.cookies() if one["name"] == "check-in-key"]
    assert "Ada" not in kept
    assert 0 < key["expires"] - page.evaluate("Date.now() / 1000") < 8 * 3600
    page.context.clear_cookies(name="check-in-key")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".guest")).to_have_count(0)


def test_a_link_that_is_taken_back_empties_the_device(day: Day, phone: Phone, place: Path) -> None:
    page = begin(phone(), day)

    revoke = (
        "from events.helper_link import HelperLink, revoke_helper_link as revoke\n"
        "for link in HelperLink.objects.all(): revoke(link)"
    )
    demo_site.manage(place, "shell", "--verbosity", "0", "--command", revoke)

    stopped = page.get_by_role("heading", name="For helpers at the door")
    expect(stopped).to_be_visible(timeout=30_000)
    page.wait_for_function(f"async () => JSON.stringify(await ({KEPT})()) === '{NOTHING}'")


@pytest.fixture
def meeting() -> Iterator[tuple[str, list[str]]]:
    """Where people meet online, on another host, and whence it is told that they come."""
    with at_the_door.meeting() as found:
        yield found


def test_the_way_in_leads_to_the_meeting_without_saying_whence(
    served: str, place: Path, phone: Phone, meeting: tuple[str, list[str]]
) -> None:
    address, whence = meeting
    page = phone()
    page.goto(served + told(place, address)["join"])

    page.get_by_role("button", name="Go in").first.tap()

    page.wait_for_url(address)
    assert whence == [""]


@pytest.mark.parametrize("language", ["en", "nl", "ar"])
def test_the_door_is_accessible_in_every_size_and_colour(
    day: Day, phone: Phone, language: str
) -> None:
    # A colour on its way from light to dark is no colour of the page.
    page = phone(locale=language, is_mobile=False, reduced_motion="reduce")
    page.goto(day.site + day.told["helpers"][0].replace("/en/", f"/{language}/"))
    found = violations(page, ALL)
    page.locator("form button").first.click()
    page.wait_for_selector("html[data-works-without-network]", state="attached")
    page.locator("[data-deed=let-in]:not([hidden]) button").first.click()

    wide = {}
    for width, scheme, options in [
        (390, "light", ALL),
        (390, "dark", COLOURS),
        (1280, "dark", ALL),
    ]:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        found += violations(page, options)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        wide[width] = overflow(page)
    assert found == []
    assert {width: pixels for width, pixels in wide.items() if pixels > 0} == {}
    assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
