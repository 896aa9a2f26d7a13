"""Before a change goes live: what it will do is shown, and asked where people are concerned."""

import json
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page, PageSubscription

from . import impact_words
from .call_page import CallPage
from .pages import EventPage
from .rehearsal import Promise, promised

SEE = "action-events-impact"
"""The name of the button that saves the draft and leads to what publishing will do."""


def impact_url(page: Any, **query: str) -> str:
    url = reverse("events_impact", args=[page.pk])
    given = {name: value for name, value in query.items() if value}
    return f"{url}?{urlencode(given)}" if given else url


def is_ours(page: Any) -> bool:
    return isinstance(page, EventPage | CallPage)


def promise_of(page: Any) -> Promise:
    """What publishing the newest draft of this page will do."""
    return promised(page.get_latest_revision_as_object())


# The page


def impact_view(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id).specific
    if not is_ours(page):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision()
    if request.method == "POST" and draft is not None:
        if request.POST.get("draft") == stamp(draft):
            return _go_on(request, page, draft)
        messages.warning(request, _("The draft has changed meanwhile. Please look again."))
    return _show(request, page, draft)


def stamp(draft: Any) -> str:
    """Which draft it is; Wagtail's saving by itself writes over a draft, with a new moment."""
    return f"{draft.pk} {draft.created_at.isoformat()}" if draft else ""


