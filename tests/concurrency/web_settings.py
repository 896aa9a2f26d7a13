"""Settings for web processes of tests: as in production, with a death that a test may order."""

from tests.concurrency.bare_settings import *  # noqa: F403 - settings build on each other
from tests.concurrency.bare_settings import MIDDLEWARE

DEBUG = False
MIDDLEWARE = ["tests.concurrency.dying.DiesOnDemand", *MIDDLEWARE]
EVENTS_LETTER_TASK = "tests.concurrency.arena.Nudge"
