"""How a method is called, as its docstring shows it: with the example of the document, if it has one."""

import pprint
from collections.abc import Iterator, Mapping
from typing import Any, Final

from .arguments import Arguments
from .frontend.normal import NormalOperation
from .frontend.source import Source
from .kinds import Kind
from .model_views import ModelView

_WIDTH: Final = 76
_LONGEST: Final = 24
"""Lines that a docstring may spend on it."""


def example_lines(
    operation: NormalOperation,
    arguments: Arguments,
    models: Mapping[str, ModelView],
    source: Source,
) -> list[str]:
    """Return the lines of a call: fields by the values of the example, what has none by its name."""
    given = [argument.name for argument in arguments.path]
    given += [f"{a.name}={a.name}" for a in arguments.query if a.annotation and a.required]
    if operation.answer.kind == "nothing":
        before = "await "
    elif operation.raw.get("x-paginated"):
        before = "async for row in "
    else:
        before = "answer = await "
    start = f"{before}client.{operation.tag}.{operation.name}("
    end = "): ..." if operation.raw.get("x-paginated") else ")"
    shown = _body_example(operation, source)
    given += [
        f"{argument.name}={argument.name}"
        for argument in arguments.fields
        if argument.field.required and argument.field.wire not in shown
    ]
    fields = list(_fields(shown, arguments, models))
    if not fields:
        return [f"{start}{', '.join(given)}{end}"]
    lines = [start, *(f"    {one}," for one in given)]
    for name, value in fields:
        text = pprint.pformat(value, width=_WIDTH, sort_dicts=False, compact=True)
        first, *rest = f"{name}={text},".split("\n")
        argument = [f"    {first}", *(f"    {' ' * (len(name) + 1)}{line}" for line in rest)]
        if len(lines) + len(argument) > _LONGEST:
            return [*lines, "    # and more", end]
        lines += argument
    return [*lines, end]


def _body_example(operation: NormalOperation, source: Source) -> Mapping[str, Any]:
    node, place = source.follow(operation.raw.get("requestBody", {}), operation.pointer)
    for media in node.get("content", {}).values():
        if not isinstance(media, Mapping):
            continue
        if isinstance(media.get("example"), Mapping):
            found: Mapping[str, Any] = media["example"]
            return found
        for named in (media.get("examples") or {}).values():
            value = source.follow(named, place)[0].get("value")
            if isinstance(value, Mapping):
                return value
    return {}


def _fields(
    example: Mapping[str, Any], arguments: Arguments, models: Mapping[str, ModelView]
) -> Iterator[tuple[str, object]]:
    for argument in arguments.fields:
        if argument.field.wire in example:
            yield argument.name, _value(example[argument.field.wire], argument.field.kind, models)


def _value(value: object, kind: Kind, models: Mapping[str, ModelView]) -> object:
    """Return the value in Python names.

    A number with a fraction as the text that keeps it exact.
    """
    if isinstance(value, list):
        return [_value(item, kind._replace(many=False), models) for item in value]
    if isinstance(value, Mapping) and kind.model in models:
        by_wire = {field.wire: field for field in models[str(kind.model)].fields}
        return {
            by_wire[key].name if key in by_wire else key: _value(
                inner, by_wire[key].kind if key in by_wire else Kind("json"), models
            )
            for key, inner in value.items()
        }
    return str(value) if isinstance(value, float) else value
