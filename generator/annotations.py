"""The Python type of a value, as it is written in generated code."""

from typing import Final

from .kinds import Kind

_RESPONSE: Final = {
    "boolean": "bool",
    "date": "str",
    "datetime": "datetime",
    "decimal": "Decimal",
    "file": "str",
    "integer": "int",
    "json": "JsonValue",
    "object": "dict[str, JsonValue]",
    "string": "str",
}

_INPUT: Final = {
    "boolean": "bool",
    "date": "Moment",
    "datetime": "Moment",
    "decimal": "Number",
    "file": "_uploads.FileInput",
    "integer": "int",
    "json": "object",
    "object": "Mapping[str, object]",
    "string": "str",
}


def response_type(kind: Kind) -> str:
    """Return the type of an attribute of a response.

    Models are found in their package at first use.
    """
    single = f"models.{kind.model}" if kind.model else _RESPONSE[kind.name]
    if kind.enum:
        single = f"{kind.enum} | {single}"
    if kind.or_boolean:
        single = f"bool | {single}"
    return f"list[{single}]" if kind.many else single


def input_type(kind: Kind) -> str:
    """Return the type of an attribute or argument of a request."""
    single = _INPUT.get(kind.name, "")
    if kind.model:
        single = f"models.{kind.model} | models.{kind.model}Dict"
    if kind.enum:
        single = f"{kind.enum} | {single}"
    if kind.or_boolean:
        single = f"bool | {single}"
    return f"Sequence[{single}]" if kind.many else single


def optional(annotation: str) -> str:
    """Return the type of a value that may be null or absent."""
    return f"{annotation} | None | Unset"
