"""Blocks stay out of migrations."""

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState
from wagtail import blocks

from story_pages.blocks import Elements
from story_pages.fields import StoryField
from story_pages.models import ArticlePage


class MoreElements(Elements):
    extra = blocks.CharBlock()


def test_a_migration_is_told_nothing_of_the_blocks() -> None:
    field = StoryField(Elements(), blank=True)

    assert field.deconstruct() == (None, "story_pages.fields.StoryField", [], {"blank": True})


def test_a_new_element_makes_no_migration() -> None:
    before, after = (
        _state(StoryField(elements, blank=True)) for elements in (Elements(), MoreElements())
    )

    assert "extra" in after.models["stories", "page"].fields["body"].stream_block.child_blocks
    assert MigrationAutodetector(before, after)._detect_changes() == {}


def test_a_changed_option_of_the_field_does_make_one() -> None:
    before, after = _state(StoryField(Elements(), blank=True)), _state(StoryField(Elements()))

    assert list(MigrationAutodetector(before, after)._detect_changes()) == ["stories"]


def test_a_clone_keeps_its_blocks() -> None:
    field = ArticlePage._meta.get_field("body")

    assert list(field.clone().stream_block.child_blocks) == list(Elements().child_blocks)


def _state(field: StoryField) -> ProjectState:
    state = ProjectState()
    state.add_model(ModelState("stories", "Page", [("body", field)]))
    return state
