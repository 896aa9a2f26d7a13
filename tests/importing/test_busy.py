"""Two at one entry, and a database that asks to try again: each is told what became of it."""

from collections import Counter
from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from events.busy import ATTEMPTS, Busy
from events.importing import accepting, moderation
from events.importing.accepting import accept, refuse
from events.importing.harvested import Harvested
from events.importing.source import Source
from events.importing.taking_over import take_nothing_new
from events.models import EventPage
from tests.importing.test_decisions import CHOIR, FAIR, of
from tests.importing.test_taking_over import hear, page, states
from tests.importing.writing import entry

pytestmark = pytest.mark.django_db

DECIDED = "Somebody has decided that already."
TOO_BUSY = "The database was too busy; nothing was changed. Please try again."
ALWAYS = 100


class Crossed(Exception):  # noqa: N818 - what psycopg says
    sqlstate = "40001"


Crossing = Callable[..., None]


@pytest.fixture
def crossing(monkeypatch: pytest.MonkeyPatch) -> Crossing:
    """Lets others be quicker, so many times, at this entry."""

    def happens(owner: Any, name: str, *, uid: str = "a", times: int = 1) -> None:
        deed, left = getattr(owner, name), [times]

        def crossed(row: Harvested, *args: Any, **options: Any) -> Any:
            if row.uid == uid and left[0]:
                left[0] -= 1
                raise OperationalError("could not serialize access") from Crossed()
            return deed(row, *args, **options)

        monkeypatch.setattr(owner, name, crossed)

    return happens


def stamp_of_all(source: int) -> str:
    """What the form says that accepts all of a calendar."""
    rows = moderation.at_once(User.objects.get(is_superuser=True), Source.objects.get(pk=source))
    return moderation.stamp_of(rows)


def decide(client: Client, action: str, **values: Any) -> list[str]:
    seen = Harvested.objects.filter(pk=values.get("entry")).first()
    told = {"stamp": seen.stamp if seen else stamp_of_all(values["source"])}
    answer = client.post(reverse("partners_entries:decide"), {"action": action, **told, **values})
    assert answer.status_code == 302
    return [str(one.message).strip() for one in get_messages(answer.wsgi_request)]


