"""The addresses of the events app: calendars and feeds, and signing up under each language."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
"""Without a language in front."""

localized: list[URLPattern] = []
"""Under the language of the site's pages; put them into i18n_patterns."""
