"""Related records put into the records of an answer, as a filter's `include` asks."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import models
from spaceinvoices_sandbox.loopback import filters, instances
from spaceinvoices_sandbox.loopback.errors import server_error
from spaceinvoices_sandbox.loopback.includes import read_include

if TYPE_CHECKING:
    from spaceinvoices_sandbox.loopback.filters import Query
    from spaceinvoices_sandbox.loopback.includes import Include
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.loopback.schemas import Relation, Schema
    from spaceinvoices_sandbox.world import World


def selected(record: Record, query: Query, schema: Schema) -> Record:
    """The record with the wanted fields only, and without hidden ones."""
    instances.readable(record)
    if query.fields is None and not schema.hidden:
        return record
    return {
        name: value
        for name, value in record.items()
        if name not in schema.hidden and (query.fields is None or name in query.fields)
    }


def with_related(world: World, schema: Schema, rows: list[Record], include: Json) -> list[Record]:
    """The rows with the relations that are asked for; raises 500 for one the model does not have.

    Without rows nothing is looked at, so a relation that there is not is no error then.
    """
    if not rows:
        return rows
    wanted = [(_relation(schema, item), item) for item in read_include(include)]
    return [_with_related(world, row, wanted) for row in rows] if wanted else rows


def _relation(schema: Schema, item: Include) -> Relation:
    relation = schema.relations.get(item.name)
    if relation is None:
        raise server_error(f'Relation "{item.name}" is not defined for {schema.model} model')
    return relation


def _with_related(world: World, row: Record, wanted: list[tuple[Relation, Include]]) -> Record:
    complete = {**row}
    for relation, item in wanted:
        key = row.get(relation.key_from)
        if relation.embedded:
            continue
        found = [] if key is None else _found(world, relation, str(key), item)
        if relation.many:
            complete[item.name] = [*found]
        elif found:
            complete[item.name] = found[0]
    return complete


def _found(world: World, relation: Relation, key: str, item: Include) -> list[Record]:
    target = models.BY_NAME[relation.model]
    query = filters.read_filter(item.scope, target)
    if query.fields is not None:
        query = dataclasses.replace(query, fields=query.fields | {relation.key_to})
    rows, _ = world.store.find(target, {relation.key_to: key}, query)
    shown = [selected(row, query, target) for row in rows]
    return with_related(world, target, shown, item.nested)
