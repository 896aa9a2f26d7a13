"""Floods and bots: limits for a visitor and an address, and what happens where nothing counts."""

from typing import Any

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import timezone

from events import floods, forms
from events.models import Registration
from tests.events import making
from tests.events.test_views import _address, _fields, occurrence  # noqa: F401 - a fixture, shared

pytestmark = pytest.mark.django_db


def _asked(**meta: str) -> Any:
    return RequestFactory().post("/", **meta)


def test_too_many_forms_from_one_visitor_have_to_wait(occurrence, client: Client, settings) -> None:  # noqa: F811
    settings.EVENTS_POSTS_PER_VISITOR = 10
    address = {"REMOTE_ADDR": "9.9.9.9"}

    answers = [
        client.post(_address(occurrence), _fields(email=f"p{number}@sample.example"), **address)
        for number in range(3)
    ]

    assert [answer.status_code for answer in answers] == [303, 303, 429]


def test_too_many_forms_for_one_address_have_to_wait(occurrence, client: Client, settings) -> None:  # noqa: F811
    settings.EVENTS_POSTS_PER_ADDRESS = 2
    making.confirmed(occurrence, "known@sample.example")
    answers = {
        email: [
            client.post(_address(occurrence), _fields(email=email)).status_code for _ in range(3)
        ]
        for email in ("known@sample.example", "new@sample.example")
    }

    assert answers["known@sample.example"] == answers["new@sample.example"] == [303, 303, 429]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2a02:1::1", "2a02:1::2:3", True),
        ("2a02:1::1", "2a02:1:0:1::1", False),
        ("9.9.9.9", "9.9.9.10", False),
    ],
    ids=["one household", "another household", "other address"],
)
def test_an_ipv6_household_is_one_visitor(one: str, other: str, is_same: bool, settings) -> None:
    settings.EVENTS_POSTS_PER_VISITOR = 1
    first = floods.is_flood(_asked(REMOTE_ADDR=one), "a@sample.example", is_hasty=False)

    second = floods.is_flood(_asked(REMOTE_ADDR=other), "b@sample.example", is_hasty=False)

    assert (first, second) == (False, is_same)


def test_of_several_addresses_only_the_proxys_own_word_counts(settings) -> None:
    settings.EVENTS_POSTS_PER_VISITOR = 1
    settings.EVENTS_VISITOR_HEADER = "HTTP_X_FORWARDED_FOR"
    made_up = [f"1.1.1.{number}, 9.9.9.9" for number in range(2)]

    found = [
        floods.is_flood(_asked(HTTP_X_FORWARDED_FOR=named), f"{named}@x.example", is_hasty=False)
        for named in made_up
    ]

    assert found == [False, True]


def test_haste_counts_several_times(settings) -> None:
    settings.EVENTS_POSTS_PER_VISITOR = 4
    asked = _asked(REMOTE_ADDR="9.9.9.9")

    assert floods.is_flood(asked, "a@sample.example", is_hasty=True)


class _Broken:
    def add(self, *_args: Any) -> None:
        raise ConnectionError("no cache there")


class _Forgetful:
    def add(self, *_args: Any) -> bool:
        return True

    def incr(self, *_args: Any) -> int:
        raise ValueError


@pytest.mark.parametrize("broken", [_Broken(), _Forgetful()], ids=["fails", "keeps nothing"])
def test_without_a_cache_that_counts_nobody_is_written_to(
    broken: Any,
    occurrence,  # noqa: F811
    client: Client,
    monkeypatch,
) -> None:
    monkeypatch.setattr(floods, "cache", broken)

    response = client.post(_address(occurrence), _fields())

    assert response.status_code == 503
    assert "Nothing was booked." in response.content.decode()
    assert not Registration.objects.exists()


def test_nothing_that_tells_of_a_person_stands_in_the_cache() -> None:
    floods.is_flood(_asked(REMOTE_ADDR="9.9.9.9"), "sam@sample.example", is_hasty=False)

    kept = " ".join(map(str, cache._cache))

    assert "events.register" in kept
    assert "9.9.9.9" not in kept
    assert "sam" not in kept


def test_haste_is_noticed() -> None:
    made = making.occurrence()
    stamps = {
        "at once": floods.stamp(),
        "slowly": signing.dumps(timezone.now().timestamp() - 20, salt=floods.STAMP_SALT),
        "never": "",
    }

    hasty = {}
    for name, stamp in stamps.items():
        form = forms.RegisterForm(_fields(started=stamp), occurrence=made)
        assert form.is_valid()
        hasty[name] = form.is_hasty

    assert hasty == {"at once": True, "slowly": False, "never": True}
