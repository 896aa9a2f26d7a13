"""The hard cases: events on which calendars go wrong, as data."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Case:
    """An event as an editor enters it: begin and end are on the clock of its zone.

    From the date of code `split` on, it goes on an hour earlier as a series of its own.
    `told` and `place_told` are what calendars must show, where that is not what was entered.
    """

    starts: str = "2027-03-03 20:00"
    ends: str = "2027-03-03 22:00"
    zone: str = "Europe/Amsterdam"
    recurrence: str = ""
    changes: tuple[dict[str, Any], ...] = ()
    split: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    title: str = "Round table"
    titles: dict[str, str] = field(default_factory=dict)
    summary: str = "We talk, and listen."
    place: str = ""
    told: str = ""
    place_told: str = ""


def left_out(on: date) -> dict[str, Any]:
    return {"kind": "left-out", "on": on}


def cancelled(on: date) -> dict[str, Any]:
    return {"kind": "cancelled", "on": on}


def moved(on: date, starts: str, ends: str = "") -> dict[str, Any]:
    return {"kind": "moved", "on": on, "starts_at": starts, "ends_at": ends or None}


def extra(on: date, starts: str = "", ends: str = "") -> dict[str, Any]:
    return {"kind": "extra", "on": on, "starts_at": starts or None, "ends_at": ends or None}


def changed(on: date, *, title: str = "", place: str = "") -> dict[str, Any]:
    """At its hour, but with a title or at a place of its own."""
    return {"kind": "changed", "on": on, "title": title, "place": place}


WEEKLY = "FREQ=WEEKLY;COUNT=40"
WHOLE = {"is_all_day": True}
ONLINE = {"mode": "online"}

DAYS = {
    "one evening": Case(titles={"nl": "Rondetafel", "ar": "مائدة مستديرة"}),
    "one day": Case(facts=WHOLE),
    "three days": Case(ends="2027-03-05 00:00", facts=WHOLE),
    "days around the clock change": Case("2027-03-27 00:00", "2027-03-29 00:00", facts=WHOLE),
    "a conference of three days with hours": Case("2027-10-29 09:30", "2027-10-31 15:30"),
    "until midnight": Case("2027-03-03 20:00", "2027-03-04 00:00"),
    "time not known": Case(facts={"is_time_known": False}),
    "time not known, each week": Case(
        recurrence="FREQ=WEEKLY;COUNT=4", facts={"is_time_known": False}
    ),
}

ZONES = {
    "Amsterdam, weekly across both changes": Case(
        recurrence=WEEKLY, titles={"nl": "Elke week", "ar": "كل أسبوع"}
    ),
    "Amsterdam, monthly across both changes": Case(recurrence="FREQ=MONTHLY;BYDAY=1WE;COUNT=14"),
    "Amsterdam, online": Case(recurrence=WEEKLY, facts=ONLINE),
    "UTC, online": Case(zone="UTC", facts=ONLINE),
    "UTC, online, weekly": Case(zone="UTC", recurrence=WEEKLY, facts=ONLINE),
    "Sao Paulo": Case(zone="America/Sao_Paulo", recurrence=WEEKLY),
    "Sao Paulo, when it had summer time": Case(
        "2018-08-01 20:00", "2018-08-01 22:00", "America/Sao_Paulo", "FREQ=MONTHLY;COUNT=12"
    ),
    "Kathmandu": Case(zone="Asia/Kathmandu", recurrence=WEEKLY),
    "Apia": Case(zone="Pacific/Apia", recurrence=WEEKLY),
    "Apia, before the clocks stayed": Case(
        "2020-08-30 20:00", "2020-08-30 22:00", "Pacific/Apia", "FREQ=MONTHLY;COUNT=14"
    ),
    "Casablanca": Case(zone="Africa/Casablanca", recurrence=WEEKLY),
    "Casablanca, once in Ramadan": Case(
        "2027-02-10 20:00", "2027-02-10 21:00", "Africa/Casablanca"
    ),
    "Lord Howe, half an hour of summer time": Case(zone="Australia/Lord_Howe", recurrence=WEEKLY),
    "New York": Case(zone="America/New_York", recurrence=WEEKLY),
}

CLOCKS = {
    "a night in which an hour is missing": Case("2027-03-27 23:00", "2027-03-28 04:00"),
    "a night that has an hour twice": Case("2027-10-30 23:00", "2027-10-31 04:00"),
    "nights, one without an hour": Case(
        "2027-03-26 23:00", "2027-03-27 04:00", recurrence="FREQ=DAILY;COUNT=3"
    ),
    "nights, the first without an hour": Case(
        "2027-03-27 23:00", "2027-03-28 04:00", recurrence="FREQ=DAILY;COUNT=3"
    ),
    "nights, the first with an hour twice": Case(
        "2027-10-30 23:00", "2027-10-31 04:00", recurrence="FREQ=DAILY;COUNT=3"
    ),
    "nights, one with an hour twice": Case(
        "2027-10-29 23:00", "2027-10-30 04:00", recurrence="FREQ=DAILY;COUNT=3"
    ),
}

CHANGED = {
    "left out": Case(recurrence=WEEKLY, changes=(left_out(date(2027, 3, 10)),)),
    "left out, in summer and in winter": Case(
        recurrence=WEEKLY,
        changes=(left_out(date(2027, 3, 10)), left_out(date(2027, 7, 14))),
    ),
    "one date cancelled": Case(
        recurrence="FREQ=WEEKLY;COUNT=8",
        changes=(cancelled(date(2027, 3, 17)),),
        titles={"nl": "Elke week", "ar": "كل أسبوع"},
    ),
    "one date moved": Case(
        recurrence="FREQ=WEEKLY;COUNT=8",
        changes=(moved(date(2027, 3, 31), "2027-04-01 18:30", "2027-04-01 19:00"),),
    ),
    "one date moved onto another day of the series": Case(
        recurrence="FREQ=WEEKLY;COUNT=8",
        changes=(moved(date(2027, 3, 24), "2027-03-31 14:00", "2027-03-31 15:00"),),
    ),
    "one date moved across the clock change": Case(
        recurrence="FREQ=WEEKLY;COUNT=8", changes=(moved(date(2027, 3, 24), "2027-03-30 20:00"),)
    ),
    "one date with a title of its own": Case(
        recurrence="FREQ=WEEKLY;COUNT=8",
        changes=(changed(date(2027, 3, 24), title="With guests; and, 🎓"),),
    ),
    "one date elsewhere": Case(
        recurrence="FREQ=WEEKLY;COUNT=8",
        changes=(changed(date(2027, 3, 31), place="Library, first floor"),),
        place="Town hall",
    ),
    "an extra date": Case(
        recurrence="FREQ=WEEKLY;COUNT=3", changes=(extra(date(2027, 4, 2), "2027-04-02 10:00"),)
    ),
    "all kinds of changes": Case(
        recurrence="FREQ=WEEKLY;COUNT=8",
        changes=(
            left_out(date(2027, 3, 10)),
            cancelled(date(2027, 3, 17)),
            moved(date(2027, 3, 31), "2027-04-01 18:30", "2027-04-01 19:00"),
            extra(date(2027, 4, 2)),
        ),
    ),
    "days with changes": Case(
        recurrence="FREQ=WEEKLY;COUNT=6",
        facts=WHOLE,
        changes=(
            left_out(date(2027, 3, 10)),
            cancelled(date(2027, 3, 17)),
            moved(date(2027, 3, 31), "2027-04-01 00:00"),
        ),
    ),
    "Lord Howe, moved into summer time": Case(
        zone="Australia/Lord_Howe",
        recurrence=WEEKLY,
        changes=(moved(date(2027, 9, 29), "2027-10-04 20:00"), cancelled(date(2027, 10, 6))),
    ),
    "cancelled": Case(facts={"status": "cancelled"}, titles={"nl": "Debat", "ar": "نقاش"}),
    "a cancelled series": Case(recurrence="FREQ=WEEKLY;COUNT=4", facts={"status": "cancelled"}),
    "postponed": Case(facts={"status": "postponed"}, titles={"nl": "Debat", "ar": "نقاش"}),
}

LONG = {
    "each week until 2040": Case(recurrence="FREQ=WEEKLY;UNTIL=20401231"),
    "each working day until 2031": Case(
        "2027-03-01 09:00",
        "2027-03-01 09:15",
        recurrence="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20310630",
    ),
    "until the very day of a date": Case(recurrence="FREQ=WEEKLY;UNTIL=20271027"),
    "without end": Case(recurrence="FREQ=WEEKLY;INTERVAL=2"),
    "without end, last Friday of the month": Case(
        "2027-02-26 16:00", "2027-02-26 17:00", recurrence="FREQ=MONTHLY;BYDAY=-1FR"
    ),
    "without end, each year": Case(facts=WHOLE, recurrence="FREQ=YEARLY"),
    "the day before the last of each month": Case(
        "2027-01-30 12:00", "2027-01-30 13:00", recurrence="FREQ=MONTHLY;BYMONTHDAY=-2;COUNT=20"
    ),
    "third working day of the month": Case(
        "2027-03-03 20:00",
        "2027-03-03 22:00",
        recurrence="FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3;COUNT=12",
    ),
    "split in summer": Case(recurrence="FREQ=WEEKLY;COUNT=16", split="20270421T2000"),
    "split, with changes before and after": Case(
        recurrence="FREQ=WEEKLY;UNTIL=20271231",
        split="20270929T2000",
        changes=(
            left_out(date(2027, 3, 10)),
            cancelled(date(2027, 3, 17)),
            left_out(date(2027, 10, 6)),
            cancelled(date(2027, 11, 10)),
        ),
    ),
}


def _strange(text: str, told: str = "", place_told: str = "") -> Case:
    """The same text in title, summary and venue."""
    return Case(
        title=text[:250],
        summary=f"{text}\n{text}",
        place=text,
        told=told[:250],
        place_told=place_told or told,
    )


TEXTS = {
    "emoji": _strange("🎓👩🏽‍🏫 Learning 🇳🇱 together 🏳️‍🌈"),
    "Arabic": _strange("التعلّم مدى الحياة: من المدرسة، إلى العمل؟"),
    "Chinese, Japanese and Korean": _strange("终身学习、生涯学習「まなび」평생 학습"),
    "Arabic with Latin and marks of direction": _strange("مدينة \u200fGroningen\u200e (NL)"),
    "a long line without blanks": _strange("x" * 1500),
    "a long line of four-byte letters": _strange("🎓" * 500),
    "marks of iCalendar": _strange("a;b,c\\d \\n \\N \\, \"e\" 'f' :x^n^'g; TZID=x:"),
    "a backslash last": _strange("ends with \\"),
    "a line that looks like a property": _strange(
        "\r\nATTENDEE:mailto:x@sample.example\r\nEND:VEVENT",
        "ATTENDEE:mailto:x@sample.example END:VEVENT",
        "ATTENDEE:mailto:x@sample.example, END:VEVENT",
    ),
    "controls": _strange("Bell\x07, escape\x1b[31m, \x0b\x0c\x1f\x7f\x9f", "Bell, escape[31m,"),
    "line ends that few know": _strange(
        "one\u2028two\u2029three\x85four", "one two three four", "one, two, three, four"
    ),
    "markup": _strange("<b>bold</b> & <script>alert(1)</script>"),
    "combined letters": _strange("Gronínge\u0301n Ǆ ﬁ ß İı"),
}

CASES: dict[str, Case] = {**DAYS, **ZONES, **CLOCKS, **CHANGED, **LONG, **TEXTS}

# Moments reckoned by hand, so that the rows to which programs are compared are right themselves.
BY_HAND: dict[str, list[str]] = {
    "Amsterdam, weekly across both changes": [
        *("2027-03-24 19:00", "2027-03-31 18:00", "2027-10-27 18:00", "2027-11-03 19:00"),
    ],
    "Sao Paulo, when it had summer time": ["2018-11-01 23:00", "2018-12-01 22:00"],
    "Kathmandu": ["2027-03-03 14:15"],
    "Apia, before the clocks stayed": ["2020-08-30 07:00", "2020-09-30 06:00", "2021-09-30 07:00"],
    "Casablanca": ["2027-03-10 20:00", "2027-03-17 19:00"],
    "Lord Howe, half an hour of summer time": [
        *("2027-03-31 09:00", "2027-04-07 09:30", "2027-09-29 09:30", "2027-10-06 09:00"),
    ],
    "New York": ["2027-03-11 01:00", "2027-03-18 00:00"],
    "one date moved": ["2027-03-24 19:00", "2027-04-01 16:30", "2027-04-07 18:00"],
}

# What programs understand in a way of their own, and why.
RADICALE = {
    "Casablanca": "It writes the zone anew, by rules of its own that do not know when Ramadan is.",
}
RADICALE_ONE_BY_ONE = {
    **RADICALE,
    "Sao Paulo, when it had summer time": "It keeps the first description of a zone that it is"
    " given, here that of 2027, for all later files.",
    "Apia, before the clocks stayed": "As Sao Paulo.",
}
