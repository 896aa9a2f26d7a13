"""How light a picture on the shelf is: reckoned once for each file, and kept."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images import get_image_model_string

from . import luminance
from .pictures import UNREADABLE, is_enormous


class Tone(models.Model):
    """The strips of one picture; none where its file could not be read."""

    wagtail_reference_index_ignore = True
    """It is no place in which somebody uses the picture."""

    image = models.OneToOneField(
        get_image_model_string(), on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    file_hash = models.CharField(_("fingerprint of the file"), max_length=40, blank=True)
    levels = models.JSONField(_("levels of grey"), default=list)

    class Meta:
        verbose_name = _("tone of a picture")
        verbose_name_plural = _("tones of pictures")

    def __str__(self) -> str:
        return f"{self.image_id}: {len(self.levels)}"

    @property
    def strips(self) -> list[luminance.Tone]:
        return [luminance.Tone(darkest, lightest) for darkest, lightest in self.levels]


Strips = dict[int, list[luminance.Tone]]


def tones(images: Iterable[Any]) -> Strips:
    """The strips of many pictures with one query; those of new files are reckoned now."""
    by_id = {image.pk: image for image in images if image is not None}
    if not by_id:
        return {}
    kept = {tone.image_id: tone for tone in Tone.objects.filter(pk__in=by_id)}
    return {
        pk: (kept[pk] if pk in kept and _is_of(kept[pk], image) else reckon(image)).strips
        for pk, image in by_id.items()
    }


def reckon(image: Any) -> Tone:
    """Reckon the tone of a picture and keep it, even if its file cannot be read.

    So the readers of a page do not wait for a lost file again and again.
    """
    tone, _made = Tone.objects.update_or_create(
        image_id=image.pk, defaults={"file_hash": image.file_hash, "levels": _levels(image)}
    )
    return tone


def _is_of(tone: Tone, image: Any) -> bool:
    """Whether the file is still the one that was looked at."""
    return tone.file_hash == image.file_hash


def _levels(image: Any) -> list[tuple[int, int]]:
    if image.is_svg() or is_enormous(image):
        return []
    try:
        with image.open_file() as file, Image.open(file) as opened:
            return [(tone.darkest, tone.lightest) for tone in luminance.strips(opened)]
    except (*UNREADABLE, SyntaxError):
        # Lost, broken, or no picture at all: the veil is then as strong as for any picture.
        return []
