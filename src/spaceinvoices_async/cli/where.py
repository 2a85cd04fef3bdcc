"""Conditions as they are written on a command line: `type=invoice`, `date>=2026-01-01`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import click

from spaceinvoices_async.types import JsonValue

if TYPE_CHECKING:
    from collections.abc import Sequence

WHERE_HELP: Final = (
    "NAME=VALUE, also with !=, <, <=, > and >=, or a filter as JSON; several must all be met."
)
_OPERATORS: Final = {"!=": "neq", "<=": "lte", ">=": "gte", "<": "lt", ">": "gt"}
_COMPARISON: Final = re.compile(r"\s*([A-Za-z_][\w.]*)\s*(!=|<=|>=|=|<|>)\s*(.*?)\s*", re.DOTALL)
_WORDS: Final[dict[str, JsonValue]] = {"true": True, "false": False}


def read_conditions(texts: Sequence[str]) -> dict[str, JsonValue] | None:
    """Return the `where` of a list; None without any condition.

    Values are text, which the server turns into what the property is; `true` and `false` are not.

    Raises:
        click.BadParameter: One of them is no condition.
    """
    parts = [_one(text) for text in texts]
    if len(parts) > 1:
        return {"and": list[JsonValue](parts)}
    return parts[0] if parts else None


def _one(text: str) -> dict[str, JsonValue]:
    if text.lstrip().startswith("{"):
        return _json(text)
    found = _COMPARISON.fullmatch(text)
    if found is None:
        raise click.BadParameter(
            f"{text!r} is no condition; write {WHERE_HELP}", param_hint="--where"
        )
    name, operator, written = found.groups()
    value = _WORDS.get(written, written)
    return {name: value} if operator == "=" else {name: {_OPERATORS[operator]: value}}


def _json(text: str) -> dict[str, JsonValue]:
    from spaceinvoices_async._serialization import responses

    try:
        value = responses.loads_input(text.encode())
    except ValueError as error:
        raise click.BadParameter(f"is no JSON: {error}", param_hint="--where") from None
    if not isinstance(value, dict):
        raise click.BadParameter("must be a JSON object", param_hint="--where")
    return value
