"""How our advice gets into Wagtail's own checker of a page's preview."""

from typing import Any

from django.forms import Media
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.userbar import BaseItem, ContentCheckerItem

from .advice import GRAVE, Kind
from .told import Told

CHECK = "story-advice"


class AdviceCheck(BaseItem):
    """Shows nothing: brings the script that tells the checker which block has advice."""

    def render_html(self, parent_context: Any = None) -> str:
        return ""

    @property
    def media(self) -> Media:
        return Media(js=[versioned_static("story_pages/admin/checker.js")])


def add_advice(request: Any, items: list[Any], page: Any) -> None:
    """Let the checker of a story or an article know each kind of advice as a rule of its own.

    On the item, not by a class of ours: another app may have put its own checker there.
    """
    if not isinstance(page, Told):
        return
    for item in items:
        if isinstance(item, ContentCheckerItem):
            item.axe_custom_checks = [*item.axe_custom_checks, {"id": CHECK}]
            item.axe_custom_rules = [*item.axe_custom_rules, *map(_rule, Kind)]
            item.axe_messages = {
                **item.axe_messages,
                **{_name(kind): _words(kind) for kind in Kind},
            }
            # A rule of a kind without a tag that is asked for runs by its name alone.
            if item.axe_run_only:
                item.axe_run_only = [*item.axe_run_only, *map(_name, Kind)]
    items.append(AdviceCheck())


def _rule(kind: Kind) -> dict[str, Any]:
    return {
        "id": _name(kind),
        "impact": "serious" if kind in GRAVE else "moderate",
        "selector": "[data-key], h1",
        "tags": ["best-practice"],
        "any": [{"id": CHECK, "options": {"kind": kind.value}}],
        "enabled": True,
    }


def _name(kind: Kind) -> str:
    return f"story-{kind.value}"


def _words(kind: Kind) -> dict[str, Any]:
    return {"error_name": kind.label, "help_text": kind.help}
