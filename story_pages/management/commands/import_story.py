"""Carries a story in: an outline in plain text or an export of Pageflow becomes a draft."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from story_pages.carrying_in.making import make
from story_pages.carrying_in.parcel import Refused
from story_pages.carrying_in.reading import read_upload, report
from story_pages.story_index_page import StoryIndexPage


class Command(BaseCommand):
    help = "Make a draft of a story from an outline (text, or zip with its files) or of Pageflow's."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="The text or zip.")
        parser.add_argument("--language", help="Below the list of stories in this language.")
        parser.add_argument("--user", help="In whose name; what is unclear is commented for them.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would come.")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            with path.open("rb") as file:
                draft, parcel = read_upload(path.name, file)
                if options["dry_run"]:
                    self.stdout.write("\n".join(report(draft, parcel)))
                    return
                parent = _parent(options["language"] or draft.language)
                page = make(draft, parcel, parent=parent, user=_user(options["user"]))
        except OSError as error:
            raise CommandError(str(error)) from error
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        for note in draft.notes:
            self.stdout.write(f"Look at: {note}")
        self.stdout.write(f"“{page.title}” is a draft now: page {page.pk}")


def _parent(language: str) -> StoryIndexPage:
    lists = StoryIndexPage.objects.select_related("locale").order_by("path")
    found = lists.filter(locale__language_code=language).first() or lists.first()
    if found is None:
        raise CommandError("There is no list of stories to put it below.")
    return found


def _user(name: str | None) -> Any:
    if not name:
        return None
    people = get_user_model()
    try:
        return people._default_manager.get_by_natural_key(name)
    except people.DoesNotExist:
        raise CommandError(f"There is nobody called “{name}”.") from None
