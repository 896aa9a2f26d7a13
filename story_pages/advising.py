"""What an editor is told about a page before it is published: what somebody would miss, and where.

Nothing here is a rule: a draft may hold any hole, and a page may be published against all advice.
What nobody can go without, such as a picture that was never chosen, its block refuses by itself.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage

from . import link_words
from .advice import Advice, Kind, at
from .block_tree import Part, Spot, parts
from .fetching import gather
from .recording import Recording
from .recording_advice import HEAVY_LOOP, on_recording, weight
from .refusal import Ruled, refusals
from .staging import stage_story
from .telling import tell

HEAVY_STORY = 40_000_000
SMALLEST_BACKDROP = 1200
MUCH_VEIL = 65
"""Per cent: from there on, little is seen of a picture behind the words."""
LINK_FIELDS = {"label", "url"}
GOALS = ("page", "document", "url", "email")

Adviser = Callable[[Part], Iterator[Advice]]


def advise(page: Any) -> list[Advice]:
    """All advice on a story or an article as it stands in memory, in its order."""
    recordings = gather(page.stream, Recording)
    if recordings:
        prefetch_related_objects(recordings, "tracks")
    if hasattr(page, "chapters"):
        stage_story(page, tell(page, hidden_too=True))
    whole = list(parts(page.stream.stream_block, page.stream, Spot(_field_name(page))))
    language = page.locale.language_code
    told = [advice for part in whole for advice in _on(part, language)]
    return [*_lead(page), *told, *_same_address(whole), *_weight(page, whole)]


def _on(part: Part, language: str) -> Iterator[Advice]:
    """All advice on one block, without what stands in it."""
    yield from on_recording(part, language)
    advisers: list[Adviser] = [_unfinished, _picture, _picture_credit, _link, _section, _contrast]
    for adviser in advisers:
        yield from adviser(part)


def _field_name(page: Any) -> str:
    return next(str(field.name) for field in page._meta.fields if isinstance(field, StreamField))


def _unfinished(part: Part) -> Iterator[Advice]:
    """What publishing refuses, as it says it."""
    for name, error in refusals(part.block, part.value):
        field = part.field(name) if name else part
        for problem in error.error_list:
            if problem.code == "required":
                told = _("“%(field)s” is empty.") % {"field": field.label}
            else:
                says = {"field": field.label, "problem": problem.messages[0]}
                told = _("“%(field)s”: %(problem)s") % says
            yield at(field, Kind.UNFINISHED, told)


def _picture(part: Part) -> Iterator[Advice]:
    image = part.value
    if not isinstance(image, AbstractImage):
        return
    name = {"title": image.title}
    told = getattr(image, "contextual_alt_text", None) or getattr(image, "decorative", False)
    if isinstance(part.block, ImageBlock) and not told:
        ask = _("“%(title)s”: say what it shows, or that it only decorates.")
        yield at(part, Kind.ALTERNATIVE, ask % name)
    fills_screen = "backdrop" in part.names and part.block.name == "picture"
    if fills_screen and not image.is_svg() and image.width < SMALLEST_BACKDROP:
        narrow = _("“%(title)s” is %(width)s pixels wide; a full screen wants %(wanted)s.")
        widths = {"width": image.width, "wanted": SMALLEST_BACKDROP}
        yield at(part, Kind.SIZE, narrow % (name | widths))


def _picture_credit(part: Part) -> Iterator[Advice]:
    value = part.value
    if not isinstance(value, dict) or "credit" not in value or value["credit"]:
        return
    if any(isinstance(field, AbstractImage) for field in value.values()):
        yield at(part, Kind.CREDIT, _("The picture does not say who made it."))


def _link(part: Part) -> Iterator[Advice]:
    value = part.value
    labels: list[str] = []
    leads_nowhere = False
    if isinstance(part.block, blocks.RichTextBlock) and value:
        labels = link_words.in_html(value.source)
    elif isinstance(value, dict) and value.keys() >= LINK_FIELDS and value.get("label"):
        labels = [value["label"]]
        # Where that is refused, it is told above.
        is_refused = isinstance(part.block, Ruled)
        leads_nowhere = not is_refused and not any(value.get(name) for name in GOALS)
    for label in labels:
        if not leads_nowhere and not link_words.say_nothing(label):
            continue
        told = _("“%(words)s” does not say where the link leads.")
        yield at(part, Kind.LINK, told % {"words": label})


def _section(part: Part) -> Iterator[Advice]:
    value = part.value
    if not _is_section(value) or value.get("heading") or value.get("hidden"):
        return
    if len(value["elements"] or []):
        told = _("Without a heading the contents list it by its number only.")
        yield at(part, Kind.HEADING, told)
    elif not (value["backdrop"] or {}).get("description"):
        told = _("Nobody who cannot see the picture learns anything: no heading, no element.")
        yield at(part, Kind.WORDS, told)


def _contrast(part: Part) -> Iterator[Advice]:
    """Words are legible over any picture; what some cost is the picture itself."""
    value = part.value
    scene = value["backdrop"].staged if _is_section(value) and value["backdrop"] else None
    if scene and scene.look in {"veil", "plain"} and scene.veil >= MUCH_VEIL:
        told = _(
            "Words are legible over this picture only under a veil of %(veil)s %%: "
            "it is light and dark behind them."
        )
        yield at(part, Kind.CONTRAST, told % {"veil": scene.veil})


def _is_section(value: Any) -> bool:
    return isinstance(value, dict) and {"elements", "backdrop"} <= value.keys()


def _same_address(whole: list[Part]) -> Iterator[Advice]:
    taken: set[str] = set()
    for part in whole:
        if part.names[-1:] == ("slug",) and part.value:
            if part.value in taken:
                told = _("“%(address)s” is taken already; links would lead to the first.")
                yield at(part, Kind.ADDRESS, told % {"address": part.value})
            taken.add(part.value)


def _weight(page: Any, whole: list[Part]) -> Iterator[Advice]:
    """The films that readers load without asking for them."""
    opening = getattr(page, "opening_loop", None)
    within = [
        part.value
        for part in whole
        if isinstance(part.value, Recording) and "backdrop" in part.names
    ]
    loops = {loop.pk: weight(loop) or 0 for loop in [*within, *filter(None, [opening])]}
    if opening and loops[opening.pk] > HEAVY_LOOP:
        told = _("The looping film on the first screen weighs %(size)s MB; %(limit)s would do.")
        sizes = {"size": loops[opening.pk] // 1_000_000, "limit": HEAVY_LOOP // 1_000_000}
        yield Advice(Kind.WEIGHT, told % sizes, path="opening_loop")
    total = sum(loops.values())
    if total > HEAVY_STORY:
        told = _("The looping films weigh %(size)s MB together.")
        yield Advice(Kind.WEIGHT, told % {"size": total // 1_000_000}, path=_field_name(page))


def _lead(page: Any) -> Iterator[Advice]:
    """What the page says of itself, besides its stream."""
    if page.lead_picture and not page.lead_picture_credit:
        told = _("The picture does not say who made it.")
        yield Advice(Kind.CREDIT, told, path="lead_picture_credit")
    if not page.summary:
        told = _("Without a summary its card and what is shared of it say nothing.")
        yield Advice(Kind.SUMMARY, told, path="summary")
