"""What a site must have set."""

from types import SimpleNamespace
from typing import Any

import pytest
from wagtailmedia.models import Media

from story_pages import checks


def test_this_site_has_set_all_that_is_needed() -> None:
    asked = (checks.media_model, checks.media_form, checks.base_template_exists)
    assert [message for ask in asked for message in ask(None)] == []


def test_a_missing_base_template_is_an_error(settings: Any) -> None:
    settings.STORY_PAGES_BASE_TEMPLATE = "no/such.html"

    assert [message.id for message in checks.base_template_exists(None)] == ["story_pages.E002"]


def test_another_media_model_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "get_media_model", lambda: Media)

    assert [message.id for message in checks.media_model(None)] == ["story_pages.E001"]


def test_a_form_without_captions_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "wagtailmedia_settings", SimpleNamespace(MEDIA_FORM_BASE=""))

    assert [message.id for message in checks.media_form(None)] == ["story_pages.W001"]
