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


@pytest.mark.parametrize(
    "text",
    [
        "{'sam@sample.example': (550, b'<sam@sample.example>: User unknown')}",
        "duplicate key\nDETAIL:  Key (email)=(sam@sample.example) already exists.",
        f"Reverse for 'own' with keyword arguments '{{'key': '{'sam' * 14}A'}}' not found.",
        "no such value\nDETAIL:  Failing row contains (7, Sam Sample,\nline two, f).\n",
    ],
)
def test_what_an_error_quotes_is_not_logged_in_any_place(text: str) -> None:
    error = ValueError(text)
    where = (type(error), error, None)
    record = logging.LogRecord("x", logging.ERROR, "x", 1, "failed: %s", (error,), where)

    HideKeys().filter(record)

    written = logging.Formatter().format(record)
    assert "failed: " in written
    assert "ValueError" in written
    assert "sam@" not in written
    assert "samsam" not in written
    assert "Sam Sample" not in written
    assert "line two" not in written


def test_no_letter_about_an_error_quotes_the_form_that_was_sent() -> None:
    assert settings.LOGGING["loggers"]["django"]["handlers"] == []
    handlers = logging.getLogger("django").handlers
    assert not any(type(one).__name__ == "AdminEmailHandler" for one in handlers)
