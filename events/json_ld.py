"""How an event or a call is told to machines, in the words of schema.org."""

from collections.abc import Iterable
from typing import Any

from .changed_date import date_words
from .clock import on_the_wall
from .event import Event
from .occurrence import Occurrence
from .picture import picture_of
from .schedule_data import schedule_data
from .sign_up_state import SignUp, SignUpState
from .taking_part import ONLINE_MODES, Mode

STATUS = {
    "scheduled": "https://schema.org/EventScheduled",
    "postponed": "https://schema.org/EventPostponed",
    "cancelled": "https://schema.org/EventCancelled",
}
MODES = {
    "in-person": "https://schema.org/OfflineEventAttendanceMode",
    "online": "https://schema.org/OnlineEventAttendanceMode",
    "hybrid": "https://schema.org/MixedEventAttendanceMode",
}
AVAILABILITY = {
    SignUpState.OPEN: "https://schema.org/InStock",
    SignUpState.WAITING_LIST: "https://schema.org/BackOrder",
    SignUpState.FULL: "https://schema.org/SoldOut",
    SignUpState.CLOSED: "https://schema.org/OutOfStock",
    SignUpState.NOT_YET: "https://schema.org/PreOrder",
}


def event_data(
    page: Any,
    facts: Any,
    occurrence: Occurrence,
    sign_up: SignUp,
    *,
    hosts: Iterable[Any] = (),
    sessions: Iterable[Any] = (),
    dates: Iterable[Occurrence] = (),
    request: Any = None,
) -> dict[str, Any]:
    """An event by its occurrence that comes next; the others and the sessions are sub-events.

    The address to take part online is for people who are registered, and is never told here.
    """
    address = page.get_full_url(request) or ""
    subs = [_date(one, page, facts, address) for one in dates]
    parts = list(sessions)
    subs += [_session(one, facts, address) for one in parts]
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "Event",
            "@id": f"{address}#event",
            "identifier": getattr(page.facts, "uid", ""),
            **_said(page, occurrence),
            "url": address,
            **_times(occurrence, facts),
            **_state(occurrence, page.facts, facts),
            "eventAttendanceMode": MODES[facts.mode],
            "location": _places(occurrence, facts, address),
            "organizer": [_host(host, request) for host in hosts],
            **_content(page, facts, parts),
            **_seats(occurrence, sign_up, address),
            "subEvent": subs,
        }
    )


def _said(page: Any, occurrence: Occurrence) -> dict[str, Any]:
    """The words for this date; why it is cancelled or different stands first."""
    words = date_words(page, occurrence.change_key)
    described = [words.note or page.status_note, page.summary]
    return {"name": words.title, "description": " ".join(filter(None, described))}


def _ways_to_follow(facts: Any) -> dict[str, Any]:
    """The languages, spoken, interpreted or signed; and what helps.

    schema.org tells captions and sign language of a work that is shown, not of the event.
    """
    ways = (facts.spoken_languages, facts.interpretation_languages, facts.sign_languages)
    features = ["captions"] if facts.caption_languages else []
    features += ["signLanguageInterpretation"] if facts.sign_languages else []
    work = {"@type": "CreativeWork", "accessibilityFeature": features}
    return {
        "inLanguage": list(dict.fromkeys(code for codes in ways for code in codes.split())),
        "workFeatured": work if features else None,
    }


def _content(page: Any, facts: Any, parts: list[Any]) -> dict[str, Any]:
    """What it is about, who speaks, in which languages; a picture, and how it repeats."""
    return {
        "performer": _performers(parts),
        **_ways_to_follow(facts),
        "about": [topic.label for topic in facts.topics.all()],
        "image": picture_of(page)[0],
        "eventSchedule": schedule_data(facts),
    }


def _seats(occurrence: Occurrence, sign_up: SignUp, address: str) -> dict[str, Any]:
    return {
        "maximumAttendeeCapacity": occurrence.capacity,
        "remainingAttendeeCapacity": sign_up.places_left,
        "offers": _offer(sign_up, address),
    }


def call_data(
    page: Any, facts: Any, *, hosts: Iterable[Any] = (), request: Any = None
) -> dict[str, Any]:
    """A call: schema.org has no word for one, so it is a text that expires, with what to do."""
    address = page.get_full_url(request) or ""
    closes, opens = facts.closing_moment, facts.opening_moment
    apply = {
        "@type": "Action",
        "name": page.link_text,
        "target": facts.apply_url,
        "startTime": opens and opens.isoformat(),
        "endTime": closes and closes.isoformat(),
    }
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "CreativeWork",
            "@id": f"{address}#call",
            "identifier": getattr(page.facts, "uid", ""),
            "name": page.title,
            "description": page.summary,
            "url": address,
            "inLanguage": page.locale.language_code,
            "publisher": [_host(host, request) for host in hosts],
            "about": [topic.label for topic in facts.topics.all()],
            "expires": closes and closes.isoformat(),
            "potentialAction": _filled(apply) if facts.apply_url and facts.is_open() else None,
        }
    )


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}


