"""No log holds a key."""

import logging
import logging.config

import pytest
from django.conf import settings
from django.test import Client

from events.quiet import HideKeys
from tests.events import making


@pytest.mark.django_db
def test_what_django_logs_of_a_page_does_not_hold_its_key(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(HideKeys())
    key = making.registration(making.occurrence()).key()

    client.get(f"/en/registration/{key}/confirm/")
    client.get(f"/en/registration/{key[:-1]}A/")

    assert "/en/registration/…/" in caplog.text
    assert key[:20] not in caplog.text


def test_other_values_are_logged_as_they_are() -> None:
    record = logging.LogRecord("x", logging.INFO, "x", 1, "%s %d", ("/en/events/a/", 5), None)

    HideKeys().filter(record)

    assert record.getMessage() == "/en/events/a/ 5"


def test_the_site_hides_keys_in_what_it_logs() -> None:
    handlers = settings.LOGGING["handlers"].values()

    assert all("hide_keys" in handler["filters"] for handler in handlers)
