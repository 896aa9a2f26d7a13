"""Wagtail's lists and bulk actions, without the doors through which anybody sees names."""

from functools import reduce
from operator import or_
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import QueryDict
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import SnippetViewSet

from .policy import visible


class PrivateViewSet(SnippetViewSet):
    """A list of rows each of which is seen by those alone who may see that one."""

    def register_chooser_viewset(self) -> None:
        """None: it would show the rows to whoever may use the admin."""

    def register_snippet_model(self) -> None:
        """Not among Wagtail's snippets, whose bulk actions name the rows that they refuse."""

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        """Wagtail asks what somebody may do with some row; we ask it of the row at hand, too."""
        if hasattr(view_class, "get_object"):
            told = {"__module__": view_class.__module__, "__doc__": view_class.__doc__}
            view_class = type(view_class.__name__, (AboutOneRow, view_class), told)
        return super().construct_view(view_class, **kwargs)


class AboutOneRow(PermissionCheckedMixin):
    """A view of Wagtail's that opens no row with which its user may not do what it is for."""

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        found = super().get_object(*args, **kwargs)
        wanted = self.any_permission_required or [self.permission_required or "view"]
        if not any(self.user_has_permission_for_instance(one, found) for one in wanted):
            raise PermissionDenied
        return found


class PrivateBulkAction(SnippetBulkAction):
    """A deed for ticked rows; of those that somebody may not see it says and does nothing."""

    filterset_class: ClassVar[Any]
    search_fields: ClassVar[list[str]]
    """Those of the list in which they are ticked."""

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """All that the list shows by its filters and search, and not all that there are."""
        data = QueryDict(urlsplit(self.next_url).query)
        rows = visible(self.request.user, self.model)
        filters = self.filterset_class(data, request=self.request)
        if filters.is_valid():
            rows = filters.filter_queryset(rows)
        words = data.get("q", "")
        found = (Q((f"{name}__icontains", words)) for name in self.search_fields)
        return (
            rows.filter(reduce(or_, found) if words else Q())
            .order_by()
            .values_list("pk", flat=True)
        )

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        rows, others = super().get_actionable_objects()
        refused = others["items_with_no_access"]
        ticked = [one.pk for one in (*rows, *refused)]
        seen = visible(self.request.user, self.model).filter(pk__in=ticked)
        known = set(seen.values_list("pk", flat=True))
        rows, refused = ([one for one in some if one.pk in known] for some in (rows, refused))
        return rows, {"items_with_no_access": refused}

    def object_context(self, row: Any) -> dict[str, Any]:
        """Without an address to edit it: no question shows one, and each costs a query."""
        return {"item": row}
