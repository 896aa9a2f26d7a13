"""The address of a single section: a card for where it is shared, and the way into the story."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from . import conf
from .outline import FIRST
from .telling import Telling, ToldSection


def section_card(page: Any, anchor: str, telling: Telling, request: HttpRequest) -> HttpResponse:
    """What the address answers; its readers are led on into the story."""
    if anchor == FIRST:
        return HttpResponseRedirect(page.get_url(request))
    section = telling.section(anchor)
    if section is None:
        raise Http404(gettext("This story has no section “%(name)s”.") % {"name": anchor})
    shared = section.content["share"]
    return TemplateResponse(
        request,
        "story_pages/section_card.html",
        {
            "base_template": conf.base_template(),
            "page": page,
            "title": shared["title"] or section.label,
            "description": shared["description"] or page.card_text,
            "picture": _picture(page, section),
            "address": request.build_absolute_uri(request.path),
            "story_url": f"{page.get_url(request)}#{section.place.anchor}",
        },
    )


def _picture(page: Any, section: ToldSection) -> Any:
    """What was chosen for it, else what fills its screen, else the story's picture."""
    content = section.content
    return content["share"]["picture"] or content["backdrop"].still or page.lead_picture
