"""What all records of an organization share: list, count, get, change, replace, delete."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final, Protocol

from spaceinvoices_sandbox.api import access
from spaceinvoices_sandbox.api.includes import selected, with_related
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, instances
from spaceinvoices_sandbox.loopback.answers import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.api.access import Level
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.filters import Query
    from spaceinvoices_sandbox.loopback.json_types import Record
    from spaceinvoices_sandbox.loopback.schemas import Schema


def serve(schema: Schema, resource: str, verbs: str) -> None:
    """Register what all records have in common as the handlers of a resource's operations."""
    for verb in verbs.split():
        handles(f"{resource}_{verb}")(functools.partial(_VERBS[verb], schema=schema))


def existing(call: Call, schema: Schema, identity: str, level: Level) -> Record:
    """Return the record on which a method is called.

    Raises 404 where there is none, 401 without the right.
    """
    found = access.owned(call.world, call.me, schema, identity, level)
    if found is None:
        raise errors.no_model(identity)
    return found


def new(call: Call, schema: Schema) -> Record:
    """Return a record of the organization in the path, checked and not kept yet."""
    access.organization(call.world, call.me, call.id, "write")
    given: Record = {**call.world.stamped(), "organizationId": call.id}
    return instances.created(schema, call.data, given)


def created(call: Call, schema: Schema) -> Record:
    """Return a new record of the organization in the path."""
    return call.world.store.insert(schema, new(call, schema))


def in_organization(call: Call, schema: Schema) -> Page:
    """Return one page of the records of the organization in the path."""
    query = call.query(schema)
    access.organization(call.world, call.me, call.id, "read")
    rows, total = call.world.store.find(schema, {"organizationId": call.id}, query)
    return page(call, schema, query, rows, total)


def page(call: Call, schema: Schema, query: Query, rows: list[Record], total: int) -> Page:
    """Return the page with the wanted fields and relations."""
    shown = [selected(row, query, schema) for row in rows]
    return Page(with_related(call.world, schema, shown, query.include), total)


def of_parent(call: Call, schema: Schema, scope: Mapping[str, str]) -> Page:
    """Return one page of the records that belong to something else.

    The right to see it is checked before.
    """
    query = call.query(schema)
    rows, total = call.world.store.find(schema, scope, query)
    return page(call, schema, query, rows, total)


def among(call: Call, schema: Schema, identities: list[str]) -> Page:
    """Return one page of the records with these ids."""
    query = call.query(schema)
    rows, total = call.world.store.find_among(schema, identities, query)
    return Page([selected(row, query, schema) for row in rows], total)


def serve_nested(
    schema: Schema, resource: str, parent: Schema, column: str, verbs: str = "create list count"
) -> None:
    """Register the operations on records under a record of an organization."""
    for verb in verbs.split():
        handler = functools.partial(_NESTED[verb], schema=schema, parent=parent, column=column)
        handles(f"{resource}_{verb}")(handler)


def _nested_created(call: Call, *, schema: Schema, parent: Schema, column: str) -> Answer:
    owner = existing(call, parent, call.id, "write")
    given: Record = {**call.world.stamped(), column: call.id}
    given["organizationId"] = owner["organizationId"]
    return call.world.store.insert(schema, instances.created(schema, call.data, given))


def _nested_listed(call: Call, *, schema: Schema, parent: Schema, column: str) -> Answer:
    existing(call, parent, call.id, "read")
    return of_parent(call, schema, {column: call.id})


def _nested_counted(call: Call, *, schema: Schema, parent: Schema, column: str) -> Answer:
    existing(call, parent, call.id, "read")
    return {"count": call.world.store.count(schema, {column: call.id}, call.where(schema))}


def count(call: Call, schema: Schema) -> Record:
    """Return how many records of the organization match."""
    where = call.where(schema)
    access.organization(call.world, call.me, call.id, "read")
    return {"count": call.world.store.count(schema, {"organizationId": call.id}, where)}


def get(call: Call, schema: Schema) -> Record:
    """Return one record by its id."""
    query = call.selection(schema)
    found = access.owned(call.world, call.me, schema, call.id, "read")
    if found is None:
        raise errors.unknown_id(schema.model, call.id)
    return with_related(call.world, schema, [selected(found, query, schema)], query.include)[0]


def patch(call: Call, schema: Schema) -> Record:
    """Change the sent properties."""
    current = access.owned(call.world, call.me, schema, call.id, "write")
    if current is None:
        raise errors.no_model(call.id)
    return instances.patched(schema, current, call.data, call.world.clock.stamp())


def replace(call: Call, schema: Schema) -> Record:
    """Put what was sent in the place of what was there; what is wrong with it is told first."""
    current = access.owned(call.world, call.me, schema, call.id, "write")
    stamp = call.world.clock.stamp()
    record = instances.replaced(schema, current or {"id": call.id}, call.data, stamp)
    if current is None:
        raise errors.no_instance(call.id)
    return record


def delete(call: Call, schema: Schema) -> Record:
    """Delete, softly where the model does; what is not there any more counts zero."""
    current = access.owned(call.world, call.me, schema, call.id, "write")
    if current is None:
        return {"count": 0}
    if not schema.soft_delete:
        return {"count": call.world.store.remove(schema, call.id)}
    stamp = call.world.clock.stamp()
    gone: Record = {**current, "_isDeleted": True, "deletedAt": stamp, "updatedAt": stamp}
    gone["deletedId"] = current["id"]
    call.world.store.update(schema, gone)
    return {"count": 1}


def _updated(call: Call, schema: Schema) -> Record:
    return call.world.store.update(schema, patch(call, schema))


def _replaced(call: Call, schema: Schema) -> Record:
    return call.world.store.update(schema, replace(call, schema))


class _Verb(Protocol):
    def __call__(self, call: Call, *, schema: Schema) -> Answer: ...


_VERBS: Final[Mapping[str, _Verb]] = {
    "create": created,
    "list": in_organization,
    "count": count,
    "get": get,
    "update": _updated,
    "replace": _replaced,
    "delete": delete,
}


class _Nested(Protocol):
    def __call__(self, call: Call, *, schema: Schema, parent: Schema, column: str) -> Answer: ...


_NESTED: Final[Mapping[str, _Nested]] = {
    "create": _nested_created,
    "list": _nested_listed,
    "count": _nested_counted,
}
