"""Addresses that are secrets: not kept, not listed, not passed on, and not written into logs."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from events import urls
from events.occurrence import Occurrence
from events.quiet import without_secrets
from tests.events import making
from tests.secrecy import planting

pytestmark = pytest.mark.django_db

KEYED = sorted(
    str(one.name)
    for one in [*urls.urlpatterns, *urls.localized]
    if {"key", "number"} & set(one.pattern.converters)
)
OPEN = "events_registration"


@pytest.fixture
def addresses(gathering: Occurrence) -> dict[str, str]:
    """All addresses with a key that are somebody's, by their names."""
    keys = planting.keys(making.confirmed(gathering, "sam@sample.example"))
    assert set(keys) == set(KEYED)
    return {name: reverse(name, args=keys[name]) for name in KEYED}


def _passes_on(answer: HttpResponse) -> bool:
    """Whether a cache, a list or another site might get hold of the address."""
    kept = set(answer.get("Cache-Control", "").split(", "))
    return not (
        answer.get("Referrer-Policy") in {"no-referrer", "same-origin"}
        and "noindex" in answer.get("X-Robots-Tag", "")
        and ("no-store" in kept or {"private", "no-cache"} <= kept)
    )


def test_a_page_behind_a_key_stays_with_its_owner(addresses: dict[str, str]) -> None:
    answers = {name: Client().get(path) for name, path in addresses.items()}

    opened = {name: one for name, one in answers.items() if one.status_code in {200, 302, 303}}
    assert {one.status_code for one in answers.values()} <= {200, 302, 303, 404, 405}
    assert len(opened) > 7
    assert [name for name, answer in opened.items() if _passes_on(answer)] == []


def test_a_key_in_an_address_is_not_written_into_logs(addresses: dict[str, str]) -> None:
    written = {
        name: str(without_secrets(f'"GET {path} HTTP/1.1"')) for name, path in addresses.items()
    }

    assert [name for name, line in written.items() if addresses[name] in line] == []


def test_a_wrong_key_opens_nothing_and_says_nothing(addresses: dict[str, str]) -> None:
    client, opened = Client(), []
    for name, path in addresses.items():
        head, key, tail = _cut(path)
        wrong = f"{head}{'A' * 4 if not key.startswith('AAAA') else 'B' * 4}{key[4:]}{tail}"
        answers = [client.get(wrong), client.post(wrong)]
        if {answer.status_code for answer in answers} - {403, 404, 405}:
            opened.append(name)
        assert all(b"sample.example" not in answer.content for answer in answers)

    assert opened == []


def test_a_key_opens_only_its_own_door(addresses: dict[str, str]) -> None:
    head, own, tail = _cut(addresses[OPEN])
    others = {_cut(path)[1] for path in addresses.values()} - {own}

    opened = [key for key in others if Client().get(f"{head}{key}{tail}").status_code == 200]

    assert opened == []
    assert Client().get(addresses[OPEN]).status_code == 200


def _cut(path: str) -> tuple[str, str, str]:
    """What stands before the key, the key, and what comes after it."""
    key = max(path.replace(".ics", "").split("/"), key=len)
    head, _key, tail = path.partition(key)
    return head, key, tail
