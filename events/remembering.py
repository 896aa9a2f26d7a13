"""Remembering: what is asked for each of many letters alike is answered once for some of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar, cast

from django.utils.translation import get_language

Function = TypeVar("Function", bound=Callable[..., Any])

_memory: ContextVar[dict[Any, Any] | None] = ContextVar("memory", default=None)


@contextmanager
def remembering(memory: dict[Any, Any] | None = None) -> Iterator[None]:
    """Within this block a function marked with `once` answers each question once.

    A memory that is handed over goes on being used, and lasts as long as whoever keeps it.
    """
    before = _memory.set({} if memory is None else memory)
    try:
        yield
    finally:
        _memory.reset(before)


def forget() -> None:
    """Ask anew from here on."""
    memory = _memory.get()
    if memory is not None:
        memory.clear()


def once(function: Function) -> Function:
    """Answer from memory, where there is one: by the arguments and the active language.

    What is answered is shared, so nobody may change it.
    """

    @wraps(function)
    def answer(*arguments: Any) -> Any:
        memory = _memory.get()
        if memory is None:
            return function(*arguments)
        question = (function, get_language(), arguments)
        if question not in memory:
            memory[question] = function(*arguments)
        return memory[question]

    return cast("Function", answer)
