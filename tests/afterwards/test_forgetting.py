"""Personal data are forgotten by themselves, wherever they stand, while numbers stay."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from events import sign_up
from events.afterwards.forgetting import forget_due
from events.afterwards.personal_data import erase
from events.answer import Answer, QuestionVersion
from events.contribution import Contribution, contribute, decide
from events.helper_link import make_helper_link
from events.invitation import Invitation
from events.occurrence import Occurrence
from events.outbox import Letter
from events.own_calendar import OwnCalendar, make_own_calendar
from events.registration import Registration
from stakeholders.organisation import Organisation
from tests.events import making

from .planting import ADDRESS, KEPT, marked_columns, planted_columns, text_columns, whole_person

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def after_its_time(occurrence: Occurrence) -> Any:
    return forget_due(occurrence.ends_at + 31 * DAY)


@pytest.mark.parametrize(
    "deed",
    [after_its_time, lambda _occurrence: erase(ADDRESS)],
    ids=["by itself", "on request"],
)
def test_no_column_keeps_what_was_known_of_a_person(
    deed: Callable[[Occurrence], Any],
    evening: Occurrence,
    end: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    person = making.confirmed(evening)
    whole_person(person)
    end(evening)
    planted = marked_columns()
    file = Path(Answer.objects.get().file.path)
    assert file.exists()

    with django_capture_on_commit_callbacks(execute=True):
        deed(evening)

    assert planted == planted_columns()
    assert marked_columns() == set()
    assert not file.exists()
    assert Registration.objects.get(pk=person.pk).seats == 1


def test_a_column_that_is_kept_is_there() -> None:
    """An exception goes when it is not needed."""

    models = apps.get_app_config("events").get_models()
    there = {
        f"{model._meta.model_name}.{field.name}"
        for model in models
        for field in text_columns(model)
    }

    assert KEPT.keys() - there == set()


def test_personal_data_are_forgotten_while_numbers_stay(evening: Occurrence, end: Any) -> None:
    other = making.occurrence()
    made = [making.confirmed(evening, seats=2), making.confirmed(evening)]
    spared = making.confirmed(other, name="Ada Sample")
    key = made[0].key()
    end(evening, days=40)

    done = forget_due()

    forgotten = Registration.objects.filter(occurrence=evening)
    assert done.registrations == 2
    assert set(forgotten.values_list("name", "email", "organisation", "key_hash")) == {
        ("", "", "", "")
    }
    assert sum(forgotten.values_list("seats", flat=True)) == 3
    assert not Letter.objects.filter(registration__in=forgotten).exists()
    assert Registration.objects.with_key(key) is None
    assert Registration.objects.get(pk=spared.pk).name == "Ada Sample"
    assert forget_due().registrations == 0


def test_an_event_just_over_is_still_remembered(evening: Occurrence) -> None:
    making.confirmed(evening)

    assert forget_due(evening.ends_at + 29 * DAY).registrations == 0


def test_who_left_is_forgotten_before_the_event_comes(evening: Occurrence) -> None:
    sign_up.cancel(making.confirmed(evening))
    stays = making.confirmed(evening)
    Registration.objects.filter(state="cancelled").update(left_at=timezone.now() - 31 * DAY)

    done = forget_due()

    assert done.registrations == 1
    assert list(Registration.objects.exclude(name="")) == [stays]


def test_answers_go_when_their_own_time_is_over(evening: Occurrence, end: Any) -> None:

    person = making.confirmed(evening)
    version = QuestionVersion(
        key=uuid4(), kind="diet", language="en", label="Diet", forget_after_days=3
    ).written()
    Answer.objects.create(registration=person, version=version, key=version.key, value="vegan")
    end(evening, days=4)

    done = forget_due()

    assert (done.answers, done.registrations) == (1, 0)
    assert Registration.objects.get(pk=person.pk).name == "Sam Sample"


def test_a_shown_contribution_stays_without_a_name_if_that_was_agreed(
    evening: Occurrence, end: Any
) -> None:
    person = making.confirmed(evening)
    end(evening)
    given = {"kind": "idea", "language": "en", "shown_as": "name"}
    for text, stays in (("stays", True), ("goes", False)):
        decide(contribute(person, text=text, stays=stays, **given), "accepted", user=None)
    contribute(person, text="waits", stays=True, **given)

    after_its_time(evening)

    [kept] = Contribution.objects.all()
    assert (kept.text, kept.registration, kept.shown_name) == ("stays", None, "")
    assert (kept.original, kept.note) == ("", "")


@pytest.mark.parametrize("of_a_date", [True, False], ids=["to a date", "to the event"])
def test_whom_an_organisation_was_invited_by_is_forgotten(
    of_a_date: bool, evening: Occurrence, end: Any
) -> None:
    invitation = Invitation.objects.create(
        event=evening.event,
        occurrence=evening if of_a_date else None,
        organisation=Organisation.objects.create(name="Sample library"),
        email="desk@library.sample.example",
        language="en",
        answer="comes",
    )
    end(evening)

    early, late = forget_due(), after_its_time(evening)

    invitation.refresh_from_db()
    assert (early.invitations, late.invitations) == (0, 1)
    assert (invitation.email, invitation.answer) == ("", "comes")


def test_an_invitation_to_a_series_waits_for_its_last_date(evening: Occurrence, end: Any) -> None:
    making.another_date(evening, days=100)
    Invitation.objects.create(
        event=evening.event,
        organisation=Organisation.objects.create(name="Sample library"),
        email="desk@library.sample.example",
        language="en",
    )
    end(evening, days=40)

    assert forget_due().invitations == 0


def test_links_of_helpers_go_with_the_date(evening: Occurrence, end: Any) -> None:
    make_helper_link(evening, "main door")
    end(evening, days=40)

    forget_due()

    assert not evening.helper_links.exists()


def test_a_calendar_of_ones_own_goes_with_the_last_registration(evening: Occurrence) -> None:

    make_own_calendar(making.confirmed(evening))

    after_its_time(evening)

    assert not OwnCalendar.objects.exists()


def test_the_command_says_what_was_forgotten(
    evening: Occurrence, end: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    making.confirmed(evening)
    end(evening, days=40)

    call_command("forget_personal_data")

    assert capsys.readouterr().out == "Registrations forgotten: 1. Answers: 0. Invitations: 0.\n"
