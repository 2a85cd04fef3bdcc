"""What pydantic, and with it FastAPI, is told of a model; imported only by pydantic."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from pydantic_core import core_schema

from spaceinvoices_async._serialization.fields import FieldSpec

_TYPES: Final[Mapping[str, Mapping[str, str]]] = {
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "decimal": {"type": "number"},
    "integer": {"type": "integer"},
    "model": {"type": "object"},
    "string": {"type": "string"},
}


def core_schema_of(
    name: str, fields: Sequence[FieldSpec], read: Callable[[object], object]
) -> core_schema.CoreSchema:
    """Return how pydantic reads a model from JSON, and writes it as `to_dict(mode="json")`."""
    schema = _json_schema(name, fields)

    def json_schema(_schema: object, _handler: object) -> dict[str, object]:
        return schema

    return core_schema.no_info_plain_validator_function(
        read,
        serialization=core_schema.plain_serializer_function_ser_schema(dict),
        metadata={"pydantic_js_functions": [json_schema]},
    )


def _json_schema(name: str, fields: Sequence[FieldSpec]) -> dict[str, object]:
    return {
        "title": name,
        "type": "object",
        "properties": {field.wire: _of_field(field) for field in fields},
        "required": [field.wire for field in fields if field.required],
    }


def _of_field(field: FieldSpec) -> dict[str, object]:
    single: dict[str, object] = dict(_TYPES.get(field.kind, {}))
    if field.model:
        single["title"] = field.model
    return {"type": "array", "items": single} if field.many else single
