"""What the checks say about settings."""

from typing import Any

import pytest

from events import checks
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


def test_private_files_below_public_ones_are_said(settings: Any) -> None:
    settings.EVENTS_PRIVATE_ROOT = f"{settings.MEDIA_ROOT}/private"

    assert [message.id for message in checks.files_handed_in_are_private(None)] == ["events.E004"]


def test_a_cache_that_keeps_nothing_is_said(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert [message.id for message in checks.forms_can_be_counted(None)] == ["events.W002"]


@pytest.mark.parametrize("check", [checks.files_handed_in_are_private, checks.forms_can_be_counted])
def test_private_files_and_counting_are_fine_by_default(check: Any) -> None:
    assert check(None) == []


@pytest.mark.parametrize(
    "check", [base_template_exists, letters_can_be_sent, a_lease_outlasts_a_letter]
)
def test_the_defaults_are_fine(settings: Any, check: Any) -> None:
    settings.EVENTS_BASE_TEMPLATE = "events/base.html"

    assert check(None) == []
