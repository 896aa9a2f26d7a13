"""What the team does with many registrations at once, ticked in the list: how it is asked."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages

from events import capacity, moving
from events.busy import Busy
from events.holding import Full
from events.moving import Reason, Refused
from events.registration import Registration
from events.role import may, may_somewhere

from .filters import RegistrationFilterSet
from .private import PrivateBulkAction
from .trace import leave_trace


class DeskAction(PrivateBulkAction):
    """One deed for each ticked registration, whole or not at all for each of them."""

    models = [Registration]
    filterset_class = RegistrationFilterSet
    search_fields = ["name", "email", "organisation"]
    template_name = "events/admin/desk/bulk.html"
    permission: ClassVar[str]
    icon_name: ClassVar[str]
    trace: ClassVar[str]
    question: ClassVar[Any]
    """The heading of the page that asks whether to go on."""
    consequence: ClassVar[Any]
    answer: ClassVar[Any]
    """What stands on the button that says yes."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not may_somewhere(request.user, self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def check_perm(self, registration: Any) -> bool:
        event_id = registration.occurrence.event_id
        return may(self.request.user, self.permission, event_id) and self.concerns(registration)

    @staticmethod
    def concerns(registration: Registration) -> bool:
        """Whether the deed makes sense for this one."""
        return registration.is_active

    def do(self, registration: Registration) -> bool:
        """The deed; True if that was news. May raise Refused or Full."""
        raise PermissionDenied

    @classmethod
    def url_for(cls, registration: Registration, *, back: str) -> str:
        """Where this is asked about one registration alone."""
        url = reverse("wagtail_bulk_action", args=["events", "registration", cls.action_type])
        return f"{url}?{urlencode({'id': registration.pk, 'next': back})}"

    @classmethod
    def get_queryset(cls, _model: Any, object_ids: Any) -> Any:
        rows = Registration.objects.filter(pk__in=object_ids)
        return rows.select_related("occurrence__event").order_by("occurrence_id", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {name: getattr(self, name) for name in ("question", "consequence", "answer")}
        context = {**super().get_context_data(**kwargs), **words, "classes": self.classes}
        return {**context, **self.obstacle(context["form"])}

    def obstacle(self, form: Any) -> dict[str, Any]:
        """Why it can be done for none of them (obstacle), and what can instead (ways_out)."""
        return {}

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)
        except (Busy, OperationalError):
            text = gettext("The database was too busy; nothing was changed. Please try again.")
            messages.error(self.request, text)
            return redirect(self.next_url)

    @classmethod
    def execute_action(cls, objects: Any, **context: Any) -> tuple[int, int]:
        action = context["self"]
        capacity.lock(moving.gates_of(*action.dates_touched(objects)))
        return sum(action.done_for(registration) for registration in objects), 0

    def dates_touched(self, objects: Any) -> list[Any]:
        """All dates whose seats change: locked at once, in order, before the first deed."""
        return [one.occurrence for one in objects]

    def done_for(self, registration: Registration) -> bool:
        """Do it and leave a trace; say why not, where it cannot be done for this one."""
        try:
            done = self.do(registration)
        except (Refused, Full) as error:
            reason = str(error) if isinstance(error, Refused) else Reason.FULL.label
            messages.error(self.request, f"{registration}: {reason}")
            return False
        if done:
            leave_trace(registration, self.trace, user=self.request.user)
        return done

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if not num_parent_objects:
            return None
        return ngettext(
            "Done for %(count)s registration.",
            "Done for %(count)s registrations.",
            num_parent_objects,
        ) % {"count": num_parent_objects}
