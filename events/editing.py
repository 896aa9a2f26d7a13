"""The editor's forms of events and calls: clocks in the event's zone, errors with a way out."""

from typing import Any

from django.core.exceptions import ValidationError

from stakeholders.panels import FactsPageForm

from . import capacity
from .clock import set_zone, zone_of


class EventPageForm(FactsPageForm):
    """The form of an event page: what is typed is the time on the clock of its own zone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.data.get(self.add_prefix("time_zone")) or self.instance.time_zone
        set_zone(self, zone_of(name))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.instance.facts is not None and "capacity" in self.fields:
            try:
                capacity.refuse_too_few(self.instance.facts, cleaned.get("capacity"))
            except ValidationError as error:
                self.add_error("capacity", error)
        return cleaned


class CallPageForm(FactsPageForm):
    """The form of a call page."""
