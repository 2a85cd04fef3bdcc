"""Looks up as many as a hundred unique ids with one request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, TypeVar

from attrs import define, field

from spaceinvoices_async import operations
from spaceinvoices_async._calls.request import is_document, is_same_id
from spaceinvoices_async._serialization.responses import records
from spaceinvoices_async.batch.input import identity
from spaceinvoices_async.batch.input.identity import CREATE
from spaceinvoices_async.errors import ResponseDecodeError
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import JsonValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spaceinvoices_async._requestor import Requestor
    from spaceinvoices_async.batch.engine.account_pool import Accounts
    from spaceinvoices_async.batch.engine.send_queue import WorkItem
    from spaceinvoices_async.batch.journal.records import Lane
    from spaceinvoices_async.operations import Operation

PAGE: Final = 100
_DEADLINE_S: Final = 60.0
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
    "organizationId",
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


async def find_documents(accounts: Accounts, lane: Lane, rows: Sequence[bytes]) -> FoundDocuments:
    """Find the documents of these rows, deleted ones too: a deleted one has used its id up.

    Args:
        accounts: The ways into the pipeline.
        lane: For whom the rows are issued; the look-up is made as its account.
        rows: Row ids.

    Raises:
        LookupIgnored: The server gave documents that were not asked for.
        SpaceInvoicesError: As `errors` describes; nothing is known then.
    """
    found = FoundDocuments()
    async with accounts.requestor(lane.account_id) as requestor:
        for start in range(0, len(rows), PAGE):
            await _find_page(requestor, lane.organization_id, rows[start : start + PAGE], found)
    return found


async def _find_page(
    requestor: Requestor, organization_id: str, rows: Sequence[bytes], found: FoundDocuments
) -> None:
    operation, name = _lookup_operation()
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
    documents = await requestor.call(
        operation,
        records,
        path=(organization_id,),
        query=query,
        options=RequestOptions(deadline=_DEADLINE_S),
    )
    for document in documents:
        row = asked.get(str(document.get(name)))
        if row is None or not is_document(document) or not _is_of(organization_id, document):
            raise LookupIgnored(
                f"the server answered a look-up by {name} with other documents: nothing can be "
                "looked up, and nothing in doubt is sent again",
                operation=operation.id,
            )
        known = found.documents.setdefault(row, [])
        if all(one["id"] != document["id"] for one in known):  # shown twice is there once
            known.append(document)
    missing = [row for row in rows if row not in found.documents]
    if len(documents) >= PAGE and missing:  # duplicates have pushed others off the page
        await _find_page(requestor, organization_id, missing, found)


def _lookup_operation() -> tuple[Operation, str]:
    """Return the operation that lists documents, and the property to ask for."""
    key = operations.OPERATIONS[CREATE].unique_key
    if key is None:
        raise LookupIgnored("documents have no unique id")
    return operations.OPERATIONS[key.lookup], key.property


def is_answer_to(item: WorkItem, document: Mapping[str, JsonValue]) -> bool:
    """Return whether a success names a document, and shows nothing that makes it another row's."""
    name = "uniqueId"
    asked, shown = item.body.get(name), document.get(name)
    return (
        is_document(document)
        and (shown is None or shown == asked)
        and _is_of(item.lane.organization_id, document)
    )


def _is_of(organization_id: str, document: Mapping[str, JsonValue]) -> bool:
    shown = document.get("organizationId")
    return shown is None or is_same_id(shown, organization_id)


T = TypeVar("T")

_MOST: Final = 5000


class LaneBatcher(Generic[T]):
    """Groups rows by lane; with very many lanes a group goes before it is full: memory is bounded."""

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
