"""The addresses of this app; they stand without a language."""

from django.urls import path
from django.views.decorators.http import conditional_page

from .embedding import framed
from .feeds import StoriesFeed
from .oembed import oembed
from .track_view import track_file

urlpatterns = [
    path("stories/oembed.json", oembed, name="story_pages_oembed"),
    path("stories/embed/<int:pk>/", framed, name="story_pages_framed"),
    path("stories/<str:language>.atom", conditional_page(StoriesFeed()), name="story_pages_feed"),
    path("stories/tracks/<int:pk>-<str:digest>.vtt", track_file, name="story_pages_track"),
]
