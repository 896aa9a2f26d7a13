"""What public pages ask of the site: languages, the page about privacy, gatherings."""

from django import template
from django.template.context import Context
from django.utils.translation import get_language
from wagtail.models import Page

from events.models import EventPage
from learning_city.home.context import Language, site_languages
from learning_city.home.pages import open_page
from learning_city.home.words import site_words
from stakeholders.models import OrganisationPage

register = template.Library()


@register.simple_tag(takes_context=True, name="site_languages")
def site_languages_tag(context: Context) -> list[Language]:
    """The entries of the language switch: `{% site_languages as languages %}`."""
    request = context.get("request")
    return site_languages(request, context.get("page")) if request else []


@register.simple_tag
def privacy_page() -> Page | None:
    """The page about privacy in the active language, if the site names a public one."""
    words = site_words(get_language() or "en")
    return open_page(words.privacy_page) if words else None


@register.simple_tag
def gatherings_of(page: OrganisationPage) -> list[EventPage]:
    """The pages of the next gatherings that an organisation holds: at most four."""
    if page.facts_id is None:
        return []
    pages = EventPage.objects.in_language_of(page).filter(facts__hosts=page.facts_id)
    return list(pages.upcoming()[:4])
