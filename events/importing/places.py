"""Where a foreign event happens, as a venue of ours."""

from django.utils.text import slugify

from events.venue import Venue
from stakeholders.folding import folded


def venue_named(place: str) -> Venue | None:
    """The venue that is meant by a line of text, if we know it."""
    wanted = folded(place)
    if not wanted:
        return None
    for venue in Venue.objects.order_by("pk"):
        for language, name in venue.names.items():
            if wanted in (folded(name), folded(venue.described_in(language))):
                return venue
    return None


def venue_for(place: str, language: str) -> Venue | None:
    """The venue that is meant; a new one where we know none."""
    if not place.strip():
        return None
    known = venue_named(place)
    if known is not None:
        return known
    code = base = slugify(place)[:60] or "venue"
    number = 1
    while Venue.objects.filter(code=code).exists():
        number += 1
        code = f"{base}-{number}"
    return Venue.objects.create(code=code, names={language: place})
