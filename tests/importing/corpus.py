"""Three hundred odd and hostile calendar files, written here, the same at every run.

First those that have a name, each with one oddity; then mixtures of them, chosen by a fixed seed.
"""

import random
from collections.abc import Iterator

from tests.importing.writing import FOOT, HEAD, entry, file, local

SEED, WHOLE = 20261121, 300

MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>click</a>",
    "</script><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "<iframe src=https://evil.example></iframe>",
    '"><b onmouseover=alert(1)>',
    "<<b>script>alert(1)<</b>/script>",
    "<style>*{display:none}</style>Hidden",
    "{% load static %}{{ settings.SECRET_KEY }}",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<p style=position:fixed>Over <b",
)
RULES = (
    "FREQ=SECONDLY",
    "FREQ=MINUTELY;INTERVAL=1",
    "FREQ=HOURLY;COUNT=1000000000",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=-1",
    "FREQ=DAILY;INTERVAL=99999999999999999999",
    "FREQ=DAILY;COUNT=0",
    "FREQ=DAILY;COUNT=999999999999",
    "FREQ=DAILY;COUNT=3;UNTIL=20280101",
    "FREQ=WEEKLY;UNTIL=99991231T235959Z",
    "FREQ=WEEKLY;UNTIL=00010101",
    "FREQ=WEEKLY;UNTIL=tomorrow",
    "FREQ=WEEKLY;UNTIL=20270230T990000Z",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=WEEKLY;BYDAY=",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU",
    "FREQ=WEEKLY;BYHOUR=1,2,3;BYMINUTE=0,15,30",
    "FREQ=WEEKLY;BYHOUR=20;BYMINUTE=0;BYSECOND=0",
    "FREQ=MONTHLY;BYDAY=99MO",
    "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2",
    "FREQ=MONTHLY;BYMONTHDAY=31;BYSETPOS=5",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
    "FREQ=YEARLY;BYYEARDAY=" + ",".join(map(str, range(1, 367))),
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYSETPOS=1;BYDAY=" + ",".join(["MO"] * 500),
    "FREQ=FORTNIGHTLY",
    "RRULE:FREQ=WEEKLY",
    "FREQ=WEEKLY;FREQ=DAILY",
    "INTERVAL=2",
    "",
    ";;;",
    "=",
    "FREQ=WEEKLY;X-ODD=1;WKST=SU",
    "FREQ=WEEKLY;" + "A" * 100_000,
)
BEGINS = (
    ";VALUE=DATE:20270203",
    ";VALUE=DATE:20270230",
    ";VALUE=DATE:2027-02-03",
    ":20270203T200000Z",
    ":20270203T200000",
    ":2027-02-03T20:00:00+01:00",
    ":20270203T250000",
    ":00000000T000000Z",
    ":99991231T235959Z",
    ":20270203",
    ":1803",
    ":",
    ":now",
    ";TZID=W. Europe Standard Time:20270203T200000",
    ";TZID=Europe/Nowhere:20270203T200000",
    ";TZID=(UTC+01:00) Amsterdam\\, Berlin:20270203T200000",
    ';TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rome":20270203T200000',
    ";TZID=/mozilla.org/20050126_1/Europe/Berlin:20270203T200000",
    ";TZID=tzone://Microsoft/Custom:20270203T200000",
    ";TZID=../../etc/passwd:20270203T200000",
    ";TZID=:20270203T200000",
    ";TZID=Europe/Amsterdam:20270328T023000",
    ";TZID=Europe/Amsterdam:20271031T023000",
    ";TZID=US/Eastern:20270203T200000",
    ";TZID=GMT+0100:20270203T200000",
    ";TZID=CET:20270203T200000",
    ";VALUE=PERIOD:20270203T200000Z/PT1H",
)
TEXTS = (
    "Rendez-vous à l’école 🎉",
    "لقاء مفتوح",
    "教育日活动",
    "a\u2028b\u2029c\x85d",
    "bell\x07 and\x1b[31m escape",
    "turned \u202egnp.exe",
    "x" * 100_000,
    "a\\nb\\;c\\,d\\\\e",
    "\\n\\n\\n\\n\\n",
    " ",
    "%s %(x)s {0} ${x} =cmd|' /C calc'!A0",
    "' OR 1=1; DROP TABLE events_event; --",
)


def named() -> Iterator[tuple[str, bytes]]:
    """One oddity each."""
    yield from _of_bytes()
    yield from _of_structure()
    yield from _of_lists()
    for number, text in enumerate(MARKUP):
        body = entry(title=f"Open {text}", DESCRIPTION=text * 3, LOCATION=text, URL=text)
        yield f"markup-{number}", file(body).encode()
    for number, rule in enumerate(RULES):
        yield f"rule-{number}", file(entry(RRULE=rule), entry("two")).encode()
    for number, begin in enumerate(BEGINS):
        yield f"begin-{number}", file(entry(DTSTART=_value(begin), DTEND="")).encode()
    for number, text in enumerate(TEXTS):
        body = entry(title=text, DESCRIPTION=text, LOCATION=text, CATEGORIES=text)
        yield f"text-{number}", file(body).encode("utf-8", "surrogatepass")


