"""The worker is woken once for a rush, not once for each letter of it."""

import pytest

from events import outbox

woken: list[str] = []


class Task:
    """Stands for the task that wakes the worker."""

    @staticmethod
    def enqueue() -> None:
        woken.append("woken")


@pytest.mark.parametrize(
    ("backend", "times"),
    [
        ("django_tasks_db.DatabaseBackend", 1),
        ("django_tasks.backends.immediate.ImmediateBackend", 3),
    ],
)
def test_a_worker_that_was_just_woken_is_not_woken_again(settings, backend, times) -> None:
    settings.TASKS = {"default": {"BACKEND": backend}}
    settings.EVENTS_LETTER_TASK = f"{__name__}.Task"
    woken.clear()

    for _letter in range(3):
        outbox.nudge()

    assert len(woken) == times
