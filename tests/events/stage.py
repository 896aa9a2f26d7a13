"""Sets the stage for tests: agendas, event pages and call pages, published as an editor would."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Locale, Page, Site

from events.models import AgendaPage, CallPage, EventPage, Room, Venue
from stakeholders.models import Term, Topic

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_numbers = count(1)


def at(text: str, zone: ZoneInfo = AMSTERDAM) -> datetime:
    """The moment at which the clock there shows this, such as 2027-03-24 20:00."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def root(language: str = "en") -> Page:
    """The page of the site under which those of a language stand."""
    home = Site.objects.get(is_default_site=True).root_page
    if home.locale.language_code == language:
        return home
    there = home.get_translation_or_none(locale(language))
    if there is None:
        there = home.copy_for_translation(locale(language))
        there.slug = f"home-{language}"
        there.save_revision().publish()
    return there


def agenda(language: str = "en") -> AgendaPage:
    """The agenda of a language; all of them are translations of each other."""
    found = AgendaPage.objects.filter(locale=locale(language)).first()
    if found is not None:
        return found
    first = AgendaPage.objects.first()
    if first is None:
        return root(language).add_child(instance=AgendaPage(title="Agenda", slug="events"))
    root(language)
    copy = first.copy_for_translation(locale(language))
    copy.save_revision().publish()
    return fresh(copy)


def event_page(title: str = "Round table", *, live: bool = True, **facts: Any) -> EventPage:
    """A page of an event of two hours, live in English unless said otherwise."""
    values = {
        "starts_at": at("2027-02-03 20:00"),
        "ends_at": at("2027-02-03 22:00"),
        "time_zone": "Europe/Amsterdam",
        **facts,
    }
    sets = {name: values.pop(name) for name in EventPage.FACT_SETS if name in values}
    lists = {name: values.pop(name) for name in EventPage.FACT_LISTS if name in values}
    parent = values.pop("parent", None) or agenda()
    page = EventPage(title=title, slug=f"event-{next(_numbers)}", live=live, **values)
    for name, chosen in (sets | lists).items():
        setattr(page, name, chosen)
    fresh(parent).add_child(instance=page)
    return fresh(page)


def call_page(title: str = "Call for ideas", **facts: Any) -> CallPage:
    values = {"closes_on": date(2027, 4, 30), "time_zone": "Europe/Amsterdam", **facts}
    page = CallPage(title=title, slug=f"call-{next(_numbers)}", **values)
    fresh(agenda()).add_child(instance=page)
    return fresh(page)


def translated(page: Any, language: str = "nl", *, live: bool = True, **words: Any) -> Any:
    """The page in another language, as Wagtail's simple translation copies it."""
    agenda(language)
    copy = fresh(page).copy_for_translation(locale(language))
    for name, value in words.items():
        setattr(copy, name, value)
    if not live:
        copy.save_revision()
        return fresh(copy)
    return publish(copy)


def publish(page: Any) -> Any:
    """Publish what is in memory, as the editor does; gives the page anew."""
    page.save_revision().publish()
    return fresh(page)


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def venue(code: str = "town-hall", **values: Any) -> Venue:
    names = {"en": "Town hall", "nl": "Stadhuis"}
    return Venue.objects.create(**{"code": code, "names": names, "locality": "Groningen", **values})


def room(of: Venue, code: str = "hall") -> Room:
    made = Room(venue=of, code=code, names={"en": "Hall", "nl": "Zaal"})
    made.save()
    return made


def topic(slug: str = "inclusion", **names: str) -> Topic:
    return Topic.objects.create(name=slug, slug=slug, names=names)


def sector(code: str = "education", **names: str) -> Term:
    return Term.objects.create(vocabulary=Term.Vocabulary.SECTOR, code=code, names=names)
