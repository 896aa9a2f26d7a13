"""How the form of a section differs from that of other blocks: what it begins with gets ids."""

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.staticfiles import versioned_static
from wagtail.blocks.struct_block import StructBlockAdapter


class SectionAdapter(StructBlockAdapter):
    js_constructor = "story_pages.Section"

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=[versioned_static("story_pages/admin/presets.js")])
