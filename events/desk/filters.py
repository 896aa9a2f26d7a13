"""The filters of the list of registrations; those that depend on an event come with it."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from events.event import Event
from events.note import RegistrationNote
from events.occurrence import Occurrence
from events.registration import Registration
from events.seat_share import Way
from events.session import Session
from events.subject import session_name, session_titles, when
from stakeholders.term import Term

from .policy import visible
from .told import title_of


class RegistrationFilterSet(WagtailFilterSet):
    event = django_filters.ChoiceFilter(field_name="occurrence__event", label=_("Event"))
    occurrence = django_filters.ChoiceFilter(field_name="occurrence", label=_("Date"))
    session = django_filters.ChoiceFilter(field_name="sessions", label=_("Session"))
    state = django_filters.MultipleChoiceFilter(
        choices=Registration.State.choices, label=_("State"), widget=CheckboxSelectMultiple
    )
    share = django_filters.ChoiceFilter(field_name="share", label=_("Share of the seats"))
    sector = django_filters.ModelChoiceFilter(
        queryset=Term.objects.of(Term.Vocabulary.SECTOR), label=_("Sector")
    )
    mode = django_filters.ChoiceFilter(choices=Way.choices, label=_("Takes part"))
    is_invited = django_filters.BooleanFilter(
        field_name="invitation", lookup_expr="isnull", exclude=True, label=_("Invited")
    )
    language = django_filters.AllValuesFilter(label=_("Language"))
    is_confirmed = django_filters.BooleanFilter(
        field_name="address_confirmed_at",
        lookup_expr="isnull",
        exclude=True,
        label=_("Address confirmed"),
    )
    has_answers = django_filters.BooleanFilter(
        field_name="answers", lookup_expr="isnull", exclude=True, distinct=True, label=_("Answered")
    )
    has_notes = django_filters.BooleanFilter(method="filter_notes", label=_("With a note"))

    is_twice = django_filters.BooleanFilter(
        method="filter_twice", label=_("Name registered twice for the date")
    )

    class Meta:
        model = Registration
        fields: list[str] = []

    OF_ONE_EVENT = ("occurrence", "session", "share")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        events = _events(self.request.user)
        self.filters["event"].extra["choices"] = [(one.pk, title_of(one)) for one in events]
        self.event = _chosen(events, self.data.get("event", ""))
        if self.event is None:
            for name in self.OF_ONE_EVENT:
                del self.filters[name]
        else:
            self._offer_parts_of(self.event)

    def _offer_parts_of(self, event: Event) -> None:
        page = next(iter(event.pages.all()), None)
        titles = session_titles(page)
        dates = list(dates_with_people(event))
        sessions = list(event.sessions.filter(kind=Session.Kind.SESSION))
        choices = {
            "occurrence": [(one.pk, when(one)) for one in dates] if len(dates) > 1 else [],
            "session": [(one.pk, session_name(one, titles, event)) for one in sessions],
            "share": [
                (one.pk, one.name) for one in event.seat_shares.select_related("sector").all()
            ],
        }
        for name, offered in choices.items():
            self.filters[name].extra["choices"] = offered
            if not offered:
                del self.filters[name]

    def filter_twice(self, rows: Any, _name: str, value: bool) -> Any:
        """Perhaps the same person, to be merged; perhaps only the same name."""
        same = Registration.objects.active().filter(
            occurrence=OuterRef("occurrence"), name__iexact=OuterRef("name")
        )
        twice = Exists(same.exclude(pk=OuterRef("pk")))
        active = rows.active().exclude(name="")
        return active.filter(twice if value else ~twice)

    def filter_notes(self, rows: Any, _name: str, value: bool) -> Any:
        noted = Exists(RegistrationNote.objects.filter(registration=OuterRef("pk")))
        return rows.filter(noted if value else ~noted)


def dates_with_people(event: Event) -> list[Occurrence]:
    """The dates to come, and those gone by for which somebody registered."""
    known = Registration.objects.filter(occurrence=OuterRef("pk"))
    dates = event.occurrences.upcoming() | event.occurrences.filter(Exists(known))
    found = list(dates.distinct().order_by("starts_at"))
    for one in found:
        one.event = event
    return found


def _events(user: Any) -> list[Event]:
    """Those with registrations that this user may see."""
    rows = visible(user, Registration).order_by().filter(occurrence__event=OuterRef("pk"))
    return list(Event.objects.filter(Exists(rows)).prefetch_related("pages__sessions"))


def _chosen(events: list[Event], key: str) -> Event | None:
    return next((one for one in events if str(one.pk) == key), None)
