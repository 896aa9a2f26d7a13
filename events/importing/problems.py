"""What is wrong with a source or an entry, and what one can do, in plain words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

OF_SOURCES: dict[str, Any] = {
    # The address
    "address-form": _("This is no address. Copy it anew from the partner's calendar."),
    "address-scheme": _("Addresses of calendars begin with https://, http:// or webcal://."),
    "address-secret": _(
        "The address has a name or a password in it. Ask the partner for a public address."
    ),
    "address-port": _("Port %(part)s is not one of the web. Ask the partner for another address."),
    "address-unknown": _("There is no host “%(part)s”. Look for a slip in the address."),
    "address-private": _(
        "“%(part)s” lies in a private network, which we do not ask. The calendar must be on the"
        " public web."
    ),
    # What the server answers
    "unreachable": _("The partner's server does not answer. We try again by ourselves."),
    "certificate": _(
        "The server's certificate is not valid (%(part)s). The partner has to mend that."
    ),
    "too-slow": _("The server took too long. We try again by ourselves."),
    "too-big": _("The calendar is too big: more than %(part)s bytes. Ask for a shorter one."),
    "cut-off": _("The calendar broke off in the middle. Nothing was changed; we try again."),
    "packed": _("The calendar came packed in a way that we cannot unpack (%(part)s)."),
    "sign-in": _(
        "The server wants a sign-in (%(part)s). Ask the partner for the public or the secret"
        " address of the calendar."
    ),
    "not-found": _("There is nothing at this address (404). Ask the partner for the new one."),
    "gone": _("The calendar is gone for good (410). We have stopped reading it."),
    "too-often": _("The server asks us to come less often. We wait as long as it says."),
    "server": _("The partner's server is in trouble (%(part)s). We try again by ourselves."),
    "answer": _("The server gave an answer that we do not understand (%(part)s)."),
    "redirects": _("The address leads from one to the next without end."),
    "downgrade": _(
        "The address leads to one without encryption (%(part)s). Ask for one with https://."
    ),
    # The file
    "web-page": _(
        "This is a web page, not a calendar. Look there for a link such as “subscribe” or “iCal”"
        " and copy its address."
    ),
    "nothing": _("The answer was empty. Nothing was changed; we try again."),
    "no-calendar": _("This is no calendar: it does not begin with BEGIN:VCALENDAR."),
    "too-many": _("The calendar has more than %(part)s entries. Ask for a shorter one."),
    "reads-long": _("Reading took longer than %(part)s seconds. Nothing was changed."),
    "reads-badly": _("The calendar could not be read within our limits. Nothing was changed."),
    "shrunk": _(
        "%(part)s entries are missing all at once. Nothing was taken down. If that is meant, say"
        " so below."
    ),
    "busy": _("Another calendar of this host is being read. Try again in a minute."),
    "unexpected": _("Something went wrong here (%(part)s). The site's log says more."),
}

OF_ENTRIES: dict[str, Any] = {
    # Why an entry is not taken
    "unreadable": _("It cannot be read: %(part)s."),
    "unfinished": _("It breaks off in the middle."),
    "too-long": _("It is too long."),
    "private": _("It is marked as private."),
    "no-title": _("It has no title."),
    "no-begin": _("It does not say when it begins."),
    "ends-before": _("It ends before it begins."),
    "lasts-long": _("It lasts %(part)s days."),
    "mixed-times": _("It begins on a day and ends at an hour."),
    "far-date": _("Its year is %(part)s."),
    "many-dates": _("It has %(part)s single dates, which is too many."),
    "rule-unreadable": _("The rule by which it repeats is not understood: %(part)s."),
    "rule-frequency": _("It repeats more often than daily, or not at all: %(part)s."),
    "rule-part": _("It repeats in a way that we cannot show: %(part)s."),
    "rule-both_ends": _("Its rule has two ends."),
    "rule-number": _("Its rule has an impossible number: %(part)s."),
    "rule-never": _("No date follows from its rule: %(part)s."),
    # Why it does not go live by itself
    "not-accepted": _("It could not be taken over: %(part)s"),
    # What a moderator should know
    "zone-unknown": _("We do not know its time zone “%(part)s” and took yours. Check the hour."),
    "zone-custom": _("Its time zone “%(part)s” is one of its own. Check the hour."),
    "no-end": _("It does not say when it ends."),
    "tentative": _("It is marked as tentative."),
    "written-out": _("It repeats by a rule that we cannot keep: %(part)s dates are written out."),
    "override-unreadable": _("One changed date could not be read: %(part)s."),
    "this-and-future": _(
        "The calendar changes all dates from %(part)s on; we follow only for that one."
    ),
}


def source_words(problem: str, part: str = "") -> str:
    """What is wrong with a source; nothing if all is well."""
    return _said(OF_SOURCES, problem, part)


def entry_words(problem: str, part: str = "") -> str:
    """What is wrong with an entry, or should be known of it."""
    return _said(OF_ENTRIES, problem, part)


def _said(words: dict[str, Any], problem: str, part: str) -> str:
    if not problem:
        return ""
    known = words.get(problem)
    return str(known) % {"part": part} if known else f"{problem} {part}".strip()
