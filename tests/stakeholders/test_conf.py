"""What the stakeholders app makes of the settings of its site."""

from typing import Any

from stakeholders import conf


def test_a_site_that_names_no_content_languages_has_one(settings: Any) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = None

    assert conf.languages() == [("en", "English")]
