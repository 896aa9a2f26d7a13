"""The addresses of this app; they stand without a language."""

from django.urls import path
from django.views.decorators.http import conditional_page

from .feeds import StoriesFeed

urlpatterns = [
    path("stories/<str:language>.atom", conditional_page(StoriesFeed()), name="story_pages_feed"),
]
