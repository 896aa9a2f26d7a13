"""The pictures of the README and the docs: taken from the demo, so that they are never old."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Visitor
from tests.browser.kinds import address

pytestmark = pytest.mark.browser

FOLDER = os.environ.get("SHOTS", "")


class Shot(NamedTuple):
    name: str
    kind: str
    language: str = "en"
    width: int = 1280
    scheme: str = "light"


SHOTS = [
    Shot("home", "home"),
    Shot("home-dark-phone", "home", "nl", width=390, scheme="dark"),
    Shot("home-arabic", "home", "ar"),
    Shot("story", "story"),
    Shot("article", "article"),
    Shot("agenda", "agenda"),
    Shot("event", "gathering"),
    Shot("series", "monthly meeting"),
    Shot("directory", "directory"),
    Shot("organisation", "organisation"),
]


class AdminShot(NamedTuple):
    """A view of the admin: an address, or the editor of the page with this slug at one panel."""

    name: str
    where: str
    panel: str = ""


ADMIN_SHOTS = [
    AdminShot("admin-waiting", "/admin/"),
    AdminShot("admin-event-when", "alliance-round-table", "facts_when"),
    AdminShot("admin-event-repeats", "monthly-meeting", "facts_when"),
    AdminShot("admin-event-seats", "alliance-round-table", "facts_signing_up"),
    AdminShot("admin-facts-elsewhere", "ronde-tafel-van-de-alliantie", "facts_when"),
    AdminShot("admin-partners", "/admin/partners_calendars/"),
    AdminShot("admin-registrations", "/admin/snippets/events/registration/"),
    AdminShot("admin-organisation", "municipality-of-groningen", "facts_what_it_is"),
    AdminShot("admin-figures", "municipality-of-groningen", "facts_figures"),
    AdminShot("admin-membership", "/admin/membership/new/"),
    AdminShot("admin-story", "learning-city-of-groningen", "chapters"),
    AdminShot("admin-media", "/admin/media/"),
]


class DeskShot(NamedTuple):
    """The desk of the round table, or one area of the work on it, called as its link is."""

    name: str
    area: str = ""


DESK_SHOTS = [
    DeskShot("admin-desk"),
    DeskShot("admin-invitations", "Invitations"),
    DeskShot("admin-missing", "Who is missing"),
    DeskShot("admin-the-day", "The day itself"),
]


@pytest.fixture(scope="module")
def desk(browser: Browser, site: str) -> Iterator[Page]:
    """The admin, as somebody of the team has it open."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    page = context.new_page()
    page.goto(f"{site}/admin/login/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", "admin")
    page.click("button[type=submit]")
    yield page
    context.close()


def open_editor(desk: Page, site: str, slug: str) -> None:
    found = desk.request.get(f"{site}/admin/api/main/pages/?slug={slug}&fields=_,id").json()
    desk.goto(f"{site}/admin/pages/{found['items'][0]['id']}/edit/")


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_screenshots_show_something(visit: Visitor, site: str, tmp_path: Path, shot: Shot) -> None:
    path = address(site, shot.kind, shot.language)
    page = visit(path, language=shot.language, width=shot.width, scheme=shot.scheme).page
    page.wait_for_load_state("networkidle")

    assert_shows_something(page, shot.name, Path(FOLDER or tmp_path))


@pytest.mark.parametrize("shot", ADMIN_SHOTS, ids=lambda shot: shot.name)
def test_screenshots_of_the_admin_show_something(
    desk: Page, site: str, tmp_path: Path, shot: AdminShot
) -> None:
    if shot.where.startswith("/"):
        desk.goto(site + shot.where)
    else:
        open_editor(desk, site, shot.where)
    desk.wait_for_load_state("networkidle")
    panel = f"#panel-child-content-{shot.panel}-section" if shot.panel else "body"

    assert_shows_something(desk, shot.name, Path(FOLDER or tmp_path), panel)


@pytest.mark.parametrize("shot", DESK_SHOTS, ids=lambda shot: shot.name)
def test_screenshots_of_the_desk_show_something(
    desk: Page, site: str, tmp_path: Path, shot: DeskShot
) -> None:
    desk.goto(f"{site}/admin/event/")
    desk.locator("tr", has_text="Round table").locator("a[href*='/events/desk/']").click()
    if shot.area:
        desk.get_by_role("link", name=shot.area, exact=True).click()
    desk.wait_for_load_state("networkidle")

    assert_shows_something(desk, shot.name, Path(FOLDER or tmp_path))


def assert_shows_something(page: Page, name: str, folder: Path, part: str = "body") -> None:
    """Also keeps the picture: of the window, or of one part of the page up to the window's size."""
    clip = None
    if part != "body":
        page.locator(part).evaluate("part => part.scrollIntoView({inline: 'nearest'})")
        box = page.locator(part).bounding_box()
        assert box is not None
        below = (page.viewport_size or {"height": 0})["height"] - box["y"]
        clip = {**box, "height": min(box["height"], below)}
    taken = page.screenshot(clip=clip, style=".w-slim-header, footer { visibility: hidden }")
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    file = folder / f"{name}.webp"
    picture.save(file, quality=80, method=6)
    assert len(picture.getcolors(maxcolors=1_100_000) or []) > 8
    assert file.stat().st_size < 150_000
