"""What an element brings along to the page on which it stands."""

from typing import Any, ClassVar

from story_pages.comparison import Compared
from story_pages.sample import sample


class Element(Compared):
    """Mixed into the block of an element that needs styles or a script of its own.

    They are linked once by pages on which the element stands, and by no other page. An editor
    sees a sample of it before choosing it.
    """

    styles: ClassVar[tuple[str, ...]] = ()
    """Static files, such as “story_pages/elements/gallery.css”."""

    scripts: ClassVar[tuple[str, ...]] = ()
    """Static files, each an ES module that finds its elements by itself, however late it comes."""

    def get_preview_value(self) -> Any:
        return sample(self)

    def get_preview_template(self, value: Any, context: Any = None) -> str:
        return "story_pages/admin/element_preview.html"

    def get_preview_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        return {**(parent_context or {}), "styles": self.styles}
