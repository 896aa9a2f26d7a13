"""The dates of an event for editors: change this one, this one and all that follow, or all."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from .busy import Busy
from .changed_date import ChangedDateFacts
from .changed_dates import refusals
from .clock import on_the_wall, set_zone
from .occurrence import Occurrence
from .page_items import EventPageChangedDate
from .pages import EventPage
from .recurrence import BadRule, Rule
from .registration import Registration
from .splitting import ACTION, NO_TIME, CannotSplit, check_split, dates_from, pages_to_split, split

ON_ONE_LEAF = 50


@hooks.register("register_admin_urls")
def addresses() -> Any:
    return [
        path("events/dates/<int:page_id>/", show_dates, name="events_dates"),
        path("events/dates/<int:page_id>/<str:code>/", change_date, name="events_date"),
        path("events/dates/<int:page_id>/<str:code>/split/", split_here, name="events_split"),
    ]


@hooks.register("register_log_actions")
def name_the_split(actions: Any) -> None:
    actions.register_action(
        ACTION, gettext_lazy("Split a series"), gettext_lazy("Split the series of dates in two")
    )


@hooks.register("register_page_header_buttons")
def lead_to_dates(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """From a repeating event's page to the list of its dates."""
    if isinstance(page, EventPage) and page.facts is not None and page.facts.recurrence:
        url = reverse("events_dates", args=[page.pk])
        yield Button(gettext_lazy("Dates"), url, icon_name="calendar-alt", priority=50)


def _moment_input() -> forms.DateTimeInput:
    """The browser's own, which wants one form of writing whatever the language."""
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class ChangeForm(forms.ModelForm):
    """What is different on one date; what is typed is the time on the event's own clock."""

    class Meta:
        model = EventPageChangedDate
        fields = ("kind", "starts_at", "ends_at", "venue", "room", "capacity", "title", "note")

    def __init__(self, *args: Any, page: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        kinds = ChangedDateFacts.Kind
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice
            (value, label) for value, label in kinds.choices if value != kinds.EXTRA
        ]
        for name in ("starts_at", "ends_at"):
            self.fields[name].widget = _moment_input()
        set_zone(self, page.zone)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind"):
            typed = {**cleaned, "on": self.instance.on}
            for name, said in refusals(self.page, self._rule(), typed):
                self.add_error(name if name in self.fields else None, said)
        return cleaned

    def _rule(self) -> Rule | None:
        """The draft's own, which is refused where it lacks what makes dates of it."""
        try:
            if self.page.starts_at is not None:
                return self.page.rule
        except BadRule:
            pass  # the form of the page says what is wrong with it
        raise forms.ValidationError(NO_TIME)


def show_dates(request: HttpRequest, page_id: int) -> HttpResponse:
    """All dates to come, each with the way to change it."""
    page = _home(request, page_id)
    dates = page.facts.occurrences.upcoming().order_by("starts_at")
    leaf = Paginator(dates, ON_ONE_LEAF).get_page(request.GET.get("p"))
    for one in leaf:
        one.event = page.facts
    context = {"page": page, "facts": page.facts, "leaf": leaf}
    return TemplateResponse(request, "events/admin/dates.html", context)


def change_date(request: HttpRequest, page_id: int, code: str) -> HttpResponse:
    """What to change: on this date only, from this one on, or on all dates."""
    page = _home(request, page_id)
    if page.permissions_for_user(request.user).page_locked():
        messages.warning(request, page.get_lock().get_message(request.user))
        return redirect("events_dates", page.pk)
    occurrence = _occurrence(page, code)
    draft = page.get_latest_revision_as_object()
    change = _change_of(draft, occurrence)
    form = ChangeForm(request.POST or None, instance=change, page=draft)
    if request.method == "POST" and form.is_valid():
        _keep(draft, form.save(commit=False), request.user)
        messages.success(request, _("It stands in the draft now. Publish the page to change it."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {
        "page": page,
        "facts": page.facts,
        "occurrence": occurrence,
        "form": form,
        "may_publish": _may_publish_all(request, page),
        **_what_follows(occurrence),
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "events/admin/date.html", context, status=status)


def split_here(request: HttpRequest, page_id: int, code: str) -> HttpResponse:
    """Let the series go on as another event from this date on."""
    page = _home(request, page_id)
    if request.method != "POST":
        return redirect("events_date", page.pk, code)
    if not _may_publish_all(request, page):
        raise PermissionDenied
    try:
        made = split(page.facts, code, user=request.user)
    except CannotSplit as reason:
        messages.error(request, str(reason))
        return redirect("events_date", page.pk, code)
    except Busy:
        text = _("The database was too busy; nothing was changed. Please try again.")
        messages.error(request, text)
        return redirect("events_date", page.pk, code)
    text = _("From this date on it is an event of its own. What you change here holds from then.")
    messages.success(request, text)
    return redirect("wagtailadmin_pages:edit", made.pk)


def _home(request: HttpRequest, page_id: int) -> Any:
    """The page on which the facts are edited, for who may edit it."""
    page: Any = get_object_or_404(EventPage, pk=page_id).facts_home_page
    if page is None or page.facts is None:
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def _occurrence(page: Any, code: str) -> Occurrence:
    found: Occurrence | None = page.facts.occurrences.called(code)
    if found is None:
        raise Http404
    found.event = page.facts
    return found


def _change_of(draft: Any, occurrence: Occurrence) -> EventPageChangedDate:
    """What the draft says of this date already; else something new."""
    day = on_the_wall(occurrence.original_start, occurrence.event.zone).date()
    changes: list[EventPageChangedDate] = list(draft.changed_dates.all())
    for change in changes:
        if change.on == day:
            return change
    kind = ChangedDateFacts.Kind.CHANGED
    return EventPageChangedDate(on=day, kind=kind, locale_id=draft.locale_id)


def _keep(draft: Any, change: EventPageChangedDate, user: Any) -> None:
    others = [one for one in draft.changed_dates.all() if one.on != change.on]
    draft.changed_dates = sorted([*others, change], key=lambda one: one.on)
    draft.save_revision(user=user, log_action=True, clean=False)


def _may_publish_all(request: HttpRequest, page: Any) -> bool:
    """Whether this user may do in every language what a split does there."""
    return all(_may_split(one, request.user) for one in pages_to_split(page.facts))


def _may_split(page: EventPage, user: Any) -> bool:
    """Whether they may change this page and put a new one beside it."""
    here, beside = page.permissions_for_user(user), page.get_parent().permissions_for_user(user)
    is_free = here.can_publish() and not here.page_locked()
    return bool(is_free and beside.can_add_subpage() and beside.can_publish_subpage())


def _what_follows(occurrence: Occurrence) -> dict[str, Any]:
    """What a split here takes along, or why there can be none."""
    try:
        check_split(occurrence.event, occurrence.code)
    except CannotSplit as reason:
        return {"reason": str(reason)}
    dates = dates_from(occurrence)
    registrations = Registration.objects.active().filter(occurrence__in=dates)
    return {"dates": dates.count(), "registrations": registrations.count()}
