"""A real Chromium and the demo site, as tests of pages need them."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from tests.browser import demo_site
from tests.browser.reader import STORY, WATCH, Reader, somebody_comes, turned_round
from tools import system

HEIGHT = {320: 640, 390: 844, 768: 1024, 1280: 800, 1920: 1080}
LOCALES = {"en": "en-GB", "nl": "nl-NL", "ar": "ar-EG"}


@dataclass
class Visit:
    """One page as a visitor meets it, and what went wrong behind it."""

    page: Page
    site: str
    response: Response | None = None
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", lambda said: said.type == "error" and self.errors.append(said.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != urlsplit(self.site).netloc:
            self.foreign.append(url)


Visitor = Callable[..., Visit]
Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place: Path = tmp_path_factory.mktemp("site")
    with demo_site.served(place) as address:
        yield address
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=system.chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visitor]:
    """Open an address: `visit("/en/", width=390, scheme="dark", javascript=False)`."""
    contexts: list[BrowserContext] = []

    def open_page(
        path: str,
        *,
        language: str = "en",
        width: int = 1280,
        scheme: str = "light",
        javascript: bool = True,
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT.get(width, 800)},
            color_scheme=scheme,
            locale=LOCALES.get(language, language),
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        contexts.append(context)
        visit = Visit(context.new_page(), site)
        visit.watch()
        visit.response = visit.page.goto(site + path, wait_until="load")
        if visit.page.locator("[data-later]").count():
            # What a story keeps until somebody comes shall be looked at, too.
            somebody_comes(visit.page)
        return visit

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Opened]:
    """A page for a visitor with a clock, a window and a clipboard of their own."""
    contexts = []

    def open_page(path: str, **settings: Any) -> Page:
        context = browser.new_context(**{"locale": LOCALES["en"], **settings})
        contexts.append(context)
        page = context.new_page()
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def read(browser: Browser, site: str) -> Iterator[Reader]:
    """Open a story as a reader with certain habits, such as `reduced_motion="reduce"`."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []

    def open_story(anchor: str = "", story: str = STORY, **habits: Any) -> Page:
        habits.setdefault("viewport", {"width": 1280, "height": 800})
        has_clock, direction = habits.pop("has_clock", False), habits.pop("direction", "ltr")
        context = browser.new_context(**habits)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(WATCH)
        page.on("request", lambda request: asked.append(request.url))
        if has_clock:
            page.clock.install()
        if direction == "rtl":
            page.route(f"**{story}", turned_round)
        page.goto(f"{site}{story}{anchor}", wait_until="load")
        return page

    yield open_story
    for context in contexts:
        context.close()
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts <= {urlsplit(site).netloc}
