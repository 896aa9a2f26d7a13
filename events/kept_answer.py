"""Answers that are the same for everybody: kept for a few seconds, but for the secrets in them.

When a sign-up opens, thousands ask for the same form in the same minute. It is made once every
few seconds, with holes where each visitor's own secrets stand, and the holes are filled for each.
What anybody is signed in for or told a message in, or what has a secret outside of a hole, is
never kept.
"""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from . import conf

Make = Callable[[], HttpResponse]
Holes = Mapping[str, Callable[[], str]]

CSRF = "csrf"


def hole(name: str) -> str:
    """What stands in a kept answer where each visitor gets a secret of their own."""
    return salted_hmac("events.kept_answer", name, algorithm="sha256").hexdigest()


def kept(request: HttpRequest, make: Make, holes: Holes) -> HttpResponse:
    """The answer to a GET: the one that is kept, else a new one; each with its own secrets."""
    answer = _found(request, make)
    text = answer.content
    for name, secret in {CSRF: lambda: get_token(request), **holes}.items():
        mark = hole(name).encode()
        if mark in text:
            text = text.replace(mark, secret().encode())
    answer.content = text
    return answer


def _found(request: HttpRequest, make: Make) -> HttpResponse:
    seconds = conf.form_seconds()
    if not seconds or request.GET or any(cookie in request.COOKIES for cookie in _of_one()):
        return make()
    place = f"{request.scheme}://{request.get_host()}{request.path}"
    key = salted_hmac("events.kept_answer", f"{get_language()} {place}").hexdigest()
    if (known := cache.get(f"events.kept:{key}")) is not None:
        content, headers = known
        return HttpResponse(content, headers=headers)
    answer = make()
    if _is_for_everybody(request, answer):
        cache.set(f"events.kept:{key}", (answer.content, dict(answer.headers)), seconds)
    return answer


def _of_one() -> tuple[str, str]:
    """Cookies that make a page somebody's own: who is signed in, and what they are to be told."""
    return settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name


def _is_for_everybody(request: HttpRequest, answer: HttpResponse) -> bool:
    """Nobody's token was written into it, and it gives nobody a cookie."""
    has_token = "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    return answer.status_code == 200 and not has_token and not answer.cookies
