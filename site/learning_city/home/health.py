"""Whether the site is well: database, migrations, cache and worker."""

from collections.abc import Callable
from datetime import timedelta

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django_tasks_db.models import DBTaskResult

from events.models import Letter, PeriodicDeed

PATIENCE = timedelta(minutes=10)
SILENCE = timedelta(hours=1)
"""A deed tells that it was done when it ends; a large calendar may take a while."""


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 and "ok"; 503 and one reason a line where something is wrong."""
    reasons = [reason for reason in (ask() for ask in CHECKS) if reason]
    return HttpResponse(
        "\n".join(reasons) or "ok",
        status=503 if reasons else 200,
        content_type="text/plain; charset=utf-8",
    )


def database() -> str:
    """Reachable, and no migration waits."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "database: it cannot be reached. Start it, or mend DATABASE_URL."
    return f"migrations: {len(waiting)} wait. Run: python manage.py migrate" if waiting else ""


def cached() -> str:
    """What is put into the cache comes out again."""
    try:
        cache.set("healthz", "ok", 10)
        well = cache.get("healthz") == "ok"
    except Exception:  # noqa: BLE001 - every cache has errors of its own, and all mean this
        well = False
    return "" if well else "cache: it does not answer. Start it, or mend CACHE_URL."


def worker() -> str:
    """No task and no letter has been due for ten minutes, and once it began, it goes on.

    What it did last is asked of all its deeds together: the row of a deed that a new version no
    longer knows stays as it is.
    """
    now = timezone.now()
    due_before = now - PATIENCE
    try:
        tasks = DBTaskResult.objects.ready().filter(enqueued_at__lt=due_before).exists()
        letters = Letter.objects.due(due_before).exists()
        last = PeriodicDeed.objects.aggregate(last=Max("done_at"))["last"]
    except DatabaseError:
        return ""  # the database's own check says so
    if tasks or letters:
        return "worker: work has waited for ten minutes. Run: python manage.py run_worker"
    if last and last < now - SILENCE:
        return "worker: it did nothing for an hour. Run: python manage.py run_worker"
    return ""


CHECKS: tuple[Callable[[], str], ...] = (database, cached, worker)
