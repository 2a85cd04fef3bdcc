"""Checks the arguments of a batch before anything is read, claimed or sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, Callable, Iterable, Mapping
from inspect import iscoroutinefunction
from typing import Final

from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.batch.input.rows import Column
from spaceinvoices_async.batch.options import BatchOptions
from spaceinvoices_async.errors import InvalidInputError

_ONE_VALUE: Final = (str, bytes, bytearray, Mapping, InputModel)
"""Types that can be iterated, or look like rows, and are one row or none."""


def check_rows(rows: object, *, at_once: bool = False) -> None:
    """Refuse what no rows can be read from.

    Args:
        rows: The input.
        at_once: Whether they are read in another thread, which cannot wait for an asynchronous source.

    Raises:
        InvalidInputError: It is nothing to iterate over; a text or a single row; or asynchronous.
    """
    kind = type(rows).__name__
    if at_once and isinstance(rows, AsyncIterable):
        raise InvalidInputError(
            f"are read in another thread, and {kind} is asynchronous: gather them in a list first",
            field="rows",
        )
    is_many = isinstance(rows, (Iterable, AsyncIterable)) or hasattr(rows, "__getitem__")
    if isinstance(rows, _ONE_VALUE) or not is_many:
        raise InvalidInputError(
            f"are a list, a generator, a file that was opened with read_csv, ...: not {kind}",
            field="rows",
        )


def check_choice(name: str, choice: object, *, optional: bool = False) -> None:
    """Refuse what names neither a value nor a column.

    Raises:
        InvalidInputError: It is no text, no column and no function.
    """
    value = choice.name if isinstance(choice, Column) else choice
    is_text = isinstance(value, str) and (value != "" or isinstance(choice, Column))
    if not (is_text or callable(choice) or (optional and choice is None)):
        given = "an empty text" if value == "" else type(value).__name__
        raise InvalidInputError(f"is a text, a column or a function: not {given}", field=name)


def check_settings(
    *,
    options: BatchOptions | None = None,
    stop: asyncio.Event | None = None,
    backend: object = None,
    **functions: Callable[..., object] | None,
) -> None:
    """Refuse settings of other types, which would fail once rows are under way.

    Args:
        options: Of the batch.
        stop: Event that ends the run; one of threads would stop the event loop in place of the run.
        backend: Other processes that send.
        functions: By the name of their argument.

    Raises:
        InvalidInputError: One of them is of another type.
    """
    given: object
    for name, given, fits, expected in (
        ("options", options, isinstance(options, BatchOptions), "BatchOptions()"),
        ("stop", stop, isinstance(stop, asyncio.Event), "an asyncio.Event"),
        ("backend", backend, hasattr(backend, "open"), "a backend, such as DaskBackend()"),
        *((name, one, _is_function(one), "a function") for name, one in functions.items()),
    ):
        if given is not None and not fits:
            kind = "async def" if iscoroutinefunction(given) else type(given).__name__
            raise InvalidInputError(f"is {expected}: not {kind}", field=name)


def _is_function(value: object) -> bool:
    """Return whether a value can be called, and does its work before it returns."""
    return callable(value) and not iscoroutinefunction(value)
