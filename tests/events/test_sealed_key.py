"""Keys that nobody can make but us, each for one purpose."""

from typing import Any
from uuid import uuid4

import pytest

from events.sealed_key import is_sealed, named_by, seal


def test_a_key_names_its_row_and_opens_it_for_its_purpose_alone() -> None:
    uuid = uuid4()

    key = seal("join", uuid)

    assert (len(key), named_by(key)) == (43, uuid)
    assert is_sealed(key, "join", uuid)
    assert not is_sealed(key, "check_in", uuid)
    assert not is_sealed(key, "join", uuid, number=2)
    assert not is_sealed(key, "join", uuid4())


@pytest.mark.parametrize("text", ["", "é", "=", "a" * 42, "a" * 44, "../../etc/passwd", "\0"])
def test_what_is_no_key_names_nothing(text: str) -> None:
    assert named_by(text) is None
    assert not is_sealed(text, "join", uuid4())


def test_keys_outlive_a_change_of_the_secret_as_long_as_the_old_one_is_known(settings: Any) -> None:
    uuid = uuid4()
    key = seal("join", uuid)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    while_known = is_sealed(key, "join", uuid)
    settings.SECRET_KEY_FALLBACKS = []

    assert (while_known, is_sealed(key, "join", uuid)) == (True, False)
