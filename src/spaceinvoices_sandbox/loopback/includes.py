"""The `include` of a filter, read as the framework reads it: which relations, with what scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spaceinvoices_sandbox.loopback import javascript
from spaceinvoices_sandbox.loopback.errors import server_error

if TYPE_CHECKING:
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.loopback.schemas import Relation, Schema


@dataclass(frozen=True, slots=True)
class Include:
    """One relation: the filter for its records, and what those include in turn."""

    name: str
    scope: Record
    nested: Json = None


def read_include(value: Json) -> list[Include]:
    """Return the relations that are asked for; numbers and booleans ask for none.

    Of an object with several names only the first counts, as in the framework.
    """
    if not javascript.truthy(value) or value in ([], {}):
        return []
    return _read(value)


def _read(value: Json) -> list[Include]:
    if isinstance(value, str):
        return [Include(value, {})]
    if isinstance(value, dict):
        return _read_object(value)
    if isinstance(value, list):
        return [include for item in value for include in _read(item)]
    return [Include("null", {})] if value is None else []


def _read_object(value: Record) -> list[Include]:
    given = value.get("rel") or value.get("relation")
    if isinstance(given, str):
        scope = value.get("scope")
        filters = dict(scope) if isinstance(scope, dict) else {}
        return [Include(given, filters, filters.pop("include", None))]
    if not value:
        return []
    name = next(iter(value))
    nested = value[name]
    return [Include(name, {}, None if nested is True else nested)]


def related_filter(item: Include, relation: Relation, target: Schema) -> Record:
    """Return the filter of the related records.

    What the scope says of the key that binds them is passed over.

    Where it names fields, the key is one of them. Raises the 500 of conditions that are no object.
    """
    where = item.scope.get("where") or {}
    if not isinstance(where, dict):
        raise server_error(f"Cannot create property '{relation.key_to}'")
    free = {name: condition for name, condition in where.items() if name != relation.key_to}
    return {**item.scope, "where": free, "fields": _bound_fields(item, relation, target)}


def _bound_fields(item: Include, relation: Relation, target: Schema) -> Json:
    fields = item.scope.get("fields")
    if javascript.truthy(item.nested) and javascript.truthy(fields):
        fields = [*fields] if isinstance(fields, list) else [fields]
        nested = item.nested if isinstance(item.nested, list) else [item.nested]
        named = [target.relations.get(name) for name in nested if isinstance(name, str)]
        fields.extend(one.key_from for one in named if one is not None and not one.many)
    elif isinstance(fields, str):
        fields = [fields]
    if isinstance(fields, list):
        return [*fields, relation.key_to]
    return {**fields, relation.key_to: True} if isinstance(fields, dict) else fields
