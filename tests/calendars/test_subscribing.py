"""A real subscriber (vdirsyncer) reads our site by HTTP, sees each change, and no other."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import override_settings

from events.models import Event, EventPage
from tests.calendars import servers
from tests.calendars.cases import CASES
from tests.calendars.conftest import ALL_YEARS, LANGUAGES, NOW, Answers, publish
from tests.calendars.libraries import by_home_assistant, by_icalendar
from tests.calendars.subscriber import Subscriber
from tests.calendars.told import Told, truth
from tests.events import stage

pytestmark = [pytest.mark.django_db, pytest.mark.programs]

SOME = [
    *("one evening", "all kinds of changes", "days with changes"),
    *("Casablanca", "emoji", "UTC, online"),
]


@pytest.fixture(autouse=True)
def then() -> Any:
    with time_machine.travel(NOW, tick=False), override_settings(**ALL_YEARS):
        yield


def _read(files: dict[str, str]) -> list[Told]:
    return _without_uid(one for text in files.values() for one in by_icalendar(text))


def _without_uid(dates: Iterable[Told]) -> list[Told]:
    """vdirsyncer gives all that it fetches by HTTP a UID of its own, made from the content."""
    return sorted((replace(one, uid="") for one in dates), key=repr)


def _all(events: dict[str, Event]) -> list[Told]:
    return _without_uid(
        one for name, event in events.items() for one in truth(event, CASES[name], "en")
    )


def test_a_second_look_finds_nothing_new_and_a_change_is_all_that_is_taken_over(
    tmp_path: Path,
) -> None:
    events = {name: publish(CASES[name]) for name in SOME}
    with servers.site() as address:
        subscriber = Subscriber(tmp_path, f"{address}/calendars/en.ics")

        first, files = subscriber.sync(), subscriber.files()
        assert (first.copied, first.deleted) == (len(files), 0)
        assert _read(files) == _all(events)

        second = subscriber.sync()
        assert (second.copied, second.deleted) == (0, 0)
        assert subscriber.files() == files

        _move(events["one evening"])
        third, after = subscriber.sync(), subscriber.files()
        assert (third.copied, third.deleted) == (1, 1)
        assert len(files.items() & after.items()) == len(files) - 1
        assert _read(after) == _all(events)

        _page(events.pop("emoji")).unpublish()
        fourth = subscriber.sync()
        assert (fourth.copied, fourth.deleted) == (0, 1)
        assert _read(subscriber.files()) == _all(events)


def _page(event: Event) -> EventPage:
    return EventPage.objects.get(facts=event, locale__language_code="en")


def _move(event: Event) -> None:
    page = _page(event)
    page.starts_at += timedelta(hours=1)
    page.ends_at += timedelta(hours=1)
    stage.publish(page)
    event.refresh_from_db()


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_hard_cases_arrive(language: str, answers: Answers, tmp_path: Path) -> None:
    body = answers.whole[language].encode()

    def app(_environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/calendar; charset=utf-8")])
        return [body]

    with servers.serving(app) as address:
        subscriber = Subscriber(tmp_path, f"{address}/{language}.ics")
        subscriber.sync()
    files = subscriber.files()

    told = [one for text in files.values() for one in by_home_assistant(text)]
    assert _without_uid(told) == _read(files) == _without_uid(answers.all_true(language))
