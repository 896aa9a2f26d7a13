"""What is not a page for reading: the directory for machines, and the feeds of this site."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from . import conf
from .directory import public_organisations, shown_pages
from .json_ld import as_script, directory_data
from .opml import network_document


@require_safe
def organisations_jsonld(request: HttpRequest) -> HttpResponse:
    """Every organisation that is listed and has a public page, in the site's first language."""
    rows = public_organisations().with_terms().with_lists()
    pages = shown_pages(rows)
    data = directory_data([pages[row.pk] for row in rows if row.pk in pages], request=request)
    return _shared(HttpResponse(as_script(data), content_type="application/ld+json"))


@require_safe
def network_opml(request: HttpRequest) -> HttpResponse:
    """The feeds that this site offers, for readers of feeds and for hubs of several cities."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    directory = conf.Feed(
        title=_("Organisations"),
        url=reverse("stakeholders_jsonld"),
        type="jsonld",
        language="mul",
    )
    document = network_document(
        [directory, *conf.feeds(request)],
        title=site.site_name or site.hostname,
        root_url=site.root_url,
    )
    return _shared(HttpResponse(document, content_type="text/x-opml; charset=utf-8"))


def _shared(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "public, max-age=300"
    return response
