"""What a site must have set."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import path
from django.views.static import serve
from wagtailmedia.models import Media

from story_pages import checks


def test_this_site_has_set_all_that_is_needed() -> None:
    asked = (
        checks.media_model,
        checks.media_form,
        checks.room_for_long_forms,
        checks.base_template_exists,
        checks.base_template_has_header,
        checks.media_in_parts,
        checks.ffmpeg_is_there,
    )
    assert [message for ask in asked for message in ask(None)] == []


def test_too_few_fields_for_a_long_story_is_a_warning(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
    found = [message.id for message in checks.room_for_long_forms(None)]
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = None

    assert found == ["story_pages.W005"]
    assert checks.room_for_long_forms(None) == []


def test_a_missing_base_template_is_an_error(settings: Any) -> None:
    settings.STORY_PAGES_BASE_TEMPLATE = "no/such.html"

    assert [message.id for message in checks.base_template_exists(None)] == ["story_pages.E002"]


def test_a_frame_without_room_for_the_bar_is_a_warning(settings: Any, tmp_path: Path) -> None:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    (tmp_path / "bare.html").write_text("{% block main %}{% endblock %}")
    (tmp_path / "above.html").write_text("{% block header %}{% endblock %}")
    (tmp_path / "below.html").write_text('{% extends "above.html" %}')

    settings.STORY_PAGES_BASE_TEMPLATE = "bare.html"
    found = [message.id for message in checks.base_template_has_header(None)]
    settings.STORY_PAGES_BASE_TEMPLATE = "below.html"

    assert found == ["story_pages.W004"]
    assert checks.base_template_has_header(None) == []


def test_templates_of_another_engine_are_not_looked_into(settings: Any, tmp_path: Path) -> None:
    other = {
        "BACKEND": "django.template.backends.dummy.TemplateStrings",
        "DIRS": [tmp_path],
        "APP_DIRS": False,
        "OPTIONS": {},
    }
    (tmp_path / "frame.html").write_text("{% block main %}{% endblock %}")
    settings.STORY_PAGES_BASE_TEMPLATE = "frame.html"

    def told() -> list[str | None]:
        asked = (checks.base_template_exists, checks.base_template_has_header)
        return [message.id for ask in asked for message in ask(None)]

    settings.TEMPLATES = [other, *settings.TEMPLATES]
    assert told() == ["story_pages.E002"]  # ours extend what Django's engine finds
    settings.TEMPLATES = [other]
    assert told() == []  # all templates are the site's own


def test_another_media_model_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "get_media_model", lambda: Media)

    assert [message.id for message in checks.media_model(None)] == ["story_pages.E001"]


def test_a_form_without_captions_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "wagtailmedia_settings", SimpleNamespace(MEDIA_FORM_BASE=""))

    assert [message.id for message in checks.media_form(None)] == ["story_pages.W001"]


def test_a_view_that_sends_films_only_whole_is_a_warning(settings: Any) -> None:
    settings.ROOT_URLCONF = (path("media/<path:path>", serve),)
    settings.MEDIA_URL = "/media/"

    assert [message.id for message in checks.media_in_parts(None)] == ["story_pages.W002"]
    settings.MEDIA_URL = "https://films.example.org/"
    assert checks.media_in_parts(None) == []


def test_a_missing_ffmpeg_is_a_warning_unless_none_is_wanted(settings: Any) -> None:
    settings.STORY_PAGES_FFMPEG = "no-such-program"

    assert [message.id for message in checks.ffmpeg_is_there(None)] == ["story_pages.W003"]
    settings.STORY_PAGES_FFMPEG = ""
    assert checks.ffmpeg_is_there(None) == []