def _times(occurrence: Occurrence, facts: Any) -> dict[str, Any]:
    if not facts.has_times:
        return {
            "startDate": occurrence.first_day.isoformat(),
            "endDate": occurrence.last_day.isoformat(),
        }
    zone = facts.zone
    return {
        "startDate": occurrence.starts_at.astimezone(zone).isoformat(),
        "endDate": occurrence.ends_at.astimezone(zone).isoformat(),
    }


def _state(occurrence: Occurrence, row: Event | None, facts: Any) -> dict[str, Any]:
    """The status; one that takes place at another time than announced is rescheduled."""
    if occurrence.is_cancelled:
        return {"eventStatus": STATUS["cancelled"]}
    if occurrence.is_postponed:
        return {"eventStatus": STATUS["postponed"]}
    previous = occurrence.original_start if occurrence.is_moved else None
    if previous is None and row is not None:
        previous = row.previous_start
    if previous is None:
        return {"eventStatus": STATUS["scheduled"]}
    told = previous.astimezone(facts.zone).isoformat()
    if not facts.has_times:
        told = on_the_wall(previous, facts.zone).date().isoformat()
    return {"eventStatus": "https://schema.org/EventRescheduled", "previousStartDate": told}


def _places(occurrence: Occurrence, facts: Any, address: str) -> list[dict[str, Any]]:
    places = []
    if occurrence.venue and facts.mode != "online":
        places.append(_place(occurrence.venue, occurrence.room))
    if facts.is_online:
        places.append({"@type": "VirtualLocation", "url": address})
    return places


def _place(venue: Any, room: Any) -> dict[str, Any]:
    geo = venue.coordinates
    return _filled(
        {
            "@type": "Place",
            "name": f"{venue.label}, {room.label}" if room else venue.label,
            "address": _filled(
                {
                    "@type": "PostalAddress",
                    "streetAddress": venue.street,
                    "postalCode": venue.postal_code,
                    "addressLocality": venue.locality,
                    "addressCountry": venue.country,
                }
            ),
            "amenityFeature": _step_free(venue),
            "geo": geo and {"@type": "GeoCoordinates", "latitude": geo[0], "longitude": geo[1]},
        }
    )


def _step_free(venue: Any) -> dict[str, Any] | None:
    if venue.is_step_free is None:
        return None
    name, value = "wheelchairAccessibleEntrance", venue.is_step_free
    return {"@type": "LocationFeatureSpecification", "name": name, "value": value}


def _host(host: Any, request: Any) -> dict[str, Any]:
    address = host.get_full_url(request) or ""
    return _filled(
        {
            "@type": (host.facts.kind.schema_type if host.facts.kind else "") or "Organization",
            "@id": f"{address}#organisation",
            "name": host.title,
            "url": address,
        }
    )


def _offer(sign_up: SignUp, address: str) -> dict[str, Any] | None:
    if sign_up.state not in AVAILABILITY:
        return None
    return {
        "@type": "Offer",
        "url": address,
        "availability": AVAILABILITY[sign_up.state],
    }


def _date(one: Occurrence, page: Any, facts: Any, address: str) -> dict[str, Any]:
    return _filled(
        {
            "@type": "Event",
            "@id": f"{address}#{one.code}",
            "name": date_words(page, one.change_key).title,
            "url": address,
            **_times(one, facts),
            **_state(one, None, facts),
            "location": _places(one, facts, address),
        }
    )


def _session(session: Any, facts: Any, address: str) -> dict[str, Any]:
    return _filled(
        {
            "@type": "Event",
            "@id": f"{address}#{session.key}",
            "name": session.title,
            "description": session.summary,
            "startDate": session.starts_at and session.starts_at.astimezone(facts.zone).isoformat(),
            "endDate": session.ends_at and session.ends_at.astimezone(facts.zone).isoformat(),
            "eventAttendanceMode": MODES[session.mode] if session.mode else "",
            "location": _session_places(session, facts, address),
            "performer": _performers([session]),
            "superEvent": {"@type": "Event", "@id": f"{address}#event"},
        }
    )


def _session_places(session: Any, facts: Any, address: str) -> list[dict[str, Any]]:
    """The room may be in another venue than that of the event."""
    mode = session.mode or facts.mode
    venue = session.room.venue if session.room else facts.venue
    places = [_place(venue, session.room)] if venue and mode != Mode.ONLINE else []
    if mode in ONLINE_MODES:
        places.append({"@type": "VirtualLocation", "url": address})
    return places


def _performers(sessions: Iterable[Any]) -> list[dict[str, Any]]:
    """Who speaks, each once, as far as anybody may know."""
    speakers = {one.pk: one for session in sessions for one in session.speakers.all()}
    return [_speaker(one) for one in speakers.values() if one.is_shown]


def _speaker(speaker: Any) -> dict[str, Any]:
    of = speaker.organisation
    kind = (of.kind.schema_type if of.kind else "") or "Organization" if of else ""
    organisation = {"@type": kind, "name": str(of)} if of else {}
    if not speaker.shown_name:
        return organisation
    return _filled({"@type": "Person", "name": speaker.shown_name, "affiliation": organisation})
