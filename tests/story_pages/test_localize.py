"""Stories under wagtail-localize: every word of every element is offered, and nothing else is."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource
from wagtail_localize.operations import translate_object

from story_pages.blocks import Chapters
from story_pages.models import StoryPage
from tests.story_pages.conftest import Maker, element, section

pytestmark = pytest.mark.django_db

WORDS = blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock


def wordy(block: Any, path: str, words: list[str]) -> Any:
    """A raw value in which each field for words says which field it is."""
    if isinstance(block, blocks.StreamBlock):
        return [
            {"type": name, "value": wordy(child, f"{path}.{name}", words)}
            for name, child in block.child_blocks.items()
            if name in {"chapter", "section"} or path.endswith("elements")
        ]
    # A picture's words are nothing without the picture.
    if isinstance(block, ImageBlock):
        return None
    if isinstance(block, blocks.StructBlock):
        return {
            name: wordy(child, f"{path}.{name}", words)
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [wordy(block.child_block, path, words)]
    if isinstance(block, WORDS):
        words.append(path)
        return path
    return None


def segments(page: Any) -> set[str]:
    translate_object(page, [Locale.objects.get(language_code="nl")])
    source = TranslationSource.objects.get_for_instance(page)
    return set(source.stringsegment_set.values_list("string__data", flat=True))


def test_the_words_of_every_element_are_offered(story: Maker, dutch: Locale) -> None:
    page, words = story(title="Words"), []
    page.chapters = Chapters().to_python(wordy(Chapters(), "chapters", words))
    page.save_revision().publish()

    offered = segments(page)

    assert sorted(path for path in words if not any(path in one for one in offered)) == []


def test_captions_and_alternative_texts_are_translated_and_films_are_kept(
    story: Maker, dutch: Locale, image: Maker, recording: Maker
) -> None:
    film, sky = recording(), image()
    shown = {"image": {"image": sky.pk, "alt_text": "A sky", "decorative": False}}
    page = story(
        [
            section(
                "Seen",
                element("image", {**shown, "caption": "Above us"}),
                element("video", {"recording": film.pk, "caption": "Spoken"}),
            )
        ]
    )

    assert {"Seen", "A sky", "Above us", "Spoken"} <= segments(page)
    translated = StoryPage.objects.get(locale=dutch)
    (part,) = translated.chapters[0].value["sections"]
    image_value, video = part.value["elements"]
    assert image_value.value["image"].contextual_alt_text == "A sky"
    assert video.value["recording"] == film


def test_the_words_of_pictures_that_follow_each_other_are_translated(
    admin_client: Client, story: Maker, dutch: Locale, image: Maker
) -> None:
    still = {"picture": image().pk, "caption": "At dawn", "description": "The harbour"}
    page = story([section("Seen", backdrop={"sequence": [still]})])

    assert {"At dawn", "The harbour"} <= segments(page)
    source = TranslationSource.objects.get_for_instance(page)
    segment = source.stringsegment_set.get(string__data="At dawn")
    StringTranslation.objects.create(
        translation_of=segment.string, locale=dutch, context=segment.context, data="Bij dageraad"
    )
    source.translations.get(target_locale=dutch).save_target()

    translated = StoryPage.objects.get(locale=dutch)
    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[translated.pk]))
    assert "Bij dageraad" in form.content.decode()
    draft = translated.get_latest_revision_as_object()
    (shown,) = draft.chapters[0].value["sections"][0].value["backdrop"]["sequence"]
    assert (shown["caption"], shown["description"]) == ("Bij dageraad", "The harbour")
    assert shown["picture"].title == "Sky"