def _value(begin: str) -> str:
    return begin if begin.startswith(";") else begin.removeprefix(":")


def _of_bytes() -> Iterator[tuple[str, bytes]]:
    text = file(entry(title="Fête de l’école"))
    yield "empty", b""
    yield "blank", b"\r\n \r\n"
    yield "bom", b"\xef\xbb\xbf" + text.encode()
    yield "lf", text.replace("\r\n", "\n").encode()
    yield "cr", text.replace("\r\n", "\r").encode()
    yield "crcrlf", text.replace("\r\n", "\r\r\n").encode()
    yield "latin-1", text.replace("’", "'").encode("latin-1")
    yield "cp1252", text.encode("cp1252")
    yield "utf-16-le", text.encode("utf-16")
    yield "utf-16-be", b"\xfe\xff" + text.encode("utf-16-be")
    yield "utf-16-bare", text.encode("utf-16-le")
    yield "utf-32", text.encode("utf-32")
    yield "nul", text.replace("école", "éc\x00ole").encode()
    yield "only-nul", b"\x00" * 10_000
    yield "noise", random.Random(SEED).randbytes(20_000)
    yield "noise-within", text.encode()[:200] + random.Random(1).randbytes(500) + FOOT.encode()
    yield "folded-in-a-letter", _folded_in_a_letter(text)
    yield "html", b"<!DOCTYPE html><html><body>Sign in</body></html>"
    yield "html-late", b"\n\n\n<html>" + text.encode()
    yield "json", b'{"error": "not found"}'
    yield "xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'
    yield "billion-lines", b"BEGIN:VCALENDAR\r\n" + b"X:1\r\n" * 200_000 + FOOT.encode()
    yield "only-cr", b"BEGIN:VCALENDAR" + b"\r" * 1_000_000
    yield "only-folds", b"BEGIN:VCALENDAR" + b"\r\n " * 300_000
    yield "one-line", HEAD.encode() + b"X-LONG:" + b"x" * 2_000_000 + b"\r\n" + FOOT.encode()


def _folded_in_a_letter(text: str) -> bytes:
    data = text.encode()
    cut = data.index("é".encode()) + 1
    return data[:cut] + b"\r\n " + data[cut:]


