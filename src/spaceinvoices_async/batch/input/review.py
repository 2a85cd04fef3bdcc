"""Looks at a document that could be sent: what the server would refuse, and what a person should see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.rows import SourceRow
from spaceinvoices_async.batch.input.undocumented import undocumented
from spaceinvoices_async.batch.report import Remark
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.totals import items_of, totals_of_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spaceinvoices_async.batch.input.mapping import DocumentMapping
    from spaceinvoices_async.batch.input.preparation import PreparedRow
    from spaceinvoices_async.batch.input.rows import Row
    from spaceinvoices_async.batch.input.sources import Source
    from spaceinvoices_async.batch.report import RemarkKind
    from spaceinvoices_async.totals import DocumentTotals
    from spaceinvoices_async.types import JsonValue

# The documentation gives the default as 4 and as 9.
_CERTAIN_PLACES: Final = 4


class Review:
    """One document of an input, looked at.

    Args:
        row: As it was read.
        made: What is sent of it.
        source: The file it is of, if it is of one.
    """

    def __init__(self, row: Row, made: PreparedRow, source: Source | None) -> None:
        self._row = row
        self._made = made
        self._source = source
        self.totals: DocumentTotals | None = None
        self._uncalculated: InvalidInputError | None = None
        try:
            self.totals = totals_of_body(made.body)
        except InvalidInputError as error:
            self._uncalculated = error

    def error(self) -> InvalidInputError | None:
        """Return what the server is certain to refuse it for."""
        body = self._made.body
        wrong = _nameless_line(body) or _nameless_client(body, self._mapping) or self._unexpected()
        return None if wrong is None else self._located(wrong)

    def remarks(self) -> Iterator[Remark]:
        """Yield what a person should look at."""
        if self._mapping is not None and isinstance(self._row, SourceRow):
            for remark in self._mapping.remarks(self._row):
                yield self._keyed(remark)
        if not self._made.body.get("clientId") and not self._made.body.get("_documentClient"):
            yield self._remark("client", InvalidInputError("has no client: the server refuses it"))
        for odd in undocumented(self._made.body):
            yield self._remark("undocumented", odd)
        if self._uncalculated is not None:
            yield self._remark("unknown", self._uncalculated)
        totals = self.totals
        if totals is None:
            return
        for cut in totals.cuts:
            text = f"is {cut.given}, of which the API keeps {cut.kept}"
            yield self._remark("cut", InvalidInputError(text, field=cut.field))
        for field in totals.unknown:
            yield self._remark(
                "unknown", InvalidInputError("is known to the server alone", field=field)
            )
        if not totals.as_expected:
            yield self._remark("expected", _difference(totals))

    @property
    def _mapping(self) -> DocumentMapping | None:
        return None if self._source is None else self._source.mapping

    def _unexpected(self) -> InvalidInputError | None:
        """Remark that the total is not the expected one, where that is certain."""
        totals = self.totals
        if totals is None or totals.as_expected or totals.unknown:
            return None
        if self._made.body.get("decimalPlaces") is None and not _is_settled(self._made.body):
            return None
        return _difference(totals)

    def _located(self, error: InvalidInputError) -> InvalidInputError:
        return error if self._source is None else self._source.locate(self._row, error)

    def _remark(self, kind: RemarkKind, error: InvalidInputError) -> Remark:
        located = self._located(error)
        line, column = self._made.claim.line, error.field
        if isinstance(located, SourceError):
            line = located.line or line
            column = located.column or error.field
        return self._keyed(Remark(kind=kind, message=error.message, line=line, column=column))

    def _keyed(self, remark: Remark) -> Remark:
        return Remark(
            kind=remark.kind,
            message=remark.message,
            line=remark.line,
            column=remark.column,
            key=self._made.claim.key,
        )


def _difference(totals: DocumentTotals) -> InvalidInputError:
    return InvalidInputError(
        f"is {totals.expected_total_with_tax}, and the document comes to {totals.total_with_tax}",
        field="expected_total_with_tax",
    )


def _is_settled(body: Mapping[str, JsonValue]) -> bool:
    """Return whether the totals are the same whatever decimal places the organization keeps."""
    try:
        few = totals_of_body(body, decimal_places=_CERTAIN_PLACES)
    except InvalidInputError:
        return False
    return few.total_with_tax == totals_of_body(body).total_with_tax


def _nameless_line(body: Mapping[str, JsonValue]) -> InvalidInputError | None:
    for number, line in enumerate(items_of(body)):
        if not _text(line, "name") and not line.get("itemId") and not line.get("SKU"):
            return InvalidInputError("is empty: a line has a name", field=f"items[{number}].name")
    return None


def _nameless_client(
    body: Mapping[str, JsonValue], mapping: DocumentMapping | None
) -> InvalidInputError | None:
    """Remark that the client has no name, where the input means to name one."""
    client = body.get("_documentClient")
    if client is None:
        if mapping is None or body.get("clientId") or not mapping.maps_into("client"):
            return None
    elif (
        not isinstance(client, dict)
        or body.get("clientId")
        or _text(client, "name")
        or _text(client, "email")
    ):
        return None
    return InvalidInputError("is empty: a client has a name", field="client.name")


def _text(holder: Mapping[str, JsonValue], name: str) -> str:
    value = holder.get(name)
    return value.strip() if isinstance(value, str) else ""
