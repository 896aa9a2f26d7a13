"""What the checks say about settings."""

from typing import Any

import pytest

from events.checks import a_lease_outlasts_a_letter, base_template_exists, letters_can_be_sent


def test_a_missing_base_template_is_said(settings: Any) -> None:
    settings.EVENTS_BASE_TEMPLATE = "no/such.html"

    assert [message.id for message in base_template_exists(None)] == ["events.E001"]


@pytest.mark.parametrize("name", ["no.such.task", "events.tasks.empty_outbox"])
def test_what_cannot_empty_the_outbox_is_said(settings: Any, name: str) -> None:
    settings.EVENTS_LETTER_TASK = name

    assert [message.id for message in letters_can_be_sent(None)] == ["events.E002"]


def test_a_lease_that_runs_out_before_the_mail_server_answers_is_said(settings: Any) -> None:
    settings.EVENTS_LETTER_LEASE_SECONDS = settings.EVENTS_LETTER_TIMEOUT_SECONDS = 60

    assert [message.id for message in a_lease_outlasts_a_letter(None)] == ["events.W001"]


@pytest.mark.parametrize(
    "check", [base_template_exists, letters_can_be_sent, a_lease_outlasts_a_letter]
)
def test_the_defaults_are_fine(settings: Any, check: Any) -> None:
    settings.EVENTS_BASE_TEMPLATE = "events/base.html"

    assert check(None) == []