def _of_structure() -> Iterator[tuple[str, bytes]]:
    one, two = entry(), entry("two", "Reading hour")
    parts = {
        "no-events": file(),
        "no-head": one + FOOT,
        "no-foot": HEAD + one,
        "cut-in-entry": (HEAD + one)[:-60],
        "cut-in-line": file(one)[:-8],
        "no-end-of-entry": HEAD + one.replace("END:VEVENT\r\n", "") + two + FOOT,
        "end-twice": file(one, "END:VEVENT\r\n", two),
        "two-calendars": file(one) + file(two),
        "calendar-within": HEAD + file(one) + FOOT,
        "event-within": file(one.replace("END:VEVENT", "BEGIN:VEVENT\r\nUID:in\r\nEND:VEVENT")),
        "deep": HEAD + "BEGIN:X\r\n" * 5000 + "END:X\r\n" * 5000 + one + FOOT,
        "never-closed": HEAD + "BEGIN:X\r\n" * 5000 + one + FOOT,
        "alarms": file(one.replace("END:V", "BEGIN:VALARM\r\nTRIGGER:x\r\nEND:VALARM\r\nEND:V")),
        "many-alarms": file(
            one.replace("END:V", "BEGIN:VALARM\r\nREPEAT:9\r\nEND:VALARM\r\n" * 5000 + "END:V")
        ),
        "todo": file("BEGIN:VTODO\r\nUID:t\r\nSUMMARY:Do\r\nEND:VTODO\r\n", one),
        "no-colon": file(one.replace("SUMMARY:", "SUMMARY "), two),
        "bad-name": file(one.replace("DTSTAMP", "D T S"), two),
        "small-letters": file(one.lower()),
        "quoted": file(one.replace("SUMMARY:", 'SUMMARY;ALTREP="cid:<a>";X="b:c":')),
        "open-quote": file(one.replace("SUMMARY:", 'SUMMARY;X="open:')),
        "no-uid": file(entry(""), entry("", "Reading hour")),
        "same-uid": file(one, entry(SEQUENCE="2", title="Newest"), entry(SEQUENCE="1")),
        "one-uid-for-all": file(one, entry(DTSTART=local("20270301T200000"), DTEND="")),
        "long-uid": file(entry("u" * 5000)),
        "odd-uid": file(entry("\t\u202e <b>@' OR 1")),
        "no-title": file(entry(title="")),
        "no-begin": file(entry(DTSTART="")),
        "private": file(entry(CLASS="PRIVATE"), entry("two", CLASS="confidential")),
        "version-1": file(one).replace("VERSION:2.0", "VERSION:1.0"),
        "many": file(*(entry(f"u{number}") for number in range(400))),
        "attachment": file(entry(ATTACH=";ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 100_000)),
        "people": file(entry(ATTENDEE=";CN=Sam Sample:mailto:sam@sample.example")),
    }
    for name, text in parts.items():
        yield name, text.encode()


def _of_lists() -> Iterator[tuple[str, bytes]]:
    days = ",".join(f"2027{month:02}{day:02}T200000" for month in range(1, 13) for day in range(29))
    weekly = {"RRULE": "FREQ=WEEKLY;COUNT=5"}
    override = entry(title="Moved", DTSTART=local("20270211T190000"), DTEND="")
    lists = {
        "many-exdates": entry(**weekly, EXDATE=local(days)),
        "endless-exdates": entry(**weekly, EXDATE=local(",".join([days] * 60))),
        "rdates": entry(RDATE=local("20270301T200000,20270401T200000")),
        "rdate-periods": entry(RDATE=";VALUE=PERIOD:20270301T190000Z/PT1H,20270401T180000Z/x"),
        "bad-exdate": entry(**weekly, EXDATE="whenever"),
        "exrule": entry(**weekly, EXRULE="FREQ=MONTHLY"),
        "two-rules": entry(RRULE="FREQ=WEEKLY;COUNT=3\r\nRRULE:FREQ=MONTHLY;COUNT=3"),
        "first-not-in-rule": entry(RRULE="FREQ=WEEKLY;BYDAY=FR;COUNT=4"),
        "orphan": override.replace("UID", "RECURRENCE-ID:20270210T190000Z\r\nUID"),
        "override": entry(**weekly)
        + override.replace("UID", "RECURRENCE-ID:20270210T190000Z\r\nUID"),
        "override-first": override.replace("UID", "RECURRENCE-ID:20270210T190000Z\r\nUID")
        + entry(**weekly),
        "override-odd": entry(**weekly) + override.replace("UID", "RECURRENCE-ID:someday\r\nUID"),
        "this-and-future": entry(**weekly)
        + override.replace("UID", "RECURRENCE-ID;RANGE=THISANDFUTURE:20270210T190000Z\r\nUID"),
        "long-duration": entry(DTEND="", DURATION="P9999999D"),
        "bad-duration": entry(DTEND="", DURATION="2 hours"),
        "minus-duration": entry(DTEND="", DURATION="-PT1H"),
        "end-before": entry(DTEND=local("20270101T000000")),
        "day-and-hour": entry(DTSTART=";VALUE=DATE:20270203"),
        "old-series": entry(DTSTART=":19700101T200000", DTEND="", RRULE="FREQ=DAILY"),
        "huge-sequence": entry(SEQUENCE="9" * 30),
        "bad-sequence": entry(SEQUENCE="one"),
        "odd-status": entry(STATUS="<b>"),
    }
    for name, text in lists.items():
        yield name, file(text, entry("other", "Reading hour")).encode()


def corpus() -> list[tuple[str, bytes]]:
    """All files with their names."""
    files = list(named())
    chance = random.Random(SEED)
    number = 0
    while len(files) < WHOLE:
        number += 1
        files.append((f"mixture-{number}", _mixture(chance).encode("utf-8", "replace")))
    return files


def _mixture(chance: random.Random) -> str:
    entries = []
    for number in range(chance.randint(1, 6)):
        lines = {
            "RRULE": chance.choice([*RULES, ""]),
            "DESCRIPTION": chance.choice([*TEXTS, *MARKUP]),
            "DTSTART": _value(chance.choice(BEGINS)),
            "DTEND": "",
            "DURATION": chance.choice(["PT1H", "P1D", "", "PT-1H"]),
            "EXDATE": chance.choice(["", "20270210T190000Z", local("20270210T200000")]),
            "STATUS": chance.choice(["", "CANCELLED", "TENTATIVE", "CONFIRMED"]),
        }
        chosen = {name: value for name, value in lines.items() if chance.random() < 0.7}
        entries.append(entry(f"u{number}", chance.choice([*TEXTS, *MARKUP]), **chosen))
    text = file(*entries)
    if chance.random() < 0.3:
        place = chance.randrange(len(text))
        text = text[:place] + text[place + chance.randint(1, 40) :]
    if chance.random() < 0.2:
        text = text.replace("\r\n", "\n")
    return text
