"""What the team decided holds, whatever a later reading says, or one that is under way."""

from collections.abc import Callable
from typing import Any

import pytest

from events.importing import taking_over
from events.importing.accepting import NotAccepted, accept, refuse
from events.importing.harvested import Harvested
from events.importing.source import Source
from events.models import EventPage
from tests.importing.test_taking_over import hear, page, states
from tests.importing.writing import entry

pytestmark = pytest.mark.django_db

FAIR, CHOIR = entry("b", "Fair"), entry("c", "Choir")


def of(uid: str) -> Harvested:
    return Harvested.objects.get(uid=uid)


def hear_twice(source: Source, *entries: str) -> None:
    for _reading in range(2):
        hear(source, *entries)


Meanwhile = Callable[[Callable[[], Any]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Lets something happen after the next reading has looked up what is known."""
    know_again = taking_over.know_again

    def happens(deed: Callable[[], Any]) -> None:
        def know_again_and_wait(*args: Any) -> None:
            know_again(*args)
            deed()

        monkeypatch.setattr(taking_over, "know_again", know_again_and_wait)

    return happens


# While a calendar is read


def test_what_is_accepted_during_a_reading_is_accepted(
    source: Source, meanwhile: Meanwhile
) -> None:
    hear(source, entry("a"))
    meanwhile(lambda: accept(of("a")))

    hear(source, entry("a", "Open evening"))

    assert (of("a").state, of("a").page) == ("changed", page())
    accept(of("a"))
    assert EventPage.objects.live().get().title == "Open evening"


def test_what_is_refused_during_a_reading_is_refused(source: Source, meanwhile: Meanwhile) -> None:
    hear(source, entry("a"))
    meanwhile(lambda: refuse(of("a")))

    hear(source, entry("a", "Open evening"))

    assert states() == {"a": "refused"}


def test_what_is_accepted_while_it_is_missed_is_not_gone(
    source: Source, meanwhile: Meanwhile
) -> None:
    hear(source, entry("a"), FAIR)
    hear(source, FAIR)
    meanwhile(lambda: accept(of("a")))

    hear(source, FAIR)

    assert (of("a").state, of("a").page) == ("missing", page())


def test_a_change_that_is_refused_during_a_reading_is_not_published(
    source: Source, meanwhile: Meanwhile
) -> None:
    hear(source, entry("a"))
    accept(of("a"))
    hear(source, entry("a", "Open evening"))
    Source.objects.update(is_trusted=True)
    meanwhile(lambda: refuse(of("a")))

    hear(source, entry("a", "Open evening"))

    assert (states(), page().title) == ({"a": "live"}, "Open day")


def test_what_another_reading_has_found_meanwhile_is_kept_once(
    source: Source, meanwhile: Meanwhile
) -> None:
    meanwhile(lambda: Harvested.objects.create(source=source, uid="a", state="refused"))

    hear(source, entry("a"), FAIR)

    assert states() == {"a": "refused", "b": "new"}


# Kept, taken off, deleted


def test_a_page_that_is_to_stay_stays_until_its_entry_is_back(trusted: Source) -> None:
    hear(trusted, entry("a"), FAIR, CHOIR)
    Harvested.objects.filter(uid="a").update(state="missing")
    refuse(of("a"))

    hear_twice(trusted, FAIR, CHOIR)

    assert (of("a").state, of("a").page.live) == ("live", True)
    hear(trusted, entry("a"), FAIR, CHOIR)
    hear_twice(trusted, FAIR, CHOIR)
    assert (of("a").state, of("a").page.live) == ("gone", False)


def test_what_the_team_took_off_stays_off_when_its_entry_comes_back(trusted: Source) -> None:
    hear(trusted, entry("a"), FAIR)
    EventPage.objects.get(title="Open day").unpublish()
    hear_twice(trusted, FAIR)
    assert of("a").state == "gone"

    hear(trusted, entry("a"), FAIR)

    assert (of("a").state, of("a").page.live) == ("live", False)


@pytest.mark.parametrize("state", ["changed", "missing"])
def test_a_page_that_somebody_deleted_is_not_made_again(source: Source, state: str) -> None:
    hear(source, entry("a"))
    accept(of("a"))
    hear(source, entry("a", "Open evening"))
    Harvested.objects.update(state=state)
    page().delete()
    Source.objects.update(is_trusted=True)

    hear(source, entry("a", "Open evening"))

    assert (states(), EventPage.objects.count()) == ({"a": "refused"}, 0)


# Locked


def test_a_page_that_somebody_else_has_locked_is_left_to_them(
    source: Source, admin_user: Any, django_user_model: Any
) -> None:
    other = django_user_model.objects.create_user("ada", "ada@sample.example", "x")
    hear(source, entry("a"))
    accept(of("a"))
    hear(source, entry("a", "Open evening"))
    EventPage.objects.update(locked=True, locked_by=other)

    with pytest.raises(NotAccepted, match=r"^Only ada can make changes"):
        accept(of("a"), user=admin_user)

    assert (of("a").state, page().title) == ("changed", "Open day")
    EventPage.objects.update(locked_by=admin_user)
    accept(of("a"), user=admin_user)
    assert page().title == "Open evening"
