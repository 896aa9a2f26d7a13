"""Stories as machines read them: schema.org's Article with its film, sound and pictures."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site

from .pictures import picture
from .recording import Recording

# Inside a script element these three could end it or begin another.
UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def article(page: Any, recordings: list[Recording], request: HttpRequest) -> SafeString:
    """The JSON-LD of a story or article, escaped so that it may stand in the page."""
    root = _root(request)
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "description": page.card_text,
        "inLanguage": page.locale.language_code,
        "url": page.get_full_url(request),
        "datePublished": getattr(page, "date", None),
        "dateModified": page.last_published_at,
        "author": _named("Person", getattr(page, "byline", "")),
        "contentLocation": _named("Place", getattr(page, "place", "")),
        "publisher": _named("Organization", _site_name(request)),
        "image": _lead_picture(page, root),
        "video": [_recording(one, root) for one in _each_once(recordings) if one.type == "video"],
        "audio": [_recording(one, root) for one in _each_once(recordings) if one.type == "audio"],
    }
    return script_safe(data)


def script_safe(data: dict[str, Any]) -> SafeString:
    """JSON without empty entries that cannot leave the script element that it stands in."""
    told = {name: value for name, value in data.items() if value not in (None, "", [])}
    text = json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False)
    return mark_safe(text.translate(UNSAFE))  # noqa: S308 - escaped in this very line


def _recording(recording: Recording, root: str) -> dict[str, Any]:
    track = recording.shown_captions
    shown = picture(recording.poster) if recording.poster else None
    told = {
        "@type": "VideoObject" if recording.type == "video" else "AudioObject",
        "name": recording.title,
        "description": recording.title,
        "contentUrl": root + recording.url,
        "encodingFormat": recording.sources[0]["type"] if recording.sources else None,
        "thumbnailUrl": root + shown.url if shown else None,
        "uploadDate": recording.created_at,
        "duration": f"PT{round(recording.duration)}S" if recording.duration else None,
        "creator": _named("Organization", recording.creator),
        "creditText": recording.credit,
        "license": recording.licence_url,
        "inLanguage": recording.language,
        "transcript": track.words if track else None,
        "caption": _caption(track, root) if track else None,
    }
    return {name: value for name, value in told.items() if value}


def _caption(track: Any, root: str) -> dict[str, str]:
    return {
        "@type": "MediaObject",
        "contentUrl": root + track.file.url,
        "encodingFormat": "text/vtt",
        "inLanguage": track.language,
    }


def _lead_picture(page: Any, root: str) -> dict[str, Any] | None:
    shown = picture(page.lead_picture) if page.lead_picture else None
    if shown is None:
        return None
    told = {
        "@type": "ImageObject",
        "contentUrl": root + shown.url,
        "width": shown.width,
        "height": shown.height,
        "caption": page.lead_picture_alt,
        "creditText": page.lead_picture_credit,
        "license": page.lead_picture_licence_url,
    }
    return {name: value for name, value in told.items() if value}


def _each_once(recordings: list[Recording]) -> list[Recording]:
    return list({recording.pk: recording for recording in recordings}.values())


def _named(kind: str, name: str) -> dict[str, str] | None:
    return {"@type": kind, "name": name} if name else None


def _root(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    return site.root_url if site else ""


def _site_name(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    return (site.site_name or site.hostname) if site else ""
