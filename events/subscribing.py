"""Where to subscribe to a calendar: addresses that each calendar program understands."""

from typing import Any
from urllib.parse import quote, urlencode


def subscriptions(request: Any, path: str) -> dict[str, str]:
    """Where to subscribe to a calendar: by its address, or by what Google and Outlook ask for."""
    address = request.build_absolute_uri(path)
    webcal = f"webcal://{address.partition('://')[2]}"
    return {
        "https": address,
        "webcal": webcal,
        "google": f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}",
        "outlook": "https://outlook.live.com/calendar/0/addfromweb?" + urlencode({"url": address}),
        "office": "https://outlook.office.com/calendar/0/addfromweb?" + urlencode({"url": address}),
    }
