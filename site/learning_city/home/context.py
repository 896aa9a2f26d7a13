"""What stands around every public page: its languages, the menu, the words of the site."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, PageQuerySet, Site

from .pages import TextPage, open_to_all
from .words import site_words


@dataclass(frozen=True)
class Language:
    """One entry of the language switch."""

    code: str
    name: str
    url: str
    current: bool
    dir: str
    # Whether the address is this very page, and not the home page in that language.
    same_page: bool


@dataclass(frozen=True)
class MenuItem:
    """One entry of the main menu."""

    title: str
    url: str
    # Whether one is on this page or below it.
    current: bool
    same_page: bool


def site_context(request: HttpRequest) -> dict[str, Any]:
    """Reckoned only where a template asks for it, so that the admin pays nothing."""
    return {
        "main_menu": SimpleLazyObject(lambda: main_menu(request)),
        "footer_menu": SimpleLazyObject(lambda: footer_menu(request)),
        "site_words": SimpleLazyObject(lambda: site_words(get_language() or "en")),
    }


def site_languages(request: HttpRequest, page: Page | None) -> list[Language]:
    """All languages: of this page or view where it has them, else that language's home page."""
    current = get_language()
    same = _translated_page(request, page) if page else _translated_view(request)
    return [
        Language(
            code=code,
            name=name,
            url=same.get(code, f"/{code}/"),
            current=code == current,
            dir="rtl" if get_language_info(code)["bidi"] else "ltr",
            same_page=code in same,
        )
        for code, name in settings.WAGTAIL_CONTENT_LANGUAGES
    ]


def _translated_page(request: HttpRequest, page: Page) -> dict[str, str]:
    """The address of a page in each language; what was asked of it (?month=…) comes along.

    Who reads a private page finds it, but not its translations, which may be closed to them.
    """
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    shown = open_to_all() | Q(pk=page.pk, live=True)
    pages = page.get_translations(inclusive=True).filter(shown).select_related("locale")
    return {
        translation.locale.language_code: f"{url}{asked}"
        for translation in pages
        if (url := translation.get_url(request))
    }


def _translated_view(request: HttpRequest) -> dict[str, str]:
    here = request.get_full_path()
    urls = {code: translate_url(here, code) for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}
    return {code: url for code, url in urls.items() if url != here or code == get_language()}


def main_menu(request: HttpRequest) -> list[MenuItem]:
    """The pages right below the home page of the active language that want to be in menus."""
    return _menu(request, Page.objects.in_menu())


def footer_menu(request: HttpRequest) -> list[MenuItem]:
    """The pages of plain text right below the home page: privacy, accessibility and the like."""
    return _menu(request, Page.objects.type(TextPage).not_in_menu())


def _menu(request: HttpRequest, pages: PageQuerySet) -> list[MenuItem]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    first_level = pages.filter(
        open_to_all(), depth=site.root_page.depth + 1, locale__language_code=get_language()
    )
    here = request.path
    return [
        MenuItem(page.title, url, current=here.startswith(url), same_page=here == url)
        for page in first_level.order_by("path")
        if (url := page.get_url(request)) is not None
    ]