def _show(request: HttpRequest, page: Any, draft: Any) -> HttpResponse:
    promise = promise_of(page)
    impact = promise.impact
    approves, publishes = may_approve(page, request.user), _may_publish(page, request.user)
    context = {
        "page": page,
        "promise": promise,
        "impact": impact,
        "draft": stamp(draft),
        "errors": [(_label(page, name), told) for name, told in promise.errors.items()],
        "facts": impact_words.facts_lines(promise),
        "dates": list(impact_words.dates_lists(impact)),
        "told": impact_words.told_sentence(impact) if impact.letters else "",
        "letters": impact_words.letters_lines(impact),
        "people": impact_words.people_sentences(impact),
        "clashes": impact_words.clash_lists(promise.clashes, promise.page, request.user),
        "known_clashes": impact_words.clash_lists(
            promise.known_clashes, promise.page, request.user
        ),
        "calendars": impact_words.language_names(promise.calendars),
        "other_pages": impact_words.other_pages(promise),
        "has_draft": draft is not None and (page.has_unpublished_changes or not page.live),
        "approve_label": _button(promise, _("Approve and publish")) if approves else "",
        "publish_label": _button(promise, _("Publish")) if publishes else "",
        "comment": request.GET.get("comment", ""),
        "next": get_valid_next_url_from_request(request),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return TemplateResponse(request, "events/admin/impact.html", context)


def _label(page: Any, name: str) -> str:
    try:
        return impact_words.fact_label(page, name)
    except LookupError:
        return ""


def _button(promise: Promise, deed: str) -> str:
    """What the button says: the deed, and how many people hear of it."""
    count = len(promise.impact.told)
    if promise.errors:
        return ""
    if not count:
        return deed
    words = ngettext(
        "%(deed)s and tell %(count)s person", "%(deed)s and tell %(count)s people", count
    )
    return words % {"deed": deed, "count": count}


def _may_publish(page: Any, user: Any) -> bool:
    lock = page.get_lock()
    is_locked = lock is not None and lock.for_user(user)
    return bool(page.permissions_for_user(user).can_publish() and not is_locked)


def may_approve(page: Any, user: Any) -> bool:
    """Whether the approval of this user is the last one that the draft needs."""
    task = page.current_workflow_task
    if task is None or not page.current_workflow_state.is_at_final_task:
        return False
    return any(name == "approve" for name, _label, _modal in task.get_actions(page, user))


# The deeds


def _go_on(request: HttpRequest, page: Any, draft: Any) -> HttpResponse:
    if "approve" in request.POST and may_approve(page, request.user):
        return _approve(request, page)
    if "publish" in request.POST and _may_publish(page, request.user):
        return _publish(request, page, draft)
    raise PermissionDenied


def _publish(request: HttpRequest, page: Any, draft: Any) -> HttpResponse:
    """As Wagtail's editor does it, with the same hooks."""
    request.events_has_seen = True  # type: ignore[attr-defined]  # read by our own hook
    if response := _run("before_publish_page", request, page):
        return response
    PublishPageRevisionAction(draft, user=request.user).execute(skip_permission_checks=True)
    page = type(page).objects.get(pk=page.pk)
    if response := _run("after_publish_page", request, page):
        return response
    if page.go_live_at and page.scheduled_revision:
        text = _("“%(title)s” is scheduled for publishing.")
    else:
        text = _("“%(title)s” has been published.")
    messages.success(request, text % {"title": page.get_admin_display_title()})
    return _run("after_edit_page", request, page) or _away(request, page)


def _approve(request: HttpRequest, page: Any) -> HttpResponse:
    page.current_workflow_task.on_action(
        page.current_workflow_task_state,
        request.user,
        "approve",
        comment=request.POST.get("comment", ""),
    )
    text = _("“%(title)s” has been approved and published.")
    messages.success(request, text % {"title": page.get_admin_display_title()})
    return _away(request, page)


def _run(name: str, *args: Any) -> HttpResponse | None:
    """Ask the hooks of that name; the first answer counts."""
    answers = (hook(*args) for hook in hooks.get_hooks(name))
    return next((answer for answer in answers if hasattr(answer, "status_code")), None)


def _away(request: HttpRequest, page: Any) -> HttpResponse:
    url = get_valid_next_url_from_request(request)
    return redirect(url or reverse("wagtailadmin_explore", args=[page.get_parent().pk]))


# What the hooks ask


def asks(page: Any) -> bool:
    """Whether somebody should look before the newest draft of this page is published."""
    return is_ours(page) and promise_of(page).asks


def ask_first(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Lead to the page above where publishing tells people or makes a clash; the draft is saved."""
    if getattr(request, "events_has_seen", False) or not asks(page):
        return None
    return redirect(impact_url(page, next=get_valid_next_url_from_request(request)))


def rather_see(request: HttpRequest, page: Any, parent: Any, *, instead_of: str) -> None:
    """Where what was typed asks, let Wagtail save the draft instead; then the page above opens."""
    draft = _posted(request, page, parent)
    if draft is None or not promised(draft).asks:
        return
    values = request.POST.copy()
    values.pop(instead_of, None)
    values[SEE] = "1"
    request.POST = values  # type: ignore[assignment]  # Wagtail reads what was posted from here


def _posted(request: HttpRequest, page: Any, parent: Any) -> Any:
    """The page as the editor's form has it, not saved; None where the form is not valid."""
    form = page.get_edit_handler().get_form_class()(
        request.POST,
        request.FILES,
        instance=page,
        subscription=PageSubscription(page=page, user=request.user),
        parent_page=parent,
        for_user=request.user,
    )
    return form.save(commit=False) if form.is_valid() else None


def show_after_saving(request: HttpRequest, page: Any) -> HttpResponse | None:
    """For the button of the menu, and for what became of a publication or an approval."""
    if SEE not in request.POST or not is_ours(page):
        return None
    try:
        extra = json.loads(request.POST.get("workflow-action-extra-data") or "{}")
    except ValueError:
        extra = {}
    next_url = get_valid_next_url_from_request(request)
    return redirect(impact_url(page, next=next_url, comment=extra.get("comment", "")))


def announce(request: HttpRequest, page: Any) -> None:
    """Tell a moderator in the editor that an approval concerns people or makes a clash."""
    promise = promise_of(page)
    if promise.asks:
        told = impact_words.told_sentence(promise.impact) if promise.impact.letters else ""
        text = _("Look before you approve: publishing this concerns people or makes a clash.")
        button = messages.button(impact_url(page), _("See what publishing will do"))
        messages.warning(request, f"{text} {told}".strip(), buttons=[button])


class SeeMenuItem(ActionMenuItem):
    """Saves the draft and shows what publishing it will do."""

    name = SEE
    label = gettext_lazy("See what publishing will do")
    icon_name = "view"
    order = 15

    def is_shown(self, context: Any) -> bool:
        return is_ours(context.get("page")) and super().is_shown(context)
