"""The panel in which an editor reads what a page lacks, each with a link to the very block."""

from typing import Any

from django.forms import Media
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.admin.staticfiles import versioned_static

from .advice import by_weight
from .advising import advise


class AdvicePanel(Panel):
    """What would make the page better; it is told anew whenever the page is saved."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Before you publish"))
        kwargs.setdefault("icon", "glasses")
        super().__init__(**kwargs)

    @property
    def clean_name(self) -> str:
        return "advice"

    class BoundPanel(Panel.BoundPanel):
        template_name = "story_pages/admin/advice_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            return context | {
                "advice": by_weight(advise(page)) if page.pk else [],
                "is_saved": bool(page.pk),
                # A page that is saved for the first time gets its number while the form is open.
                "url": reverse("story_pages_advice", args=[0]),
            }

        @property
        def media(self) -> Media:
            return Media(
                js=[versioned_static("story_pages/admin/editor.js")],
                css={"all": [versioned_static("story_pages/admin.css")]},
            )
