"""The addresses of this app, without and with a language in front."""

from django.urls import URLPattern, path
from django.views.decorators.http import conditional_page

from .feeds import StoriesFeed

urlpatterns = [
    path("stories/<str:language>.atom", conditional_page(StoriesFeed()), name="story_pages_feed"),
]
localized: list[URLPattern] = []
