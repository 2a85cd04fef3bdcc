"""Related records put into the records of an answer, as a filter's `include` asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import models
from spaceinvoices_sandbox.loopback import filters, instances, javascript
from spaceinvoices_sandbox.loopback.errors import bad_request, server_error
from spaceinvoices_sandbox.loopback.includes import read_include, related_filter

if TYPE_CHECKING:
    from spaceinvoices_sandbox.loopback.filters import Query
    from spaceinvoices_sandbox.loopback.includes import Include
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.loopback.schemas import Relation, Schema
    from spaceinvoices_sandbox.world import World


def selected(record: Record, query: Query, schema: Schema) -> Record:
    """Return the record with the wanted fields only, and without hidden ones."""
    instances.readable(record)
    if query.fields is not None:
        instances.readable(dict.fromkeys(query.fields))
    if query.fields is None and not schema.hidden:
        return record
    return {
        name: value
        for name, value in record.items()
        if name not in schema.hidden and (query.fields is None or name in query.fields)
    }


def with_related(world: World, schema: Schema, rows: list[Record], include: Json) -> list[Record]:
    """Return the rows with the relations that are asked for.

    Raises 500 for one the model does not have.

    Without rows nothing is looked at, so a relation that there is not is no error then.
    """
    if not rows:
        return rows
    complete = rows
    for item in read_include(include):
        complete = _with_one(world, complete, _relation(schema, item), item)
    return complete


def _relation(schema: Schema, item: Include) -> Relation:
    relation = schema.relations.get(item.name)
    if relation is None:
        raise server_error(f'Relation "{item.name}" is not defined for {schema.model} model')
    return relation


def _with_one(world: World, rows: list[Record], relation: Relation, item: Include) -> list[Record]:
    """Return the rows with one relation.

    Its conditions are looked at even where no row has a related record.
    """
    if relation.embedded:
        return rows
    target = models.BY_NAME[relation.model]
    given = related_filter(item, relation, target)
    filters.read_where(given["where"], target)
    complete: list[Record] = []
    for row in rows:
        key = row.get(relation.key_from)
        if key is None and relation.many and not javascript.truthy(item.nested):
            raise bad_request(
                f'ID property "{relation.key_from}" is missing for included item: '
                f"{javascript.json_text(row)}. Please make sure `fields` include "
                f'"{relation.key_from}" if it\'s present in the `filter`'
            )
        found = [] if key is None else _found(world, relation, str(key), given, item.nested)
        if relation.many:
            complete.append({**row, item.name: [*found]})
        else:
            complete.append({**row, item.name: found[0]} if found else row)
    return complete


def _found(world: World, relation: Relation, key: str, given: Record, nested: Json) -> list[Record]:
    target = models.BY_NAME[relation.model]
    query = filters.read_filter(given, target)
    rows, _ = world.store.find(target, {relation.key_to: key}, query)
    shown = [selected(row, query, target) for row in rows]
    return with_related(world, target, shown, nested)
