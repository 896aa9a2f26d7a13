"""The models of this app, each told in the file of its noun."""

from .pages import ArticlePage, ArticleTopic, StoryPage, StoryTopic
from .recording import Recording, Track
from .shared_text import SharedText
from .story_index_page import StoryIndexPage

__all__ = [
    "ArticlePage",
    "ArticleTopic",
    "Recording",
    "SharedText",
    "StoryIndexPage",
    "StoryPage",
    "StoryTopic",
    "Track",
]
