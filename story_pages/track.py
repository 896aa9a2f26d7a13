"""A track of a recording: what is said, seen or divided into chapters, in one language."""

from hashlib import sha256

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import captions, conf

WHY: dict[str, Promise] = {
    captions.Why.BACKWARDS: _("the end is before the beginning"),
    captions.Why.EMPTY: _("there are no words"),
    captions.Why.NO_TIMES: _("no line with times stands above the words"),
}


def told_fault(line: int, why: str) -> str:
    """A sentence such as “Line 12: the end is before the beginning.”"""
    return gettext("Line %(line)s: %(why)s.") % {"line": line, "why": WHY[why]}


class Track(models.Model):
    """Captions, subtitles, descriptions or chapters of a recording, in one language."""

    class Kind(models.TextChoices):
        CAPTIONS = "captions", _("Captions (all that can be heard)")
        SUBTITLES = "subtitles", _("Subtitles (a translation of what is said)")
        DESCRIPTIONS = "descriptions", _("Descriptions (all that can be seen)")
        CHAPTERS = "chapters", _("Chapters")

    recording = models.ForeignKey(
        "story_pages.Recording", on_delete=models.CASCADE, related_name="tracks"
    )
    language = models.CharField(_("language"), max_length=20)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CAPTIONS)
    name = models.CharField(
        _("name"),
        max_length=80,
        blank=True,
        help_text=_("What the player calls it; the language's own name if empty."),
    )
    is_default = models.BooleanField(
        _("default"),
        default=False,
        help_text=_("Shown where there is none of its kind in the reader's language."),
    )
    text = models.TextField(_("text"), help_text=_("The cleaned file, as WebVTT."))
    faults = models.JSONField(_("faults"), default=list, blank=True)
    """Pairs of a line of the file as it came, and why the cue there was left out."""

    class Meta:
        ordering = ["language", "kind"]
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        constraints = [
            models.UniqueConstraint(
                fields=["recording", "language", "kind"], name="one_track_per_language_and_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.get_kind_display()}"

    @property
    def label(self) -> str:
        """Its own name, else that of the language in that language."""
        return self.name or dict(conf.languages()).get(self.language, self.language)

    @property
    def is_spoken(self) -> bool:
        return self.kind in {self.Kind.CAPTIONS, self.Kind.SUBTITLES}

    @property
    def digest(self) -> str:
        return sha256(self.text.encode()).hexdigest()[:16]

    @cached_property
    def url(self) -> str:
        """On our own origin wherever the films lie.

        Nobody can guess it who has not seen the page, and other words have another address.
        """
        return reverse("story_pages_track", args=[self.pk, self.digest])

    @property
    def told_faults(self) -> list[str]:
        """What was left out, line by line."""
        return [told_fault(line, why) for line, why in self.faults]

    @cached_property
    def cues(self) -> list[captions.Cue]:
        return captions.read(self.text)

    @property
    def lines(self) -> list[captions.Paragraph]:
        """Each cue by itself: chapters, descriptions."""
        return captions.lines(self.cues)

    @property
    def words(self) -> str:
        return " ".join(line.text for line in self.lines)
