"""Where Django and Wagtail tell us of what happens outside our pages' own saving.

A page goes, moves, gets another address or a restriction; a venue, a topic or the site is renamed.
These are the framework's signals: among our own files we call each other.
"""

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_slug_changed, page_unpublished, post_page_move

from stakeholders.leaving import leave
from stakeholders.term import Topic

from . import entry
from .call import Call
from .call_page import CallPage
from .entry import Entry
from .event import Event
from .pages import EventPage
from .purging import purge_later
from .speaker import Speaker
from .venue import Room, Venue
from .version import raise_versions


def connect() -> None:
    """Listen; called once when Django is ready."""
    for page_type in (EventPage, CallPage):
        post_delete.connect(
            _page_deleted, sender=page_type, dispatch_uid=f"{__name__}.{page_type.__name__}"
        )
    post_delete.connect(_entry_deleted, sender=Entry)
    page_unpublished.connect(_page_unpublished, dispatch_uid=f"{__name__}.unpublished")
    page_slug_changed.connect(_address_changed, dispatch_uid=f"{__name__}.slug")
    post_page_move.connect(_address_changed, dispatch_uid=f"{__name__}.move")
    post_save.connect(_restriction_changed, sender=PageViewRestriction)
    post_delete.connect(_restriction_changed, sender=PageViewRestriction)
    post_save.connect(_venue_changed, sender=Venue)
    post_save.connect(_room_changed, sender=Room)
    post_save.connect(_topic_changed, sender=Topic)
    post_save.connect(_speaker_changed, sender=Speaker)
    post_save.connect(_site_changed, sender=Site)


def _entry_deleted(instance: Entry, **kwargs: Any) -> None:
    """By us, or together with its page or its event."""
    raise_versions([instance.language])
    rows: Any = Event.objects if instance.event_id else Call.objects
    if row := rows.filter(pk=instance.event_id or instance.call_id).first():
        purge_later(row, {instance.language: instance.url}, [instance.language])


def _page_deleted(instance: Any, **kwargs: Any) -> None:
    leave(instance)
    # Another page of the row may have taken it along before us.
    row = instance.facts_model().objects.filter(pk=instance.facts_id).first()
    if row is not None:
        entry.settle(row)


def _page_unpublished(instance: Any, **kwargs: Any) -> None:
    """A page whose time is over is unpublished as a bare page: its own saving hears nothing."""
    if isinstance(instance, EventPage | CallPage) and instance.facts is not None:
        entry.settle(instance.facts)


def _address_changed(instance: Any, **kwargs: Any) -> None:
    """The pages below have new addresses, too."""
    entry.settle_below(instance)


def _restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    entry.settle_below(instance.page)


def _venue_changed(instance: Venue, **kwargs: Any) -> None:
    there = Q(venue=instance) | Q(occurrences__own_venue=instance)
    entry.settle_all(Event.objects.filter(there).distinct())


def _room_changed(instance: Room, **kwargs: Any) -> None:
    there = Q(room=instance) | Q(occurrences__own_room=instance) | Q(sessions__room=instance)
    entry.settle_all(Event.objects.filter(there).distinct())


def _topic_changed(instance: Topic, created: bool, **kwargs: Any) -> None:
    if not created:
        entry.settle_all(instance.events.all(), instance.calls.all())


def _speaker_changed(instance: Speaker, created: bool, **kwargs: Any) -> None:
    """Who no longer agrees to be named is named nowhere."""
    if not created:
        entry.settle_all(Event.objects.filter(sessions__speakers=instance).distinct())


def _site_changed(instance: Site, **kwargs: Any) -> None:
    """Entries hold the full addresses of pages, in all the languages of the site."""
    if kwargs.get("raw"):
        return
    # Wagtail forgets the old address on this signal, too, but may hear it after us.
    Site.clear_site_root_paths_cache()
    for page in instance.root_page.get_translations(inclusive=True):
        entry.settle_below(page)
