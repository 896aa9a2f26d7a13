"""What an editor does in Wagtail's admin in a real Chromium, seen from outside."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from playwright.sync_api import FrameLocator, Locator, Page, expect
from playwright.sync_api import TimeoutError as WaitedInVain

SAY_WHEN_DRAWN = """preview => {
    preview.addEventListener("w-preview:update", () => delete preview.dataset.drawn);
    preview.addEventListener("w-preview:updated", () => (preview.dataset.drawn = ""));
}"""
DRAWN = "[data-controller=w-preview][data-drawn][data-w-preview-stale-value=false]"


@dataclass
class Editor:
    """Somebody at the form of a page. Fields are called as the form calls them."""

    page: Page
    site: str

    def log_in(self) -> None:
        self.page.goto(f"{self.site}/admin/login/")
        self.page.fill("[name=username]", "admin")
        self.page.fill("[name=password]", "admin")
        self.page.click("button[type=submit]")

    def add(self, kind: str, below: str) -> None:
        """Begin a page of a kind, such as “story_pages/storypage”, below the one with this slug."""
        asked = f"{self.site}/admin/api/main/pages/?slug={below}&locale=en&fields=_,id"
        parent = self.page.request.get(asked).json()["items"][0]["id"]
        self.page.goto(f"{self.site}/admin/pages/add/{kind}/{parent}/")

    def field(self, name: str) -> Locator:
        return self.page.locator(f"[name='{name}']")

    def fill(self, name: str, words: str) -> None:
        self.field(name).fill(words)

    def insert(self, stream: str, number: int, label: str) -> str:
        """Insert a block at a place of a stream; the name of its value."""
        holder = self.page.locator(f"div:has(> input[name='{stream}-count'])")
        rows = holder.locator("> [data-streamfield-stream-container] > div")
        add = rows.locator("> .c-sf-add-button").nth(number)
        option = self.page.get_by_role("option", name=label, exact=True)
        # Rich text that is left shrinks, and all moves up: a first click may miss.
        for _ in range(3):
            add.click()
            with suppress(WaitedInVain):
                option.click(timeout=5000)
                return f"{stream}-{number}-value"
        raise AssertionError(f"no list of blocks offers {label}")

    def write(self, name: str, words: str) -> None:
        """Write rich text."""
        self.field(name).locator("xpath=..").get_by_role("textbox").click()
        self.page.keyboard.insert_text(words)

    def unfold(self, name: str) -> None:
        """Open all that is folded around a field, from the outside in."""
        for part in self.field(name).locator("xpath=ancestor::*[@hidden][@id]").all():
            self.page.locator(f"button[aria-controls='{part.get_attribute('id')}']").click()

    def choose(self, name: str, title: str) -> None:
        """Choose something from a library by its title."""
        chooser = self.field(name).locator("xpath=preceding-sibling::div[@data-chooser-url]")
        chooser.locator("[data-chooser-action-choose]:visible").click()
        dialog = self.page.locator(".modal-body")
        wanted = dialog.get_by_role("link", name=title).first
        dialog.locator("[name=q]").wait_for()
        if not wanted.is_visible():
            dialog.locator("[name=q]").fill(title)
        wanted.click()
        expect(chooser).to_contain_text(title)

    def publish(self) -> None:
        self.page.get_by_role("button", name="More actions").last.click()
        with self.page.expect_navigation():
            self.page.locator("[name=action-publish]").click()

    @contextmanager
    def preview(self) -> Iterator[FrameLocator]:
        """The preview once it shows all that was typed; before, it may still be drawn anew."""
        self.page.locator("[data-controller=w-preview]").evaluate(SAY_WHEN_DRAWN)
        toggle = self.page.get_by_role("button", name="Toggle preview")
        toggle.click()
        self.page.locator(DRAWN).wait_for()
        yield self.page.frame_locator("#w-preview-iframe")
        toggle.click()
