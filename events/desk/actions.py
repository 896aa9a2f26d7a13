"""Each deed that the team can do for many at once: cancel, approve, decline, move and the like."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import approval, moving, sign_up
from events.occurrence import Occurrence
from events.own_link import send_link
from events.registration import Registration
from events.subject import when
from stakeholders.facts import home_pages
from stakeholders.panels import edit_url

from .bulk import DeskAction

State = Registration.State


class CancelRegistrations(DeskAction):
    """Gives seats back by the same deed as a person's own page, with the same letters."""

    display_name = _("Cancel")
    action_type = "cancel"
    aria_label = _("Cancel selected registrations")
    action_priority = 20
    classes = {"serious"}
    icon_name = "cross"
    permission = "cancel_registration"
    trace = "cancel_registration"
    question = _("Cancel registrations")
    consequence = _("Each of them gets a letter, and their seats go to those who wait.")
    answer = _("Yes, cancel them")

    def do(self, registration: Registration) -> bool:
        return sign_up.cancel(registration)


class ApproveRegistrations(DeskAction):
    """They may come; where no seat is left they wait, or the team gives one more."""

    display_name = _("Approve")
    action_type = "approve"
    aria_label = _("Approve selected requests")
    action_priority = 10
    icon_name = "check"
    permission = "approve_registration"
    trace = "approve_registration"
    question = _("Let them come")
    consequence = _(
        "Each of them gets a letter. Where no seat is left they wait behind the others."
    )
    answer = _("Yes, they may come")

    class form_class(forms.Form):  # noqa: N801 - Django's name of it
        goes_beyond = forms.BooleanField(
            required=False, label=_("Also where no seat is left: one more than there are")
        )

    @staticmethod
    def concerns(registration: Registration) -> bool:
        return registration.is_active and registration.state == State.REQUESTED

    def do(self, registration: Registration) -> bool:
        beyond = bool(self.cleaned_form and self.cleaned_form.cleaned_data["goes_beyond"])
        return approval.approve(registration, goes_beyond=beyond)


class DeclineRegistrations(DeskAction):
    display_name = _("Decline")
    action_type = "decline"
    aria_label = _("Decline selected requests")
    action_priority = 15
    classes = {"serious"}
    icon_name = "circle-xmark"
    permission = "approve_registration"
    trace = "decline_registration"
    question = _("Say that they cannot come")
    consequence = _("Each of them gets a letter. Who else asks has their chance.")
    answer = _("Yes, decline them")

    @staticmethod
    def concerns(registration: Registration) -> bool:
        return registration.is_active and registration.state == State.REQUESTED

    def do(self, registration: Registration) -> bool:
        return approval.decline(registration)


class ConfirmAddresses(DeskAction):
    """The team knows the address, by telephone for example: nobody need confirm it."""

    display_name = _("Address is known")
    action_type = "confirm_address"
    aria_label = _("Say of selected registrations that their address is known")
    action_priority = 50
    icon_name = "mail"
    permission = "arrange_registration"
    trace = "confirm_address"
    question = _("Are these addresses theirs?")
    consequence = _(
        "Say so only if you know it, by telephone for example. What is kept until the address is"
        " confirmed becomes theirs, and each gets a letter."
    )
    answer = _("Yes, I know these addresses")

    @staticmethod
    def concerns(registration: Registration) -> bool:
        return registration.is_active and registration.must_confirm

    def do(self, registration: Registration) -> bool:
        return sign_up.confirm(registration)


class SendLinks(DeskAction):
    display_name = _("Send the link again")
    action_type = "send_link"
    aria_label = _("Send selected people their own link again")
    action_priority = 60
    icon_name = "link"
    permission = "arrange_registration"
    trace = "send_link"
    question = _("Send their own link again")
    consequence = _(
        "Each of them gets a letter with the link to their own page, in their language; those who"
        " have not confirmed their address are asked to once more."
    )
    answer = _("Yes, send it")

    @staticmethod
    def concerns(registration: Registration) -> bool:
        return registration.is_active and bool(registration.email)

    def do(self, registration: Registration) -> bool:
        return send_link(registration)


class MoveForm(forms.Form):
    """Another date of the same event."""

    to = forms.ModelChoiceField(queryset=Occurrence.objects.none(), label=_("To this date"))
    may_wait = forms.BooleanField(
        required=False,
        label=_("Put them on the waiting list there if it is full"),
        help_text=_("They give back the seat that they have now."),
    )

    def __init__(self, *args: Any, event: Any, here: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        dates = Occurrence.objects.none() if event is None else event.occurrences.upcoming()
        if len(here) == 1:
            dates = dates.exclude(pk__in=here)
        field: Any = self.fields["to"]
        field.queryset = dates.select_related("event").order_by("starts_at")
        field.label_from_instance = when


class MoveRegistrations(DeskAction):
    """To another date of their event; seats there first, then theirs here are free."""

    display_name = _("Move")
    action_type = "move"
    aria_label = _("Move selected registrations to another date")
    action_priority = 25
    icon_name = "calendar-alt"
    permission = "arrange_registration"
    trace = "move_registration"
    question = _("Move to another date")
    consequence = _("Each of them gets a letter. Who finds no seat there stays on this date.")
    answer = _("Yes, move them")
    form_class = MoveForm

    def get_form_kwargs(self) -> dict[str, Any]:
        ticked, _others = self.get_actionable_objects()
        events = {one.occurrence.event_id: one.occurrence.event for one in ticked}
        event = next(iter(events.values())) if len(events) == 1 else None
        here = {one.occurrence_id for one in ticked}
        return {**super().get_form_kwargs(), "event": event, "here": here}

    def obstacle(self, form: Any) -> dict[str, Any]:
        ticked, _others = self.get_actionable_objects()
        if not ticked or form.fields["to"].queryset.exists():
            return {}
        if form.event is None:
            return {
                "obstacle": gettext("They are registered for different events. Move those of one.")
            }
        page = home_pages(form.event).first()
        url = edit_url(page, self.request.user)
        return {
            "obstacle": gettext("The event has no other date that is still to come."),
            "ways_out": [(url, gettext("Give the event another date"))] if url else [],
        }

    def dates_touched(self, objects: Any) -> list[Any]:
        return [*super().dates_touched(objects), self._wanted["to"]]

    @property
    def _wanted(self) -> dict[str, Any]:
        wanted: dict[str, Any] = self.cleaned_form.cleaned_data if self.cleaned_form else {}
        return wanted

    def do(self, registration: Registration) -> bool:
        moving.move(registration, self._wanted["to"], may_wait=self._wanted["may_wait"])
        return True


ACTIONS = (
    ApproveRegistrations,
    DeclineRegistrations,
    MoveRegistrations,
    CancelRegistrations,
    ConfirmAddresses,
    SendLinks,
)
