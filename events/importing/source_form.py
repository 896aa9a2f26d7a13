"""The form of a source: looks at the address at once and says what is there."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from events.clock import zone_of

from .harvest import look
from .problems import source_words

ASKED_ANEW = {"address", "time_zone", "agenda"}


class SourceForm(WagtailAdminModelForm):
    """Asks the address when it is new and the calendar is active; keeps what was typed."""

    look: ClassVar[Any] = staticmethod(look)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        address = cleaned.get("address", "").strip()
        is_new = self.instance.pk is None or "address" in self.changed_data
        if address and is_new and cleaned.get("is_active"):
            zone = zone_of(cleaned.get("time_zone") or "").key
            problem, part, _reading = self.look(address, zone)
            if problem:
                self.add_error("address", ValidationError(source_words(problem, part)))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if ASKED_ANEW & set(self.changed_data) or "is_active" in self.changed_data:
            self.instance.forget_reading()
        return super().save(commit=commit)
