"""Whether the site is well: what /healthz says of cache and worker."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from events.models import PeriodicDeed

pytestmark = pytest.mark.django_db


def asked() -> tuple[int, str]:
    answer = Client().get("/healthz")
    return answer.status_code, answer.content.decode()


def test_a_site_whose_worker_has_not_begun_yet_is_well() -> None:
    assert asked() == (200, "ok")


def test_a_site_whose_worker_goes_on_is_well() -> None:
    call_command("run_worker", once=True)
    PeriodicDeed.objects.update(done_at=timezone.now() - timedelta(minutes=59))

    assert asked() == (200, "ok")


def test_a_worker_that_ended_long_ago_is_missed() -> None:
    call_command("run_worker", once=True)
    PeriodicDeed.objects.update(done_at=timezone.now() - timedelta(minutes=61))

    status, reason = asked()

    assert status == 503
    assert reason == "worker: it did nothing for an hour. Run: python manage.py run_worker"


def test_a_deed_that_the_worker_no_longer_knows_is_not_missed() -> None:
    call_command("run_worker", once=True)
    long_ago = timezone.now() - timedelta(days=30)
    PeriodicDeed.objects.create(command="of_old", due_at=long_ago, done_at=long_ago)

    assert asked() == (200, "ok")