def as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the view have looked at what waits before a colleague decided."""
    monkeypatch.setattr(moderation, "waiting_for", lambda _user: Harvested.objects.all())


@pytest.mark.parametrize(("deed", "state"), [(accept, "live"), (refuse, "refused")])
def test_a_decision_says_whether_it_was_news(source: Source, deed: Any, state: str) -> None:
    hear(source, entry("a"))
    known = of("a")

    assert (deed(of("a")), deed(known)) == (True, False)
    assert states() == {"a": state}


@pytest.mark.parametrize("action", ["accept", "refuse"])
def test_the_second_moderator_hears_that_it_was_decided(
    source: Source, admin_client: Client, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    hear(source, entry("a"))
    accept(of("a"))
    as_before(monkeypatch)

    said = decide(admin_client, action, entry=of("a").pk)

    assert said == [DECIDED]
    assert not ModelLogEntry.objects.filter(action="events.refuse_entry").exists()


def test_only_what_was_taken_over_is_counted(
    source: Source, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear(source, entry("a"), FAIR)
    refuse(of("a"))
    looked = Mock()
    looked.filter.return_value = list(Harvested.objects.all())
    monkeypatch.setattr(moderation, "waiting_for", lambda _user: looked)

    assert decide(admin_client, "accept-all", source=source.pk) == ["1 entry was taken over."]


@pytest.mark.parametrize(
    ("deed", "owner", "name"),
    [(accept, accepting, "_settle"), (refuse, Harvested, "look_again")],
    ids=["accept", "refuse"],
)
def test_who_was_crossed_tries_again(
    source: Source, crossing: Crossing, deed: Any, owner: Any, name: str
) -> None:
    hear(source, entry("a"))
    crossing(owner, name)

    assert deed(of("a"))


@pytest.mark.parametrize(
    ("action", "where"),
    [("accept", (accepting, "_settle")), ("refuse", (Harvested, "look_again"))],
)
def test_a_moderator_hears_that_the_database_is_too_busy(
    source: Source, admin_client: Client, crossing: Crossing, action: str, where: Any
) -> None:
    hear(source, entry("a"))
    crossing(*where, times=ALWAYS)

    assert decide(admin_client, action, entry=of("a").pk) == [TOO_BUSY]
    assert states() == {"a": "new"}


def test_of_many_the_moderator_hears_at_which_it_became_too_busy(
    source: Source, admin_client: Client, crossing: Crossing
) -> None:
    hear(source, entry("a"), FAIR)
    crossing(accepting, "_settle", uid="b", times=ALWAYS)

    said = decide(admin_client, "accept-all", source=source.pk)

    assert f"Fair: {TOO_BUSY}" in said
    assert of("b").state == "new"


# A reading


def test_a_reading_that_is_crossed_tries_again(source: Source, crossing: Crossing) -> None:
    hear(source, entry("a"), FAIR)
    crossing(Harvested, "look_again")

    hear(source, entry("a", "Open evening"), FAIR)
    crossing(Harvested, "look_again", uid="b")
    hear(source, entry("a", "Open evening"))

    assert (str(of("a")), of("b").missing_reads) == ("Open evening", 1)


def test_a_reading_that_has_no_luck_goes_on_with_the_next_entry(
    source: Source, crossing: Crossing
) -> None:
    hear(source, entry("a"), FAIR, CHOIR)
    crossing(Harvested, "look_again", times=ALWAYS)

    with pytest.raises(Busy):  # so that the whole calendar is asked for once more
        hear(source, entry("a", "Open evening"), entry("b", "Great fair"))

    assert [str(of(uid)) for uid in "abc"] == ["Open day", "Great fair", "Choir"]
    assert of("c").missing_reads == 1


def test_what_is_missed_goes_on_too(source: Source, crossing: Crossing) -> None:
    hear(source, entry("a"), FAIR, CHOIR)
    crossing(Harvested, "look_again", times=ALWAYS)

    with pytest.raises(Busy):
        hear(source, CHOIR)

    assert (of("a").missing_reads, of("b").missing_reads) == (0, 1)


def test_a_trusted_entry_that_cannot_be_taken_over_now_waits_and_says_so(
    trusted: Source, crossing: Crossing
) -> None:
    crossing(accepting, "_settle", times=ALWAYS)

    hear(trusted, entry("a"), FAIR)

    assert (of("a").state, of("a").problem_part) == ("new", "Busy")
    assert EventPage.objects.live().get().title == "Fair"


def test_the_next_reading_tries_again_and_says_again_why_not(
    trusted: Source, crossing: Crossing
) -> None:
    crossing(accepting, "_settle", times=2 * ATTEMPTS)
    hear(trusted, entry("a"))

    hear(trusted, entry("a"))

    assert (of("a").state, of("a").problem_part) == ("new", "Busy")
    hear(trusted, entry("a"))
    assert (of("a").state, of("a").problem, page().live) == ("live", "", True)


def test_it_is_tried_again_also_where_the_calendar_says_nothing_new(
    trusted: Source, crossing: Crossing
) -> None:
    crossing(accepting, "_settle", times=ATTEMPTS)
    hear(trusted, entry("a"))

    assert take_nothing_new(trusted) == Counter(new=1)
    assert (of("a").state, of("a").problem, page().live) == ("live", "", True)


def test_that_it_still_waits_is_no_news(trusted: Source) -> None:
    hear(trusted, entry("a"))
    EventPage.objects.update(locked=True)
    hear(trusted, entry("a", "Another name"))
    assert of("a").state == "changed"

    assert take_nothing_new(trusted) == Counter(unchanged=1)
