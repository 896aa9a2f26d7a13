"""Uploaded files, whole or in parts: without parts films cannot be wound, nor played by Safari."""

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils._os import safe_join
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

CHUNK = 64 * 1024
RANGE = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$")
TYPES = {".vtt": "text/vtt; charset=utf-8", ".avif": "image/avif", ".webp": "image/webp"}
# Wagtail hands these out at addresses of its own, where it asks who may have them.
DOCUMENTS = "documents"
# Files that a browser would run in the site's name are only handed out to be saved.
SAVED_ONLY = {".html", ".htm", ".xhtml", ".xml", ".js"}


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file below MEDIA_ROOT: whole, in part (206), unchanged (304) or not (404, 416)."""
    file = _file(path)
    stat = file.stat()
    tag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    if _is_unchanged(request, tag, int(stat.st_mtime)):
        response: HttpResponseBase = HttpResponseNotModified()
    elif _wants_part(request, tag):
        response = _part(file, stat.st_size, request.headers["Range"])
    else:
        response = FileResponse(file.open("rb"))
        response["Content-Length"] = str(stat.st_size)
    _describe(response, file)
    response["ETag"] = tag
    response["Last-Modified"] = http_date(stat.st_mtime)
    return response


def _file(path: str) -> Path:
    """The file, if it lies below MEDIA_ROOT and is no document."""
    root = settings.MEDIA_ROOT
    try:
        file = Path(safe_join(root, path))
        # Some systems take capitals and small letters for the same.
        lowered = Path(safe_join(root, path.casefold()))
        found = file.is_file() and not lowered.is_relative_to(safe_join(root, DOCUMENTS))
    except (SuspiciousFileOperation, ValueError, OSError) as error:
        # A way out of the folder, a name with a zero byte, or one that is too long.
        raise Http404(_("There is no such file.")) from error
    if not found:
        raise Http404(_("There is no such file."))
    return file


def _is_unchanged(request: HttpRequest, tag: str, modified: int) -> bool:
    if known := request.headers.get("If-None-Match"):
        return known.strip() == "*" or tag in [
            one.strip().removeprefix("W/") for one in known.split(",")
        ]
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and modified <= since


def _wants_part(request: HttpRequest, tag: str) -> bool:
    """One range is served; several at once, or a range of an older version, get the whole file."""
    wanted = RANGE.match(request.headers.get("Range", ""))
    return bool(
        request.method == "GET"
        and wanted
        and any(wanted.groups())
        and request.headers.get("If-Range", tag) == tag
    )


def _part(file: Path, size: int, header: str) -> HttpResponseBase:
    wanted = RANGE.match(header)
    first, last = wanted.groups() if wanted else ("", "")
    start = int(first) if first else max(0, size - int(last))
    stop = min(int(last) + 1, size) if first and last else size
    if start >= stop:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_read(file, start, stop), status=206)
    response["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    response["Content-Length"] = str(stop - start)
    return response


def _read(file: Path, start: int, stop: int) -> Iterator[bytes]:
    with file.open("rb") as source:
        source.seek(start)
        left = stop - start
        while left and (chunk := source.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _describe(response: HttpResponseBase, file: Path) -> None:
    suffix = file.suffix.lower()
    guessed = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    response["Content-Type"] = TYPES.get(suffix, guessed)
    response["Accept-Ranges"] = "bytes"
    # Wagtail names a changed file anew, but an editor may replace one under its old name.
    response["Cache-Control"] = "public, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    if suffix == ".svg":
        # A drawing may be looked at by itself, but its scripts never run.
        response["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        )
    elif suffix in SAVED_ONLY:
        response["Content-Disposition"] = "attachment"
