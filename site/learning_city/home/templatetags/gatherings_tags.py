"""What an organisation's page asks of the agenda."""

from django import template

from events.models import EventPage
from stakeholders.models import OrganisationPage

register = template.Library()


@register.simple_tag
def gatherings_of(page: OrganisationPage) -> list[EventPage]:
    """The pages of the next gatherings that an organisation holds: at most four."""
    if page.facts_id is None:
        return []
    pages = EventPage.objects.in_language_of(page).filter(facts__hosts=page.facts_id)
    return list(pages.upcoming()[:4])
