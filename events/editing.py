"""The editor's forms of events and calls: clocks in the event's zone, errors with a way out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from stakeholders.alliance import ENDS_TOO_EARLY
from stakeholders.panels import FactsPageForm, FactsPanel

from . import too_few
from .changed_date import ChangedDateFacts
from .changed_dates import check_changed_dates
from .clock import ZoneSelect, on_the_wall, set_zone, zone_of
from .coming_dates import DatesPanel
from .material import MaterialFacts
from .question_editing import QUESTIONS_PANEL, check_questions, offer_conditions
from .repetition import says_the_same
from .seat_share import SeatShareFacts
from .session import SessionFacts
from .shares_form import check_seat_shares

LANGUAGES = {"spoken_languages", "interpretation_languages", "sign_languages", "caption_languages"}


class TickList(forms.CheckboxSelectMultiple):
    """Many choices to tick, in a box that scrolls: one click never takes back the others."""

    class Media:
        css = {"all": ("events/admin.css",)}

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "tick-list", **(attrs or {})}, choices)


class EventPageForm(FactsPageForm):
    """The form of an event page: what is typed is the time on the clock of its own zone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.data.get(self.add_prefix("time_zone")) or self.instance.time_zone
        set_zone(self, zone_of(name))
        if "questions" in self.formsets:
            offer_conditions(self.formsets["questions"].forms)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        was = self.initial.get("recurrence") or ""
        if "recurrence" in cleaned and says_the_same(cleaned["recurrence"], was):
            cleaned["recurrence"] = was  # the same, written anew, is no change
        for name in self.fields.keys() & LANGUAGES & cleaned.keys():
            was = self.initial.get(name) or ""
            if set(cleaned[name].split()) == set(was.split()):
                cleaned[name] = was  # the order in which they stand in the form tells nothing
        if self.instance.facts is not None and "capacity" in self.fields:
            try:
                too_few.refuse_too_few(self.instance.facts, cleaned.get("capacity"))
            except ValidationError as error:
                self.add_error("capacity", error)
        if not self.is_deferred_validation:  # a draft may be half done
            for form in self._at_hand("sessions"):
                _check_session(form, cleaned)
            if "capacity" in self.fields:
                shares = self._at_hand("seat_shares", by="seats")
                check_seat_shares(self, shares, self._at_hand("changed_dates"))
            check_questions(self._at_hand("questions", by="kind"))
        return cleaned

    def _post_clean(self) -> None:
        """The dates that differ are looked at when the rule is on the page."""
        super()._post_clean()
        if not self.is_deferred_validation and self.instance.starts_at:
            check_changed_dates(self.instance, self._at_hand("changed_dates"))

    def _at_hand(self, relation: str, *, by: str = "starts_at") -> list[Any]:
        """The members of a list whose facts are edited here, as far as they can be read."""
        formset = self.formsets.get(relation)
        members = formset.forms if formset else ()
        return [one for one in members if one.is_valid() and by in one.fields]


def _check_session(form: Any, event: dict[str, Any]) -> None:
    """Say at its field when a session runs backwards or lies on a day that the event has not."""
    start, end = form.cleaned_data.get("starts_at"), form.cleaned_data.get("ends_at")
    if form.cleaned_data.get("DELETE"):
        return
    if start and end and end < start:
        form.add_error("ends_at", ENDS_TOO_EARLY)
    first, last = event.get("starts_at"), event.get("ends_at")
    if not (start and first and last) or event.get("recurrence"):
        return
    zone = zone_of(event.get("time_zone") or "")
    day = on_the_wall(start, zone).date()
    if not on_the_wall(first, zone).date() <= day <= on_the_wall(last, zone).date():
        form.add_error(
            "starts_at", _("This day is not one of the event's. Move the session along with it.")
        )


class CallPageForm(FactsPageForm):
    """The form of a call page."""


