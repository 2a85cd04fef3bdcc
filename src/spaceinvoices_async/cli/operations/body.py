"""The body of a request as a command line gives it: a file, and single places set to values."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, cast

import click

from spaceinvoices_async._serialization import responses
from spaceinvoices_async._serialization.field_names import find_field, spelling_hint
from spaceinvoices_async._serialization.models import nested_model

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spaceinvoices_async._serialization.fields import FieldSpec
    from spaceinvoices_async._serialization.models import Model
    from spaceinvoices_async.types import JsonValue

_ASSIGNMENT: Final = re.compile(r"([A-Za-z_]\w*(?:\[\d+\]|\.\w+)*)(:?=)(.*)", re.DOTALL)
_STEP: Final = re.compile(r"\[(\d+)\]|(\w+)")
_Step: TypeAlias = "int | tuple[str, ...]"
"""An index, or the names that a property goes by, the wire name first."""
_TEXTS: Final = frozenset({"string", "date", "datetime"})
_WORDS: Final[dict[str, JsonValue]] = {"true": True, "false": False, "null": None}


def read_body(given: str | None, places: Sequence[str], model: type[Model] | None) -> JsonValue:
    """Return the body: JSON text, `@FILE` or `-`, and each `PLACE=VALUE` put into it.

    None without any.

    A value is text where the model says text; else it is a number, true, false or null where it
    reads as one. `PLACE:=JSON` gives any JSON value.

    Raises:
        click.BadParameter: A file cannot be read, a text is no JSON, or a place does not exist or
            is given twice.
    """
    body = None if given is None else _json(_text(given), "--body")
    filled: list[Sequence[_Step]] = []
    for text in places:
        if body is None:
            body = {}
        if not isinstance(body, dict):
            raise click.BadParameter("goes with a --body that is a JSON object", param_hint="--set")
        filled.append(_set(body, text, model, filled))
    return body


def _text(given: str) -> str:
    try:
        if given == "-":
            return sys.stdin.read()
        if given.startswith("@"):
            return Path(given[1:]).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise click.BadParameter(f"{given[1:]}: {error}", param_hint="--body") from None
    return given


def _json(text: str, option: str) -> JsonValue:
    try:
        return responses.loads_input(text.encode("utf-8", "surrogatepass"))
    except ValueError as error:
        raise click.BadParameter(
            f"is no JSON: {error}; a file is written @FILE, the standard input -",
            param_hint=option,
        ) from None


def _set(
    body: dict[str, JsonValue],
    text: str,
    model: type[Model] | None,
    filled: Sequence[Sequence[_Step]],
) -> Sequence[_Step]:
    """Put one value into the body, where none of the others was put; returns its place."""
    match = _ASSIGNMENT.fullmatch(text)
    if match is None:
        raise click.BadParameter(
            f"{text!r} is not of the form PLACE=VALUE, such as client.name=Rocket or "
            "'items[0].price=10'",
            param_hint="--set",
        )
    place, operator, written = match.groups()
    steps = [
        int(index) if index else name
        for index, name in cast("list[tuple[str, str]]", _STEP.findall(place))
    ]
    path, field = _resolve(steps, model, place)
    value = _json(written, "--set") if operator == ":=" else _value(written, field)
    if any(other[: len(path)] == path for other in filled):
        raise click.BadParameter(
            f"{place} is given twice: the first value would be lost", param_hint="--set"
        )
    _put(body, path, value, place)
    return path


def _resolve(
    steps: Sequence[str | int], model: type[Model] | None, place: str
) -> tuple[list[_Step], FieldSpec | None]:
    """Return the place with both names of each step, and its field if the model has it."""
    path: list[_Step] = []
    field: FieldSpec | None = None
    for step in steps:
        if isinstance(step, int):
            path.append(step)
        elif model is None:
            path.append((step,))
        else:
            field = _field(model, step, place)
            path.append((field.wire, field.name))
            model = nested_model(model, field) if field.kind == "model" else None
    return path, field


def _field(model: type[Model], name: str, place: str) -> FieldSpec:
    field = find_field(model, name)
    if field is not None:
        return field
    raise click.BadParameter(
        f"{place}: there is no {name!r} in {model.__name__}; {spelling_hint(model, name)} (what "
        "the documentation does not know goes into --body)",
        param_hint="--set",
    )


def _value(written: str, field: FieldSpec | None) -> JsonValue:
    if field is not None and field.kind in _TEXTS:
        return written
    if written in _WORDS:
        return _WORDS[written]
    try:
        return responses.loads_input(written.encode("utf-8", "surrogatepass"))
    except responses.KeyTwice as error:
        raise click.BadParameter(str(error), param_hint="--set") from None
    except ValueError:
        return written


def _put(body: dict[str, JsonValue], path: Sequence[_Step], value: JsonValue, place: str) -> None:
    here: JsonValue = body
    for step, following in pairwise(path):
        empty: JsonValue = [] if isinstance(following, int) else {}
        here = _enter(here, step, empty, place)
    last = path[-1]
    _enter(here, last, None, place)  # checks that there can be such a place
    if isinstance(last, int):
        cast("list[JsonValue]", here)[last] = value
    else:
        parts = cast("dict[str, JsonValue]", here)
        parts[_name_in(parts, last)] = value


def _enter(here: JsonValue, step: _Step, empty: JsonValue, place: str) -> JsonValue:
    """Return the part behind one step, made if it is not there yet."""
    if not isinstance(step, int):
        if not isinstance(here, dict):
            raise click.BadParameter(
                f"{place}: {step[-1]!r} is no part of a value", param_hint="--set"
            )
        return here.setdefault(_name_in(here, step), empty)
    if not isinstance(here, list):
        raise click.BadParameter(f"{place}: [{step}] goes with a list", param_hint="--set")
    if step > len(here):
        raise click.BadParameter(f"{place}: [{len(here)}] comes first", param_hint="--set")
    if step == len(here):
        here.append(empty)
    return here[step]


def _name_in(parts: Mapping[str, JsonValue], names: tuple[str, ...]) -> str:
    """Return the name that a body uses already, or else the wire name."""
    return next((name for name in names if name in parts), names[0])
