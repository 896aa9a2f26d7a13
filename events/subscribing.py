"""Where to subscribe to a calendar: addresses that each calendar program understands."""

from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .listed import Listed
from .selection import Selection
from .taking_part import Mode

LONGEST_FOR_GOOGLE = 256
"""Google takes a longer address and then never reads it, without a word."""

FILTERS = ("topic", "organisation", "sector", "alliance", "mode", "city")
"""What a calendar can be narrowed by; the agenda can by more."""


def subscriptions(request: Any, path: str) -> dict[str, str]:
    """Where to subscribe to a calendar: by its address, or by what Google and Outlook ask for.

    The address for Google is empty where it would be too long.
    """
    address = request.build_absolute_uri(path)
    webcal = f"webcal://{address.partition('://')[2]}"
    google = f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}"
    return {
        "https": address,
        "webcal": webcal,
        "google": google if len(address) <= LONGEST_FOR_GOOGLE else "",
        "outlook": "https://outlook.live.com/calendar/0/addfromweb?" + urlencode({"url": address}),
        "office": "https://outlook.office.com/calendar/0/addfromweb?" + urlencode({"url": address}),
    }


def calendar_selection(selection: Selection) -> Selection:
    """As much of a filter as a calendar understands."""
    chosen = selection.values.items()
    return Selection({name: values for name, values in chosen if name in FILTERS})


def calendar_query(selection: Selection) -> str:
    """The same, as the query of an address."""
    query = calendar_selection(selection).query()
    return f"?{query}" if query else ""


def copies(request: Any, listed: Listed) -> dict[str, str]:
    """Where Google and Outlook take one date as it is now, for who cannot open a file.

    A space is %20 there: Outlook shows a plus sign as one.
    """
    start, end = listed.starts_at, listed.ends_at
    page = request.build_absolute_uri(listed.url)
    google = "https://calendar.google.com/calendar/render?"
    outlook = "https://outlook.live.com/calendar/0/action/compose?"
    place = _place(listed)
    days = f"{listed.first_day:%Y%m%d}/{end:%Y%m%d}"
    hours = f"{start:%Y%m%dT%H%M%S}/{end:%Y%m%dT%H%M%S}"
    asked_by_google = {
        "action": "TEMPLATE",
        "text": listed.title,
        "dates": hours if listed.has_times else days,
        "ctz": listed.event.time_zone,
        "location": place,
        "details": page,
    }
    asked_by_outlook = {
        "rru": "addevent",
        "subject": listed.title,
        "startdt": start.isoformat() if listed.has_times else f"{listed.first_day:%Y-%m-%d}",
        "enddt": end.isoformat() if listed.has_times else f"{end:%Y-%m-%d}",
        "allday": "false" if listed.has_times else "true",
        "location": place,
        "body": page,
    }
    return {
        "google": google + urlencode(asked_by_google, quote_via=quote),
        "outlook": outlook + urlencode(asked_by_outlook, quote_via=quote),
    }


def _place(listed: Listed) -> str:
    """Where this date is, in one line; of what is online, the page tells more."""
    if listed.event.mode == Mode.ONLINE:
        return _("Online")
    venue, room = listed.occurrence.venue, listed.occurrence.room
    return venue.described_in(get_language(), room).replace("\n", ", ") if venue else ""


def subscribe_url(*uid_and_code: Any, selection: Selection | None = None) -> str:
    """The page that says how to subscribe: to the agenda, an event, or one of its dates."""
    names = ("events_subscribe", "events_subscribe_event", "events_subscribe_occurrence")
    path = reverse(names[len(uid_and_code)], args=uid_and_code)
    return path + (calendar_query(selection) if selection else "")


def ways_of_taking(language: str, event: Any, code: str) -> dict[str, str]:
    """What people take of an event: a file, pages that say how to subscribe, a sheet of paper."""
    uid = event.public_id
    paper = reverse("events_programme_event", args=[uid])
    return {
        "ics": reverse("events_event_calendar", args=[language, uid]),
        "page": subscribe_url(uid),
        "date_page": subscribe_url(uid, code),
        "paper": f"{paper}?date={code}" if event.recurrence else paper,
    }
