"""The demo says in a sentence why it cannot start."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import demo


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_port_in_use_is_named_with_the_way_out(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", str(taken))

    with pytest.raises(SystemExit) as end:
        demo.free_port()

    sentence = str(end.value.code)
    assert sentence.startswith(f"Port {taken} of 127.0.0.1 is in use")
    assert sentence.endswith(" make demo")
    assert "PORT=" in sentence


@pytest.mark.parametrize("named", ["eight", "0", "65536", "-1", "80 00"])
def test_a_port_that_is_no_number_is_refused(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", named)

    with pytest.raises(SystemExit, match="PORT must be a number from 1 to 65535"):
        demo.free_port()


@pytest.mark.parametrize("named", ["", None])
def test_without_a_port_it_is_8000_or_a_way_out(
    named: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_is_free", lambda port: True)
    monkeypatch.delenv("PORT", raising=False)
    if named is not None:
        monkeypatch.setenv("PORT", named)

    assert demo.free_port() == 8000


def test_another_address_has_the_content_loaded_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(demo, "VAR", tmp_path)
    monkeypatch.setattr(demo, "_database_is_there", lambda: True)
    monkeypatch.setattr(demo.steps, "run", lambda title, *_words, **_more: ran.append(title))
    monkeypatch.delenv("PORT", raising=False)

    demo.database_ready()
    assert ran == ["Making the database's tables", "Loading the demo content"]
    monkeypatch.setenv("PORT", "8000")
    demo.database_ready()
    assert len(ran) == 2
    monkeypatch.setenv("PORT", "8001")
    demo.database_ready()
    assert ran[2:] == ["Loading the demo content"]
