"""Takes a story out as a zip that opens without a server."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from story_pages.article_page import ArticlePage
from story_pages.pages import StoryPage
from story_pages.taking_out.story import editions, take_out


class Command(BaseCommand):
    help = "Write a story or an article, in all languages that are live, as a zip."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", help="The address of the page, or the part after the host.")
        parser.add_argument("--to", required=True, help="The zip to write.")
        parser.add_argument(
            "--language", action="append", help="Only this language; as often as you like."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        pages = editions(_page(options["path"]))
        if wanted := options["language"]:
            pages = [page for page in pages if page.locale.language_code in wanted]
        if not pages:
            raise CommandError("That page is not live in any of these languages.")
        file = Path(options["to"])
        with file.open("wb") as zip_file:
            zip_file.writelines(take_out(pages))
        languages = ", ".join(page.locale.language_code for page in pages)
        self.stdout.write(f"{file}: {file.stat().st_size / 1e6:.1f} MB ({languages})")


def _page(path: str) -> Page:
    wanted = urlsplit(path).path.rstrip("/")
    slug = wanted.rpartition("/")[2]
    for page in Page.objects.type(StoryPage, ArticlePage).filter(slug=slug).specific():
        if urlsplit(page.get_url() or "").path.rstrip("/") == wanted:
            return page
    raise CommandError(f"There is no story or article at “{path}”.")
