"""Ways to hand a page on: plain links that ask nothing of anybody before they are followed."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# As a browser encodes a part of an address, so that a script can put another address in its place.
SAFE = "!'()*~"
WAYS: tuple[tuple[str, str | Promise, str], ...] = (
    ("mail", _("E-mail"), "mailto:?subject={title}&body={url}"),
    ("whatsapp", "WhatsApp", "https://wa.me/?text={title}%20{url}"),
    ("bluesky", "Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"),
    ("linkedin", "LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
    ("facebook", "Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
)


@dataclass(frozen=True)
class Way:
    """One way, ready to be followed."""

    name: str
    label: str | Promise
    url: str


def ways(title: str, url: str) -> list[Way]:
    """All ways to hand on one address."""
    words = {"title": quote(title, safe=SAFE), "url": quote(url, safe=SAFE)}
    return [Way(name, label, pattern.format(**words)) for name, label, pattern in WAYS]
