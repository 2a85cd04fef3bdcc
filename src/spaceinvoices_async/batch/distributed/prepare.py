"""Makes the rows of a chunk, for engines that take their rows from elsewhere than a batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spaceinvoices_async.batch.engine.chunk_types import ChunkRow
from spaceinvoices_async.batch.input.preparation import RowPreparer, UnsendableRow
from spaceinvoices_async.batch.input.rows import Choice, Row, ToDocument
from spaceinvoices_async.batch.options import BatchOptions


def prepare_chunk(
    rows: Iterable[Row],
    *,
    organization_id: Choice,
    key: str | Callable[[Row], str],
    to_document: ToDocument | None = None,
    account: Choice | None = None,
    job: str = "default",
) -> list[ChunkRow]:
    """Make the documents of rows, to be given to `issue_chunk`; asks no server.

    The same row gets the same `uniqueId` in every process, as it does in `si.batch.issue`.

    Args:
        rows: Mappings or documents.
        organization_id: For whom; `Column("merchant")` or a function where rows name their own.
        key: Column of the business key, or a function of the row.
        to_document: Makes a document of a row; by default the row is the document, less the columns
            named here.
        account: Child account to act as; as `organization_id`.
        job: Namespace of the keys.

    Raises:
        InvalidInputError: A row cannot be sent. The error names what is wrong with it.
        ValueError: What the functions given here raise.
    """
    BatchOptions(job=job)
    preparer = RowPreparer(
        job=job,
        key=key,
        organization_id=organization_id,
        account=account,
        to_document=to_document,
    )
    chunk: list[ChunkRow] = []
    for number, row in enumerate(rows, start=1):
        made = preparer.prepare(row, number)
        if isinstance(made, UnsendableRow):
            raise made.error
        claim = made.claim
        chunk.append(
            ChunkRow(
                key=claim.key,
                organization_id=claim.organization_id,
                account_id=claim.lane.account_id,
                body=made.body,
                row=claim.row,
                line=claim.line,
            )
        )
    return chunk
