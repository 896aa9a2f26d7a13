"""How an organisation is told to machines, in the words of schema.org."""

import json
import re
from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

# What could end a script element, or open another one, never stands in it.
_ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})
# The number, at the end of whatever it is written with, and the address that is made of it.
_REGISTERS = {
    "ror": (re.compile(r"\b0[a-z0-9]{6}[0-9]{2}$"), "https://ror.org/{}"),
    "wikidata": (re.compile(r"\bQ[0-9]+$"), "https://www.wikidata.org/wiki/{}"),
    "isni": (re.compile(r"(?<![0-9])[0-9]{15}[0-9X]$"), "https://isni.org/isni/{}"),
}


def as_script(data: dict[str, Any]) -> SafeString:
    """JSON that may stand inside a script element."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308 - what could leave the script element is escaped


def organisation_data(
    page: Any,
    facts: Any,
    *,
    request: Any = None,
    members: Iterable[tuple[Any, Any]] = (),
    alliances: Iterable[tuple[Any, Any]] = (),
) -> dict[str, Any]:
    """One organisation; members and alliances are pairs of a page and a membership."""
    address = page.get_full_url(request) or ""
    identifiers = list(facts.identifiers.all())
    data = {
        "@type": (facts.kind.schema_type if facts.kind else "") or "Organization",
        "@id": f"{address}#organisation",
        "name": page.title,
        "legalName": facts.name if facts.name != page.title else "",
        "description": page.summary,
        "disambiguatingDescription": _sample_note(facts),
        "url": address,
        "sameAs": [facts.website, *map(_register_address, identifiers)],
        "identifier": [_identifier(one) for one in identifiers],
        "address": [_address(place) for place in facts.locations.all() if place.locality],
        "location": [_place(place) for place in facts.locations.all() if place.has_point],
        "contactPoint": [_contact_point(point) for point in facts.contact_points.all()],
        "areaServed": [str(district) for district in facts.districts.all()],
        "member": [_member(other, one, request) for other, one in members],
        "memberOf": [_named(other, request) for other, one in alliances],
    }
    return _without_gaps(data)


def directory_data(pages: Iterable[Any], *, request: Any = None) -> dict[str, Any]:
    """All these organisations as one document."""
    return {
        "@context": "https://schema.org",
        "@graph": [organisation_data(page, page.facts, request=request) for page in pages],
    }


def _without_gaps(data: dict[str, Any]) -> dict[str, Any]:
    filled = {
        key: [item for item in value if item] if isinstance(value, list) else value
        for key, value in data.items()
    }
    return {key: value for key, value in filled.items() if value not in ("", None, [])}


def _named(page: Any, request: Any) -> dict[str, Any]:
    address = page.get_full_url(request) or ""
    kind = page.facts.kind
    return {
        "@type": (kind.schema_type if kind else "") or "Organization",
        "@id": f"{address}#organisation",
        "name": page.title,
        "url": address,
    }


def _member(page: Any, membership: Any, request: Any) -> dict[str, Any]:
    return _without_gaps(
        {
            "@type": "OrganizationRole",
            "roleName": str(membership.role),
            "startDate": membership.since.isoformat() if membership.since else "",
            "endDate": membership.until.isoformat() if membership.until else "",
            "member": _named(page, request),
        }
    )


def _sample_note(facts: Any) -> str:
    if not facts.is_sample:
        return ""
    return _("This organisation is a sample: it is made up, to show how the site works.")


def _register_address(one: Any) -> str:
    """Where its register tells of it, however the number is written; empty if it is no number."""
    if one.scheme not in _REGISTERS:
        return ""
    number, address = _REGISTERS[one.scheme]
    plain = re.sub(r"[\s-]", "", one.value).rstrip("/")
    found = number.search(plain.lower() if one.scheme == "ror" else plain.upper())
    return address.format(found[0]) if found else ""


def _identifier(one: Any) -> dict[str, Any]:
    return {"@type": "PropertyValue", "propertyID": one.scheme, "value": one.value}


def _address(place: Any) -> dict[str, Any]:
    return _without_gaps(
        {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "postalCode": place.postcode,
            "addressLocality": place.locality,
            "addressCountry": place.country,
        }
    )


def _place(place: Any) -> dict[str, Any]:
    return _without_gaps(
        {
            "@type": "Place",
            "name": place.label,
            "geo": {
                "@type": "GeoCoordinates",
                "latitude": float(place.latitude),
                "longitude": float(place.longitude),
            },
        }
    )


def _contact_point(point: Any) -> dict[str, Any]:
    return _without_gaps(
        {
            "@type": "ContactPoint",
            "contactType": point.purpose,
            "email": point.email,
            "telephone": point.phone,
            "url": point.url,
        }
    )
