"""What tests of the door on a phone share: the day itself, what helpers do, where one meets."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser import demo_site

Phone = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
KEPT = """async () => ({
  list: Object.keys(localStorage), caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  key: /check-in-key=[^;]/.test(document.cookie)})"""
NOTHING = json.dumps({"list": [], "caches": [], "workers": 0, "key": False}, separators=(",", ":"))
# As a phone that can read codes: it sees the one that it is given.
CAMERA = """
  window.BarcodeDetector = class {
    static getSupportedFormats = async () => ['qr_code']
    detect = async () => [{rawValue: window.code}]
  }
  navigator.mediaDevices.getUserMedia = async () => new MediaStream()
  HTMLVideoElement.prototype.play = async () => {}
"""


class Day:
    """A demo site at which a gathering is today, as `a_day` told it."""

    def __init__(self, site: str, told: dict[str, Any]) -> None:
        self.site, self.told = site, told


def told(place: Path, join_url: str = "https://meet.example/room") -> dict[str, Any]:
    code = f"from tests.browser import a_day; a_day.tell({join_url!r})"
    answer = demo_site.manage(place, "shell", "--verbosity", "0", "--command", code)
    found: dict[str, Any] = json.loads(answer)
    return found


def begin(page: Page, day: Day, *, helper: int = 0) -> Page:
    """Open a helper's link, begin, and wait until the device could do without network."""
    page.goto(day.site + day.told["helpers"][helper])
    page.get_by_role("button", name="Begin").click()
    page.wait_for_selector("html[data-works-without-network]", state="attached")
    return page


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=name)


def let_in(page: Page, name: str) -> None:
    row(page, name).get_by_role("button", name="Let in").tap()


def came(page: Page) -> Locator:
    return page.locator("[data-part=came]")


@contextmanager
def meeting() -> Iterator[tuple[str, list[str]]]:
    """Where people meet online, on another host, and whence it is told that they come."""
    whence: list[str] = []

    class Meeting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/room":
                whence.append(self.headers.get("Referer", ""))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"The meeting")

        def log_message(self, *_args: object) -> None:
            """Nothing to say."""

    server = HTTPServer(("127.0.0.1", 0), Meeting)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/room", whence
    server.shutdown()
    server.server_close()
