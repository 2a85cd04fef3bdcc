"""The `include` of a filter, read as the framework reads it: which relations, with what scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spaceinvoices_sandbox.loopback import javascript

if TYPE_CHECKING:
    from spaceinvoices_sandbox.loopback.json_types import Json, Record


@dataclass(frozen=True, slots=True)
class Include:
    """One relation: the filter for its records, and what those include in turn."""

    name: str
    scope: Record
    nested: Json = None


def read_include(value: Json) -> list[Include]:
    """The relations that are asked for; numbers and booleans ask for none.

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
