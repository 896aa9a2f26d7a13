"""What the stakeholders app makes of the settings of its site."""

from typing import Any

from django.utils import translation

from stakeholders import conf


def test_a_site_that_names_no_content_languages_has_one(settings: Any) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = None

    assert conf.languages() == [("en", "English")]


def test_the_language_of_the_pages_is_found_where_visitors_have_a_variant_of_it() -> None:
    with translation.override("en-us"):
        variant = conf.active_language()
    with translation.override("de"):
        unknown = conf.active_language()

    assert (variant, unknown) == ("en", "en")
