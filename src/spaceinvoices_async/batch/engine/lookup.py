"""Looks up to a hundred unique ids up with one request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, TypeVar

from attrs import define, field

from spaceinvoices_async import operations
from spaceinvoices_async._serialization import responses as wire
from spaceinvoices_async.batch.input import identity
from spaceinvoices_async.batch.input.identity import CREATE
from spaceinvoices_async.errors import ResponseDecodeError
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import JsonValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spaceinvoices_async._requestor import Requestor
    from spaceinvoices_async.batch.journal.records import Lane
    from spaceinvoices_async.operations import Operation

PAGE: Final = 100
_DEADLINE: Final = 60.0
# What the journal keeps, and what tells one's own document from somebody else's.
_FIELDS: Final = (
    "id",
    "uniqueId",
    "number",
    "type",
    "totalWithTax",
    "totalPaid",
    "decimalPlaces",
    "currencyId",
    "createdAt",
    "clientId",
    "_documentClient",
    "_documentItems",
)


class LookupIgnored(ResponseDecodeError):
    """The server does not filter by unique id: its answers say nothing about what it holds."""


@define
class FoundDocuments:
    """What the server holds of the rows that were asked for."""

    documents: dict[bytes, list[dict[str, JsonValue]]] = field(
        factory=dict[bytes, list[dict[str, JsonValue]]]
    )
    """By row id, oldest first; more than one is a duplicate."""


async def find(requestor: Requestor, organization_id: str, rows: Sequence[bytes]) -> FoundDocuments:
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
    finding = FoundDocuments()
    for start in range(0, len(rows), PAGE):
        part = rows[start : start + PAGE]
        await _find_part(requestor, operation, key.property, organization_id, part, finding)
    return finding


async def _find_part(
    requestor: Requestor,
    operation: Operation,
    name: str,
    organization_id: str,
    rows: Sequence[bytes],
    finding: FoundDocuments,
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
    found = await requestor.call(
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
        await _find_part(requestor, operation, name, organization_id, missing, finding)


T = TypeVar("T")

_MOST: Final = 5000


class LaneBatcher(Generic[T]):
    """Gathers rows by lane. With very many lanes a group goes before it is full: memory is bounded."""

    def __init__(self) -> None:
        self._groups: dict[Lane, list[T]] = {}
        # The lanes by how many rows wait in them: the fullest is found without looking at all.
        self._by_size: list[dict[Lane, None]] = [{} for _ in range(PAGE + 1)]
        self._waiting = 0

    def add(self, lane: Lane, row: T) -> tuple[Lane, list[T]] | None:
        """Put a row to its lane; what is to be looked up now, if anything."""
        group = self._groups.setdefault(lane, [])
        self._by_size[len(group)].pop(lane, None)
        group.append(row)
        self._by_size[len(group)][lane] = None
        self._waiting += 1
        if len(group) == PAGE:
            return self._take(lane)
        return None if self._waiting < _MOST else self._take(self._fullest())

    def rest(self) -> Iterator[tuple[Lane, list[T]]]:
        """Take out what is left."""
        for lane in list(self._groups):
            yield self._take(lane)

    def _fullest(self) -> Lane:
        return next(lane for lanes in reversed(self._by_size) for lane in lanes)

    def _take(self, lane: Lane) -> tuple[Lane, list[T]]:
        group = self._groups.pop(lane)
        del self._by_size[len(group)][lane]
        self._waiting -= len(group)
        return lane, group
