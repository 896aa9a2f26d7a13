"""What an editor sees of a section or an element before choosing it."""

import pytest
from django.test import Client
from django.urls import reverse

from story_pages.blocks import Elements, Sections

from .conftest import Maker

CHOICES = {
    **Sections().child_blocks,
    **Elements().child_blocks,
}


@pytest.mark.parametrize("stock", ["", "pictures and films"], ids=["empty library", "library"])
def test_every_choice_shows_a_sample_with_what_the_library_has(
    admin_client: Client, image: Maker, recording: Maker, stock: str
) -> None:
    if stock:
        image()
        recording("Newest film")
        recording("Newest sound", kind="audio")
    previews = {}

    for name, block in CHOICES.items():
        assert block.is_previewable, name
        answer = admin_client.get(
            reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
        )
        previews[name] = answer.content.decode()

    for name in ("text", "quote_section"):
        assert previews[name].count("<main") == 1
        assert "story_pages/base" in previews[name]
    own = ("story_pages/story.", "story_pages/backdrop", "story_pages/elements/quote")
    assert [previews["quote_section"].count(style) for style in own] == [1, 1, 1]
    assert "170" in previews["number_section"]
    assert "A few sentences" in previews["text"]
    assert ("<img" in previews["picture_section"]) == bool(stock)
    assert ("<video" in previews["film_section"]) == bool(stock)


def test_a_preset_is_a_whole_section_that_begins_with_elements() -> None:
    presets = Sections().child_blocks
    begun = presets["film_section"].get_default()

    assert [child.block_type for child in begun["elements"]] == ["video", "text"]
    assert begun["layout"] == "centre"
    # The form breaks where a part of a value is left out.
    for block in presets.values():
        default = block.get_default()
        assert default.keys() == block.child_blocks.keys()
        for part in (default["backdrop"], *(child.value for child in default["elements"])):
            assert not isinstance(part, dict) or part.keys() == part.block.child_blocks.keys()
