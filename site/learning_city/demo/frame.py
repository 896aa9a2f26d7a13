"""What stands around the pages: languages, the site itself, home pages, words, shared texts."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from events.models import AgendaPage
from learning_city.home.models import HomePage, SiteWords, TextPage
from stakeholders.models import DirectoryPage
from story_pages.models import SharedText, StoryIndexPage

from . import pictures, texts, tree
from .markdown import html, plain
from .tree import Says, key_of

INDEXES = {
    "events/index": AgendaPage,
    "stakeholders/index": DirectoryPage,
    "stories/index": StoryIndexPage,
}
HTTPS = 443


def load_languages() -> None:
    for language in texts.LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    tree.locale_id.cache_clear()


def load_homes() -> None:
    """A home page per language, the site upon the first of them; Wagtail's own welcome goes."""
    tree.put_all(HomePage, "home", _fill_home)
    home = tree.find("home", texts.HOME_LANGUAGE)
    address = urlsplit(settings.BASE_URL)
    values = {
        "hostname": address.hostname or "localhost",
        "port": address.port or (HTTPS if address.scheme == "https" else 80),
        "root_page": home,
    }
    # Whatever is saved here has all gatherings written anew in all calendars.
    if not Site.objects.filter(is_default_site=True, **values).exists():
        Site.objects.update_or_create(is_default_site=True, defaults=values)
    Site.objects.filter(is_default_site=True, site_name="").update(
        site_name=settings.WAGTAIL_SITE_NAME
    )
    for welcome in Page.objects.filter(depth=2, slug="home", latest_revision=None):
        if type(welcome.specific) is Page:
            welcome.delete()


def load_words() -> None:
    for language in texts.LANGUAGES:
        says = texts.text("site", language) or {}
        SiteWords.objects.get_or_create(
            translation_key=key_of("site"),
            locale_id=tree.locale_id(language),
            defaults={
                "name": says["site_name"],
                "tagline": says["tagline"],
                "footer": says["footer_about"],
                "note": says["footer_note"],
                "contact": plain(says["contact_sentence"]),
            },
        )


def load_shared_texts() -> None:
    for path in texts.paths("snippets"):
        for language in texts.languages_of(path):
            _load_shared_text(path, language)


def load_indexes() -> None:
    for path, page_type in INDEXES.items():
        tree.put_all(page_type, path, _fill_index)


def load_text_pages() -> None:
    for path in texts.paths("pages"):
        tree.put_all(TextPage, path, _fill_text_page)
    for words in SiteWords.objects.filter(privacy_page=None).select_related("locale"):
        words.privacy_page_id = getattr(
            tree.find("pages/privacy", words.locale.language_code), "pk", None
        )
        words.save()


def shared_text(name: str, language: str) -> SharedText | None:
    """The shared text that a page names as its snippet."""
    key = key_of(f"snippets/{name}")
    return SharedText.objects.filter(
        translation_key=key, locale_id=tree.locale_id(language)
    ).first()


def _load_shared_text(path: str, language: str) -> None:
    says = texts.text(path, language) or {}
    key, locale = key_of(path), tree.locale_id(language)
    row = SharedText.objects.filter(translation_key=key, locale_id=locale).first()
    row = row or SharedText(translation_key=key, locale_id=locale)
    if row.latest_revision_id and row.latest_revision.user_id:
        return
    words = (says["title"], html(says["body"]))
    if (row.title, row.body) != words:
        row.title, row.body = words
        row.save()
        row.save_revision()


def _fill_home(page: Any, says: Says, language: str) -> None:
    page.strapline, page.lead = says["strapline"], says["lead"]
    page.picture = pictures.picture("city-sky")
    page.call_to_action = says["call_to_action_text"]
    page.call_to_action_page_id = getattr(
        tree.find(says["call_to_action_page"], language), "pk", None
    )
    for subject in ("gatherings", "stakeholders", "stories"):
        for ours, theirs in (("title", "title"), ("text", "text"), ("link", "link_text")):
            setattr(page, f"{subject}_{ours}", says[subject][theirs])


def _fill_index(page: Any, says: Says, language: str) -> None:
    page.show_in_menus = True
    page.intro = says["intro"]
    if isinstance(page, AgendaPage):
        page.empty_text, page.past_intro = says["empty_state"], says["past_intro"]
        page.note = says["sample_note"]
    elif isinstance(page, DirectoryPage):
        page.empty_note = says["empty_state"]
        page.sample_note = says["sample_note"]
    else:
        page.empty_text = says["empty_state"]


def _fill_text_page(page: Any, says: Says, language: str) -> None:
    page.show_in_menus = page.translation_key == key_of("pages/about")
    page.lead, page.body = says["lead"], html(says["body"])
    page.shared_text = shared_text(says["snippet"], language) if "snippet" in says else None
