"""What the admin answers when it is asked what a page lacks."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from .advice import by_weight
from .advising import advise
from .told import Told


def advice_on_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """The list of advice on the newest draft of a page, for the panel in its form."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, Told) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    advice = by_weight(advise(page.get_latest_revision_as_object()))
    context = {"advice": advice, "is_saved": True}
    return render(request, "story_pages/admin/advice_list.html", context)


def tell_after_publishing(request: HttpRequest, page: Any) -> None:
    """Say what a page lacks that went live in spite of it."""
    if not isinstance(page, Told) or not page.live or page.scheduled_revision:
        return
    grave = [one for one in advise(page) if one.is_grave]
    if not grave:
        return
    told = ngettext(
        "“%(title)s” is live, and some readers miss something: %(first)s",
        "“%(title)s” is live, and some readers miss %(number)s things. The first: %(first)s",
        len(grave),
    ) % {"title": page.title, "number": len(grave), "first": grave[0].message}
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    button = messages.button(edit + grave[0].link, grave[0].title)
    messages.warning(request, told, buttons=[button])
