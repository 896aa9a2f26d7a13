"""Elements to hear and see: film and sound."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from .element import Element

MODES = [
    ("manual", _("when the reader starts it")),
    ("seen", _("by itself while it is seen; heard once the reader switches sound on")),
    ("loop", _("by itself and again and again, without sound")),
]


class RecordingValue(blocks.StructValue):
    """A film or a sound at its place on a page."""

    times_before = 0
    """How often the same recording stands above it."""

    @property
    def first_anchor(self) -> str:
        """The id of the same recording where it first stands on the page."""
        return f"recording-{self['recording'].pk}"

    @property
    def anchor(self) -> str:
        """Its own id on the page."""
        again = f"-{self.times_before + 1}" if self.times_before else ""
        return f"{self.first_anchor}{again}"


def tell_apart(values: Iterable[RecordingValue]) -> None:
    """Give recordings that stand on a page more than once an id each."""
    found = Counter[int]()
    for value in values:
        if recording := value.get("recording"):
            value.times_before = found[recording.pk]
            found[recording.pk] += 1


class RecordingElement(Element, blocks.StructBlock):
    """What film and sound have in common."""

    styles = ("story_pages/elements/recording.css",)
    scripts: ClassVar[tuple[str, ...]] = (
        "story_pages/elements/recording.js",
        "story_pages/elements/transcript.js",
    )

    def get_searchable_content(self, value: Any) -> list[str]:
        recording = value.get("recording")
        said = [recording.spoken_words] if recording else []
        return [*super().get_searchable_content(value), *said]


class VideoElement(RecordingElement):
    scripts = (
        *RecordingElement.scripts,
        "story_pages/elements/film.js",
        "story_pages/elements/film_captions.js",
        "story_pages/elements/film_versions.js",
    )

    recording = VideoChooserBlock(label=_("Film"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)
    mode = blocks.ChoiceBlock(
        label=_("Plays"),
        choices=MODES,
        default="manual",
        required=False,
        help_text=_("Readers can stop it; who wants no motion or saves data starts it alone."),
    )

    class Meta:
        icon = "media"
        label = _("Film")
        template = "story_pages/elements/video.html"
        value_class = RecordingValue
        form_layout = BlockGroup(children=["recording", "caption"], settings=["mode"])


class AudioElement(RecordingElement):
    recording = AudioChooserBlock(label=_("Sound"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "media"
        label = _("Sound")
        template = "story_pages/elements/audio.html"
        value_class = RecordingValue
