"""Where Django and Wagtail tell us of what happens outside our pages' own saving.

A page goes, moves, or gets a restriction, by many doors (admin, parent, site): the framework's
signals are the only ones that all of them pass.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from .leaving import leave
from .organisation import Organisation, remember_words
from .pages import OrganisationPage


def connect() -> None:
    """Listen; called once when Django is ready."""
    post_delete.connect(_page_deleted, sender=OrganisationPage)
    page_unpublished.connect(_page_unpublished, sender=OrganisationPage)
    post_page_move.connect(_page_moved)
    post_save.connect(_restriction_changed, sender=PageViewRestriction)
    post_delete.connect(_restriction_changed, sender=PageViewRestriction)


def _page_deleted(instance: Any, **kwargs: Any) -> None:
    leave(instance)
    remember_words(Organisation.objects.filter(pk=instance.facts_id))


def _page_unpublished(instance: Any, **kwargs: Any) -> None:
    """A page whose time is over is unpublished as a bare page: its own saving hears nothing."""
    remember_words(Organisation.objects.filter(pk=instance.facts_id))


def _page_moved(instance: Page, **kwargs: Any) -> None:
    """What is restricted there, or no longer, are the pages below it, too."""
    _remember_below(instance)


def _restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        _remember_below(page)


def _remember_below(page: Page) -> None:
    below = OrganisationPage.objects.descendant_of(page, inclusive=True)
    remember_words(Organisation.objects.filter(pk__in=below.values("facts")))
