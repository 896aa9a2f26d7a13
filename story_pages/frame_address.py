"""Addresses of what other hosts show in a frame: those that people copy, made fit for it."""

import re
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

# What providers offer to copy, beside addresses of pages: a piece of HTML.
CODE = re.compile(r"<iframe\b[^>]*?\bsrc\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
YOUTUBE = {"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"}
VIMEO = {"vimeo.com", "www.vimeo.com"}


def copied(text: str) -> str:
    """The address in what was pasted: an address, or HTML with a frame."""
    found = CODE.search(text)
    address = (found[1] if found else text).strip().replace("&amp;", "&")
    return f"https:{address}" if address.startswith("//") else address


def framed(address: str) -> str:
    """Where a frame finds it: of pages with films the film alone, from the host that asks least."""
    parts = _split(address)
    if parts is None:
        return address
    if parts.hostname in YOUTUBE:
        film = _film_of_youtube(parts.hostname, parts.path, parts.query)
        return f"https://www.youtube-nocookie.com/embed/{quote(film)}" if film else address
    if parts.hostname in VIMEO and (found := re.fullmatch(r"/(\d+)/?", parts.path)):
        return f"https://player.vimeo.com/video/{found[1]}?dnt=1"
    return address


def host_of(address: str) -> str:
    """Whom a browser asks; empty if the address is none that is safe in a frame."""
    parts = _split(address)
    if parts is None or parts.scheme != "https" or parts.username or parts.password:
        return ""
    return parts.netloc.lower()


def _film_of_youtube(host: str, path: str, query: str) -> str:
    if host == "youtu.be":
        return path.strip("/")
    found = re.fullmatch(r"/(?:embed|shorts|live)/([\w-]+)/?", path)
    return found[1] if found else parse_qs(query).get("v", [""])[0]


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:  # such as a bracket that is never closed
        return None
