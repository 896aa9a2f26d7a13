"""What this app adds to Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from .viewsets import StoriesGroup

register_snippet(StoriesGroup)
