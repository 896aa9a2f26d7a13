"""How long things may be; an exception carries its reason, and goes when it is not needed."""

import ast
from collections.abc import Iterator

from tests.architecture.tree import name, python_files, templates, tracked

FUNCTION, FILE, TEMPLATE, SCRIPT, STYLESHEET = 40, 300, 80, 120, 300

EXCEPTIONS: dict[str, str] = {
    **dict.fromkeys(
        (f"site/learning_city/demo/artwork/{noun}.py" for noun in ("landscapes", "motifs")),
        "drawings: one function a picture, told in its shapes",
    ),
}


def _functions() -> Iterator[tuple[str, int]]:
    for file in python_files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                yield f"{name(file)}::{node.name}", length


def _files() -> Iterator[tuple[str, int, int]]:
    kinds = [
        (python_files(), FILE),
        (templates(), TEMPLATE),
        (tracked("*.js"), SCRIPT),
        (tracked("*.css"), STYLESHEET),
    ]
    for files, most in kinds:
        for file in files:
            yield name(file), len(file.read_text(encoding="utf-8").splitlines()), most


def _too_long() -> dict[str, str]:
    long = {
        name: f"{lines} lines, at most {most}" for name, lines, most in _files() if lines > most
    }
    for function, lines in _functions():
        if lines > FUNCTION:
            long[function] = f"{lines} lines, at most {FUNCTION}"
    return long


def test_nothing_is_longer_than_a_reader_can_hold() -> None:
    too_long = _too_long()

    unexplained = {place: size for place, size in too_long.items() if place not in EXCEPTIONS}
    assert unexplained == {}


def test_an_exception_is_still_needed() -> None:
    too_long = _too_long()

    assert [place for place in EXCEPTIONS if place not in too_long] == []