EVENT_PANELS = [
    FieldPanel("summary"),
    FieldPanel("body"),
    FactsPanel(
        [
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldRowPanel([FieldPanel("is_all_day"), FieldPanel("is_time_known")]),
            FieldPanel("time_zone", widget=ZoneSelect),
            FieldPanel("status"),
            FieldPanel("recurrence"),
            InlinePanel(
                "changed_dates",
                label=_("Date that differs"),
                heading=_("Dates that differ from the rule"),
                panels=[
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("on")]),
                    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                    FieldRowPanel([FieldPanel("venue"), FieldPanel("room")]),
                    FieldPanel("capacity"),
                    FieldPanel("title"),
                    FieldPanel("note"),
                    ChangedDateFacts.key_panel,
                ],
            ),
            DatesPanel(heading=_("The next dates")),
        ],
        heading=_("Facts: when"),
        help_text=_("The same in every language. Publishing this page changes them in all."),
    ),
    FieldPanel("status_note"),
    FactsPanel(
        [
            FieldPanel("mode"),
            FieldRowPanel([FieldPanel("venue"), FieldPanel("room")]),
            FieldPanel("join_url"),
            FieldRowPanel([FieldPanel("spoken_languages"), FieldPanel("interpretation_languages")]),
            FieldRowPanel([FieldPanel("sign_languages"), FieldPanel("caption_languages")]),
        ],
        heading=_("Facts: where and how"),
    ),
    FieldPanel("place_note"),
    FactsPanel(
        [
            FieldPanel("is_registration_needed"),
            FieldPanel("admission"),
            FieldRowPanel([FieldPanel("capacity"), FieldPanel("held_back")]),
            InlinePanel(
                "seat_shares",
                label=_("Share of the seats"),
                heading=_("Seats for some only"),
                help_text=_(
                    "Such as 20 for government, or 30 online. What is left of the seats above is"
                    " for everybody else; where nothing is left, only those named here can come."
                ),
                panels=[
                    FieldRowPanel([FieldPanel("sector"), FieldPanel("mode")]),
                    FieldRowPanel([FieldPanel("seats"), FieldPanel("held_back")]),
                    SeatShareFacts.key_panel,
                ],
            ),
            FieldPanel("has_waiting_list"),
            FieldRowPanel([FieldPanel("offer_hours"), FieldPanel("promotion_ends_hours")]),
            FieldRowPanel(
                [FieldPanel("registration_opens_at"), FieldPanel("registration_closes_at")]
            ),
            FieldPanel("changes_until_hours"),
        ],
        heading=_("Facts: signing up"),
    ),
    FactsPanel([QUESTIONS_PANEL], heading=_("Questions")),
    FactsPanel(
        [
            InlinePanel(
                "sessions",
                label=_("Session"),
                panels=[
                    FieldPanel("title"),
                    FieldPanel("summary"),
                    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("track"), FieldPanel("room")]),
                    FieldPanel("speakers", widget=TickList),
                    FieldRowPanel([FieldPanel("mode"), FieldPanel("join_url")]),
                    FieldPanel("capacity"),
                    SessionFacts.key_panel,
                ],
            ),
        ],
        heading=_("Sessions"),
    ),
    FactsPanel(
        [
            FieldPanel("hosts", widget=TickList),
            FieldPanel("sectors", widget=forms.CheckboxSelectMultiple),
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
            FieldPanel("is_sample"),
        ],
        heading=_("Facts: who and what about"),
    ),
    FactsPanel(
        [
            InlinePanel(
                "materials",
                label=_("Material"),
                panels=[
                    FieldPanel("title"),
                    FieldRowPanel([FieldPanel("document"), FieldPanel("address")]),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("language"), FieldPanel("on")]),
                    MaterialFacts.key_panel,
                ],
            ),
        ],
        heading=_("Materials, shown when the event is over"),
        classname="collapsed",
    ),
]
"""What is asked of an event, in this order: what is said, when, where, signing up, the rest.

What is filled in long after the event was announced stands at the end, folded.
"""
