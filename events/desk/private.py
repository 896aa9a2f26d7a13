"""Wagtail's lists and bulk actions, without the doors through which anybody sees names."""

from typing import Any

from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import SnippetViewSet

from .policy import visible


class PrivateViewSet(SnippetViewSet):
    """A list without Wagtail's chooser, which would show it to whoever may use the admin."""

    def register_chooser_viewset(self) -> None:
        pass


class PrivateBulkAction(SnippetBulkAction):
    """A deed for ticked rows; of those that somebody may not see it says nothing."""

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        rows, others = super().get_actionable_objects()
        refused = others["items_with_no_access"]
        seen = visible(self.request.user, self.model).filter(pk__in=[one.pk for one in refused])
        known = set(seen.values_list("pk", flat=True))
        return rows, {"items_with_no_access": [one for one in refused if one.pk in known]}
