"""Looks up to a hundred unique ids up with one request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import define, field

from spaceinvoices_async import operations, wire
from spaceinvoices_async.errors import ResponseDecodeError
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.scalars import JsonValue

from . import identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spaceinvoices_async.caller import Caller
    from spaceinvoices_async.operations import Operation

CREATE: Final = "documents_create"
PAGE: Final = 100
_DEADLINE: Final = 60.0
# What the journal keeps, and what tells one's own document from somebody else's.
_FIELDS: Final = (
    "id",
    "uniqueId",
    "number",
    "type",
    "totalWithTax",
    "currencyId",
    "createdAt",
    "clientId",
    "_documentClient",
    "_documentItems",
)


class LookupIgnored(ResponseDecodeError):
    """The server does not filter by unique id: its answers say nothing about what it holds."""


@define
class Finding:
    """What the server holds of the rows that were asked for."""

    documents: dict[bytes, list[dict[str, JsonValue]]] = field(
        factory=dict[bytes, list[dict[str, JsonValue]]]
    )
    """By row id, oldest first; more than one is a duplicate."""


async def find(caller: Caller, organization_id: str, rows: Sequence[bytes]) -> Finding:
    """The documents of these rows, deleted ones too: a deleted one has used its id up.

    Raises:
        LookupIgnored: The server gave rows that were not asked for.
        SpaceInvoicesError: As `errors` describes; nothing is known then.
    """
    create = operations.OPERATIONS[CREATE]
    key = create.unique_key
    if key is None:
        raise LookupIgnored("documents have no unique id")
    operation = operations.OPERATIONS[key.lookup]
    finding = Finding()
    for start in range(0, len(rows), PAGE):
        part = rows[start : start + PAGE]
        await _find_part(caller, operation, key.property, organization_id, part, finding)
    return finding


async def _find_part(
    caller: Caller,
    operation: Operation,
    name: str,
    organization_id: str,
    rows: Sequence[bytes],
    finding: Finding,
) -> None:
    asked = {identity.unique_id(row): row for row in rows}
    query = {
        "filter": {
            "where": {name: {"inq": list(asked)}},
            "fields": list(_FIELDS),
            "order": ["id ASC"],
            "limit": PAGE,
            "deleted": True,
        }
    }
    found = await caller.call(
        operation,
        wire.records,
        path=(organization_id,),
        query=query,
        options=RequestOptions(deadline=_DEADLINE),
    )
    for document in found:
        row = asked.get(str(document.get(name)))
        if row is None:
            raise LookupIgnored(
                f"the server answered a look-up by {name} with other documents: nothing can be "
                "looked up, and nothing in doubt is sent again",
                operation=operation.id,
            )
        finding.documents.setdefault(row, []).append(document)
    missing = [row for row in rows if row not in finding.documents]
    if len(found) >= PAGE and missing:  # duplicates have pushed others off the page
        await _find_part(caller, operation, name, organization_id, missing, finding)
