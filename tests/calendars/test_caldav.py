"""A real CalDAV server (Radicale) takes our calendars, and says when their events happen."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path

import icalendar
import pytest

from tests.calendars import servers
from tests.calendars.cases import RADICALE, RADICALE_ONE_BY_ONE
from tests.calendars.conftest import LANGUAGES, Answers
from tests.calendars.told import FIRST, LAST, Told, differing, in_order, utc

pytestmark = [pytest.mark.django_db, pytest.mark.programs]

BOUNDS = f'start="{FIRST:%Y%m%dT%H%M%SZ}" end="{LAST:%Y%m%dT%H%M%SZ}"'
CALENDAR_DATA = "{urn:ietf:params:xml:ns:caldav}calendar-data"
QUERY = f"""<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
  <D:prop><C:calendar-data><C:expand {BOUNDS}/></C:calendar-data></D:prop>
  <C:filter><C:comp-filter name="VCALENDAR">
    <C:comp-filter name="VEVENT"><C:time-range {BOUNDS}/></C:comp-filter>
  </C:comp-filter></C:filter>
</C:calendar-query>
"""


def by_radicale(collection: str) -> list[Told]:
    """All dates of a collection, as the server itself reckons them."""
    answer = servers.ask("REPORT", collection, QUERY, Content_Type="application/xml", Depth="1")
    texts = [
        part.text or "" for part in ET.fromstring(answer).iter() if "calendar-data" in part.tag
    ]
    return in_order(told for text in texts for told in _dates(text))


def _dates(text: str) -> list[Told]:
    return [
        Told(
            str(one["UID"]),
            utc(one["DTSTART"].dt),
            utc(one["DTEND"].dt),
            str(one["STATUS"]),
            str(one["SUMMARY"]),
            str(one.get("LOCATION", "")),
        )
        for one in icalendar.Calendar.from_ical(text).walk("VEVENT")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_caldav_server_takes_the_whole_calendar(
    language: str, answers: Answers, tmp_path: Path
) -> None:
    with servers.radicale(tmp_path) as home:
        collection = f"{home}/agenda/"
        servers.ask("PUT", collection, answers.whole[language], Content_Type="text/calendar")
        told = by_radicale(collection)

    assert differing(told, answers.truth[language]).keys() == RADICALE.keys()


def test_a_caldav_server_takes_each_event(answers: Answers, tmp_path: Path) -> None:
    """What is kept in one file is one event; an extra date is another one."""
    with servers.radicale(tmp_path) as home:
        servers.ask("MKCALENDAR", f"{home}/agenda/")
        for number, text in enumerate(_parts(answers.single["ar"].values())):
            servers.ask("PUT", f"{home}/agenda/{number}.ics", text, Content_Type="text/calendar")
        told = by_radicale(f"{home}/agenda/")

    assert differing(told, answers.truth["ar"]).keys() == RADICALE_ONE_BY_ONE.keys()


def _parts(texts: Iterable[str]) -> Iterator[str]:
    """Calendars of one UID each."""
    for text in texts:
        head, *events = re.split(r"(?=BEGIN:VEVENT)", text.removesuffix("END:VCALENDAR\r\n"))
        by_uid: dict[str, str] = {}
        for event in events:
            uid = re.search(r"\r\nUID:(.*\r\n(?: .*\r\n)*)", event)[1]
            by_uid[uid] = by_uid.get(uid, "") + event
        yield from (f"{head}{part}END:VCALENDAR\r\n" for part in by_uid.values())
