"""A draft becomes a page that only editors see; its files go into the libraries."""

import json
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images import get_permission_policy as image_policy
from wagtail.models import Collection, Comment, Page
from wagtailmedia import get_permission_policy as media_policy

from story_pages import captions
from story_pages.pages import StoryPage
from story_pages.preparing import prepare_recording
from story_pages.recording import Recording, add_track
from story_pages.track import Track

from .admitting import admitted
from .draft import Draft, DraftChapter, Wanted
from .parcel import Parcel, Refused

# What an element can do without.
SPARED = {"portrait"}


def shelves(user: Any) -> tuple[Collection | None, Collection | None]:
    """Where somebody may put pictures, and where films and sounds; None is nowhere."""
    pictures, recordings = (
        policy.collections_user_has_permission_for(user, "add").order_by("path").first()
        for policy in (image_policy(), media_policy())
    )
    return pictures, recordings


@transaction.atomic
def make(draft: Draft, parcel: Parcel, *, parent: Page, user: Any = None) -> StoryPage:
    """A page below a list of stories.

    What went wrong stands in the draft's notes, and as comments at their place if a user is given.
    """
    rows = _Rows(parcel, user)
    chapters = [_chapter(draft, one, rows) for one in draft.chapters]
    page = StoryPage(
        title=draft.title[:255],
        slug=_free_slug(draft.title, parent),
        summary=draft.summary,
        lede=draft.lede,
        reading=draft.reading,
        chapters=json.dumps(chapters),
        live=False,
        owner=user,
        locale=parent.locale,
    )
    parent.add_child(instance=page)
    if user:
        for note in draft.notes:
            text = f"{note.what}. {note.why}"
            Comment.objects.create(page=page, user=user, text=text, contentpath=note.path)
        page = StoryPage.objects.get(pk=page.pk)
    page.save_revision(user=user, changed=True)
    return page


def _chapter(draft: Draft, chapter: DraftChapter, rows: "_Rows") -> dict[str, Any]:
    sections = []
    for section in chapter.sections:
        elements = [
            {**one, "value": rows.filled(one["value"])}
            for one in section.elements
            if rows.has_all(one["value"])
        ]
        value = {
            "heading": section.heading,
            "backdrop": rows.filled(section.backdrop),
            "elements": elements,
            **section.settings,
        }
        sections.append({"type": "section", "value": value, "id": section.key})
        for what, why in rows.problems_since():
            draft.note(what, why, chapter, section)
    told = {"title": chapter.title, "summary": chapter.summary, "sections": sections}
    kind = "excursion" if chapter.is_excursion else "chapter"
    return {"type": kind, "value": told, "id": chapter.key}


class _Rows:
    """The rows of the libraries that stand for the files of a parcel, each made once."""

    def __init__(self, parcel: Parcel, user: Any) -> None:
        self._problems: list[tuple[str, str]] = []
        self._parcel, self._user = parcel, user
        self._known: dict[Wanted, int | None] = {}
        # Whoever works at the command line may use the shelf above all.
        above = Collection.get_first_root_node()
        found = shelves(user) if user else (None, None)
        self._pictures, self._recordings = (one or above for one in found)

    def problems_since(self) -> list[tuple[str, str]]:
        """What went wrong since this was asked last: the file, and why."""
        told, self._problems = self._problems, []
        return told

    def has_all(self, value: Any) -> bool:
        """Whether an element would be whole; one without its file would be a hole."""
        if isinstance(value, Wanted):
            return self.key(value) is not None
        if isinstance(value, dict):
            return all(self.has_all(one) for name, one in value.items() if name not in SPARED)
        # Of several, such as the pictures of a gallery, one is enough.
        return not isinstance(value, list) or not value or any(map(self.has_all, value))

    def filled(self, value: Any) -> Any:
        if isinstance(value, Wanted):
            return self.key(value)
        if isinstance(value, dict):
            return {name: self.filled(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self.filled(one) for one in value if self.has_all(one)]
        return value

    def key(self, wanted: Wanted) -> int | None:
        if wanted not in self._known:
            self._known[wanted] = self._made(wanted)
        return self._known[wanted]

    def _made(self, wanted: Wanted) -> int | None:
        try:
            file = admitted(wanted, self._parcel)
        except Refused as refused:
            self._problems.append((wanted.file, str(refused)))
            return None
        make_row = self._image if wanted.kind == "image" else self._recording
        return make_row(wanted, file)

    def _image(self, wanted: Wanted, file: ContentFile[bytes]) -> int:
        image = get_image_model()(
            title=(wanted.title or file.name or "")[:255],
            description=wanted.alt[:255],
            file=file,
            collection=self._pictures,
            uploaded_by_user=self._user,
        )
        image.save()
        return int(image.pk)

    def _recording(self, wanted: Wanted, file: ContentFile[bytes]) -> int:
        recording = Recording(
            title=(wanted.title or file.name or "")[:255],
            type=wanted.kind,
            file=file,
            credit=wanted.credit,
            licence=wanted.licence,
            source_url=wanted.source_url,
            collection=self._recordings,
            uploaded_by_user=self._user,
        )
        recording.save()
        for words in wanted.tracks:
            self._track(recording, words.file, words.language, words.kind)
        transaction.on_commit(partial(prepare_recording.enqueue, recording.pk))
        return int(recording.pk)

    def _track(self, recording: Recording, name: str, language: str, kind: str) -> None:
        known = kind if kind in Track.Kind.values else Track.Kind.CAPTIONS
        try:
            text = self._parcel.text(name)
            add_track(recording, language=language, kind=known, text=text)
        except captions.NotCaptions:
            self._problems.append((name, _("These are no captions.")))
        except Refused as refused:
            self._problems.append((name, str(refused)))


def _free_slug(title: str, parent: Page) -> str:
    stem = slugify(title, allow_unicode=True)[:200] or "story"
    slug, count = stem, 1
    while parent.get_children().filter(slug=slug).exists():
        count += 1
        slug = f"{stem}-{count}"
    return slug
