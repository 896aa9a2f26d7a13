"""Stories as machines read them: schema.org's Article with its film, sound and pictures."""

import json
from typing import Any
from urllib.parse import urljoin

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site

from . import captions
from .elements.pictures import Credited
from .pictures import picture
from .recording import Recording

# Inside a script element these three could end it or begin another.
UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def article(
    page: Any, recordings: list[Recording], pictures: list[Credited], request: HttpRequest
) -> SafeString:
    """The JSON-LD of a story or article, escaped so that it may stand in the page.

    Of the pictures those that somebody made: with a credit, a licence or a source.
    """
    site = Site.find_for_request(request)
    root = site.root_url if site else ""
    images = [_lead_picture(page, root)]
    images += [one for value in pictures for one in _images(value, root)]
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
        "publisher": _named("Organization", (site.site_name or site.hostname) if site else ""),
        "image": list(filter(None, images)),
        "video": [_recording(one, root) for one in _each_once(recordings) if one.type == "video"],
        "audio": [_recording(one, root) for one in _each_once(recordings) if one.type == "audio"],
    }
    return script_safe(_filled(data))


def script_safe(data: dict[str, Any]) -> SafeString:
    """JSON that cannot leave the script element that it stands in."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    return mark_safe(text.translate(UNSAFE))  # noqa: S308 - escaped in this very line


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}


def _recording(recording: Recording, root: str) -> dict[str, Any]:
    track = recording.shown_captions
    shown = picture(recording.poster) if recording.poster else None
    return _filled(
        {
            "@type": "VideoObject" if recording.type == "video" else "AudioObject",
            "name": recording.title,
            "description": recording.description or recording.title,
            "contentUrl": urljoin(root, recording.url),
            "encodingFormat": recording.sources[0]["type"] if recording.sources else None,
            "thumbnailUrl": urljoin(root, shown.url) if shown else None,
            "uploadDate": recording.created_at,
            "duration": f"PT{round(recording.duration)}S" if recording.duration else None,
            "creator": _named("Organization", recording.creator),
            "creditText": recording.credit,
            "license": recording.licence_url,
            "inLanguage": recording.language,
            "transcript": track.words if track else None,
            "caption": _caption(track, root) if track else None,
            "hasPart": _clips(recording, root),
        }
    )


def _caption(track: Any, root: str) -> dict[str, str]:
    return {
        "@type": "MediaObject",
        "contentUrl": urljoin(root, track.url),
        "encodingFormat": "text/vtt",
        "inLanguage": track.language,
    }


def _clips(recording: Recording, root: str) -> list[dict[str, Any]]:
    """Its chapters: search engines lead to them as to key moments."""
    track = recording.shown_chapters
    return [
        {
            "@type": "Clip",
            "name": chapter.text,
            "startOffset": cue.start,
            "endOffset": cue.end,
            "url": urljoin(root, f"{recording.url}#t={cue.start:.3f}"),
        }
        for cue in (track.cues if track else ())
        for chapter in captions.lines([cue])
    ]


def _lead_picture(page: Any, root: str) -> dict[str, Any] | None:
    return _image(
        page.lead_picture,
        root,
        caption=page.lead_picture_alt,
        creditText=page.lead_picture_credit,
        license=page.lead_picture_licence_url,
    )


def _images(value: Credited, root: str) -> list[dict[str, Any] | None]:
    if not any(value.get(name) for name in ("credit", "licence", "source_url")):
        return []
    return [
        _image(
            image,
            root,
            caption=value.get("caption") or getattr(image, "contextual_alt_text", ""),
            creditText=value.get("credit"),
            license=value.licence_url,
            acquireLicensePage=value.get("source_url"),
        )
        for image in map(value.get, ("image", "before", "after"))
    ]


def _image(image: Any, root: str, **told: Any) -> dict[str, Any] | None:
    shown = picture(image) if image else None
    if shown is None:
        return None
    size = {"width": shown.width, "height": shown.height}
    return _filled({"@type": "ImageObject", "contentUrl": urljoin(root, shown.url), **size, **told})


def _each_once(recordings: list[Recording]) -> list[Recording]:
    return list({recording.pk: recording for recording in recordings}.values())


def _named(kind: str, name: str) -> dict[str, str] | None:
    return {"@type": kind, "name": name} if name else None
