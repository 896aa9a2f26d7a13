"""Where people take things along: on paper, in frames on others' sites, on a disk."""

import subprocess
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import demo_site
from tests.browser.conftest import Opened
from tests.browser.reader import SCREENS, STORY

pytestmark = pytest.mark.browser

# Paper


@pytest.mark.parametrize("language", ["en", "nl", "ar"])
def test_a_programme_is_clean_on_a4(opened: Opened, tmp_path: Path, language: str) -> None:
    page = opened(f"/{language}/programme/")
    titles = page.locator("main h3").all_text_contents()
    assert titles

    page.pdf(path=tmp_path / "programme.pdf", prefer_css_page_size=True)

    told = subprocess.check_output(["pdftotext", tmp_path / "programme.pdf", "-"], text=True)
    size = subprocess.check_output(["pdfinfo", tmp_path / "programme.pdf"], text=True)
    paper = "".join(told.split())
    # Arabic letters leave a PDF in shapes of their own.
    missing = [one for one in titles if "".join(one.split()) not in paper]
    assert "A4" in size
    assert language == "ar" or missing == []
    assert page.locator(".sheet__tools").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".sheet__tools").is_hidden()


def test_an_event_is_on_paper_with_all_its_sessions(opened: Opened) -> None:
    page = opened("/en/events/inclusion-days/")
    sessions = page.locator(".session-list h4").all_text_contents()
    assert sessions

    page.get_by_role("link", name="Print the programme").click()

    assert page.locator(".session-list h4").all_text_contents() == sessions
    expect(page.get_by_role("img", name="QR code")).to_be_visible()


# On other sites


@pytest.fixture
def neighbour() -> Iterator[Callable[[str], str]]:
    """Another site, which frames an address of ours."""
    frames: list[str] = []

    class Neighbour(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<iframe src="{frames[-1]}" title="x"></iframe>'.encode())

        def log_message(self, *_args: object) -> None:
            """Says nothing."""

    server = HTTPServer(("localhost", 0), Neighbour)
    Thread(target=server.serve_forever, daemon=True).start()

    def framing(address: str) -> str:
        frames.append(address)
        return f"http://localhost:{server.server_port}/"

    yield framing
    server.shutdown()
    server.server_close()


def test_others_may_frame_the_next_dates_without_a_cookie(
    opened: Opened, site: str, neighbour: Callable[[str], str]
) -> None:
    page = opened("/en/embed/events/")
    page.context.clear_cookies()

    page.goto(neighbour(f"{site}/en/embed/events/"))

    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("heading", level=1)).to_have_text("Next gatherings")
    assert page.context.cookies() == []
    inside.get_by_role("link").first.click()
    page.wait_for_url(f"{site}/**")


def test_others_may_frame_nothing_else(
    opened: Opened, site: str, neighbour: Callable[[str], str]
) -> None:
    page = opened("/en/events/")
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)

    page.goto(neighbour(f"{site}/en/events/"))
    page.wait_for_timeout(300)

    assert page.frame_locator("iframe").get_by_role("heading").count() == 0
    assert any("frame-ancestors" in text for text in refused)


# On a disk

# Axe would read the styles anew, as no page on a disk may.
ALONE: dict[str, object] = {"preload": False}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("taken-out")
    file = place / "story.zip"
    demo_site.manage(
        demo_site.loaded(), "export_story", STORY, "--to", str(file), "--language", "en"
    )
    with zipfile.ZipFile(file) as archive:
        archive.extractall(place)
    return place


@pytest.fixture
def from_disk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, reduced_motion="reduce", offline=True
    )
    page = context.new_page()
    page.set_default_timeout(8000)
    yield page
    context.close()


def test_a_story_reads_from_a_disk_as_it_does_from_the_site(
    from_disk: Page, unpacked: Path
) -> None:
    page = from_disk
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: said.type == "error" and errors.append(said.text))
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto((unpacked / "index.html").as_uri())

    # Keys lead from screen to screen, and the address follows.
    count = page.locator("[data-count]")
    expect(count).to_have_text(f"1 / {SCREENS}")
    page.keyboard.press("ArrowRight")
    expect(count).to_have_text(f"2 / {SCREENS}")
    page.keyboard.press("ArrowLeft")
    expect(count).to_have_text(f"1 / {SCREENS}")
    # Films have a length and captions, and what is said stands below.
    page.locator("[data-play]").first.click()
    page.wait_for_function("document.querySelector('video[data-started]')?.currentTime > 0")
    told = """[...document.querySelector('video[data-started]').textTracks].some(
        ({ mode, language, cues }) => mode === "showing" && language === "en" && cues?.length
    )"""
    page.wait_for_function(told)
    page.locator("details.transcript summary").first.click()
    expect(page.locator(".transcript__text p").first).to_be_visible()
    # All pictures are there, in each way of reading, and nobody was asked for anything.
    for name in ("index.html", "scrolled.html", "article.html"):
        page.goto((unpacked / name).as_uri())
        for picture in page.locator("main img").all():
            picture.evaluate("image => { image.loading = 'eager' }")
        page.wait_for_function("[...document.querySelectorAll('main img')].every(i => i.complete)")
        lost = "[...document.images].filter(i => !i.naturalWidth && i.checkVisibility()).length"
        assert page.evaluate(lost) == 0
        found = Axe().run(page, options=ALONE).response["violations"]
        assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert errors == []
