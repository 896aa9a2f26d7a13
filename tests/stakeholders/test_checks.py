"""What the checks say about settings."""

from typing import Any

from stakeholders.checks import base_template_exists, feeds_can_be_listed


def test_a_missing_base_template_is_said(settings: Any) -> None:
    settings.STAKEHOLDERS_BASE_TEMPLATE = "no/such.html"

    assert [message.id for message in base_template_exists(None)] == ["stakeholders.E001"]


def test_feeds_that_cannot_be_imported_are_said(settings: Any) -> None:
    settings.STAKEHOLDERS_FEEDS = "no.such.function"

    assert [message.id for message in feeds_can_be_listed(None)] == ["stakeholders.E002"]


def test_the_defaults_are_fine(settings: Any) -> None:
    settings.STAKEHOLDERS_BASE_TEMPLATE = "stakeholders/base.html"
    settings.STAKEHOLDERS_FEEDS = []

    assert base_template_exists(None) == feeds_can_be_listed(None) == []
