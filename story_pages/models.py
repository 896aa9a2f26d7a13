"""The models of this app, each told in the file of its noun."""

from .article_page import ArticlePage, ArticleTopic
from .pages import StoryPage, StoryTopic
from .recording import Recording
from .recording_source import RecordingSource
from .shared_text import SharedText
from .story_index_page import StoryIndexPage
from .tone import Tone
from .track import Track

__all__ = [
    "ArticlePage",
    "ArticleTopic",
    "Recording",
    "RecordingSource",
    "SharedText",
    "StoryIndexPage",
    "StoryPage",
    "StoryTopic",
    "Tone",
    "Track",
]
