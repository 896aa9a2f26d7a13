"""Real films and sounds for the tests: those of the demo."""

from tests.architecture.tree import ROOT

MEDIA = ROOT / "site" / "learning_city" / "demo" / "media"
FILM = MEDIA / "loop-water.mp4"
SOUND = MEDIA / "ambience-harbour.mp3"
