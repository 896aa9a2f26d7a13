"""The view that shows an editor the next dates of what stands in the form, before it is saved."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from .coming_dates import coming_dates
from .pages import EventPage

WHEN = ("starts_at", "ends_at", "is_all_day", "is_time_known", "time_zone", "recurrence", "status")


@require_POST
def show_coming_dates(request: HttpRequest) -> HttpResponse:
    """A piece of HTML: the dates, or what to mend first. Wagtail asks who may be in the admin."""
    form = _form(request)
    problems = _problems(form)
    page = None if problems else form.save(commit=False)
    context = {
        "dates": coming_dates(page) if page is not None else None,
        "facts": page,
        "problems": problems,
    }
    return render(request, "events/admin/coming_dates.html", context)


def _form(request: HttpRequest) -> Any:
    """The editor's own form with the fields that give dates, for a page that is never saved."""
    data = request.POST.copy()
    data["changed_dates-INITIAL_FORMS"] = "0"
    for name in [name for name in data if name.startswith("changed_dates-") and name[-3:] == "-id"]:
        del data[name]
    data.setdefault("changed_dates-TOTAL_FORMS", "0")
    form = EventPage.get_edit_handler().get_form_class()(
        data, instance=EventPage(), for_user=request.user
    )
    form.fields = {name: field for name, field in form.fields.items() if name in WHEN}
    form.formsets = {"changed_dates": form.formsets["changed_dates"]}
    for name in ("starts_at", "ends_at"):
        form.fields[name].required = False
    return form


def _problems(form: Any) -> list[str]:
    """What is wrong, in sentences with the name of the field; nothing for a form half filled."""
    form.is_valid()
    said = [
        f"{form.fields[name].label}: {problem}"
        for name, problems in form.errors.items()
        if name in form.fields
        for problem in problems
    ]
    for member in form.formsets["changed_dates"].forms:
        said += [
            f"{member.fields[name].label}: {problem}"
            for name, problems in member.errors.items()
            if name in member.fields
            for problem in problems
        ]
    return said
