"""What a site must have set."""

from types import SimpleNamespace

import pytest
from wagtailmedia.models import Media

from story_pages import checks


def test_this_site_has_set_all_that_is_needed() -> None:
    assert [*checks.media_model(None), *checks.media_form(None)] == []


def test_another_media_model_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "get_media_model", lambda: Media)

    assert [message.id for message in checks.media_model(None)] == ["story_pages.E001"]


def test_a_form_without_captions_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "wagtailmedia_settings", SimpleNamespace(MEDIA_FORM_BASE=""))

    assert [message.id for message in checks.media_form(None)] == ["story_pages.W001"]
