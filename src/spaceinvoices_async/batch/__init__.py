"""Documents by the thousand, each issued once: what goes in, how, and what comes out."""

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spaceinvoices_async.batch.batch import Batch, BatchStream
    from spaceinvoices_async.batch.distributed.chunk import issue_chunk
    from spaceinvoices_async.batch.distributed.dask_backend import DaskBackend
    from spaceinvoices_async.batch.distributed.prepare import prepare_chunk
    from spaceinvoices_async.batch.distributed.process_client import close_clients
    from spaceinvoices_async.batch.distributed.settings import ChunkSettings
    from spaceinvoices_async.batch.engine.backend import Backend
    from spaceinvoices_async.batch.engine.chunk_types import (
        ChunkOutcome,
        ChunkResult,
        ChunkRow,
        InDoubt,
        RefusedLane,
    )
    from spaceinvoices_async.batch.errors import (
        JournalError,
        JournalFailed,
        JournalLocked,
        JournalMismatch,
        KeysNotRecognised,
        SourceError,
    )
    from spaceinvoices_async.batch.input.arrow import (
        ArrowSource,
        FrameSource,
        read_frame,
        read_parquet,
    )
    from spaceinvoices_async.batch.input.csv import CsvSource, read_csv
    from spaceinvoices_async.batch.input.jsonl import JsonlSource, read_jsonl
    from spaceinvoices_async.batch.input.mapping import DocumentMapping, Target
    from spaceinvoices_async.batch.input.mapping_file import load_mapping
    from spaceinvoices_async.batch.input.rows import (
        Choice,
        Column,
        Row,
        SourceRow,
        ToDocument,
        WrongRow,
    )
    from spaceinvoices_async.batch.input.sources import Source
    from spaceinvoices_async.batch.input.totals import Sum
    from spaceinvoices_async.batch.input.validation import Inspection
    from spaceinvoices_async.batch.input.workbook import WorkbookSource, read_workbook
    from spaceinvoices_async.batch.journal.figures import DocumentTotal, RefusalReason, RunPace
    from spaceinvoices_async.batch.journal.journal import Journal
    from spaceinvoices_async.batch.journal_report import (
        JournalReport,
        Verification,
        read_journal_report,
    )
    from spaceinvoices_async.batch.options import BatchOptions
    from spaceinvoices_async.batch.progress_file import Running, read_progress
    from spaceinvoices_async.batch.refused_rows import write_refused
    from spaceinvoices_async.batch.report import (
        BatchReport,
        Existing,
        Problem,
        Progress,
        Remark,
        RowResult,
        Stop,
    )
    from spaceinvoices_async.batch.verification import Audit, Discrepancy

__all__ = [
    "ArrowSource",
    "Audit",
    "Backend",
    "Batch",
    "BatchOptions",
    "BatchReport",
    "BatchStream",
    "Choice",
    "ChunkOutcome",
    "ChunkResult",
    "ChunkRow",
    "ChunkSettings",
    "Column",
    "CsvSource",
    "DaskBackend",
    "Discrepancy",
    "DocumentMapping",
    "DocumentTotal",
    "Existing",
    "FrameSource",
    "InDoubt",
    "Inspection",
    "Journal",
    "JournalError",
    "JournalFailed",
    "JournalLocked",
    "JournalMismatch",
    "JournalReport",
    "JsonlSource",
    "KeysNotRecognised",
    "Problem",
    "Progress",
    "RefusalReason",
    "RefusedLane",
    "Remark",
    "Row",
    "RowResult",
    "RunPace",
    "Running",
    "Source",
    "SourceError",
    "SourceRow",
    "Stop",
    "Sum",
    "Target",
    "ToDocument",
    "Verification",
    "WorkbookSource",
    "WrongRow",
    "close_clients",
    "issue_chunk",
    "load_mapping",
    "prepare_chunk",
    "read_csv",
    "read_frame",
    "read_journal_report",
    "read_jsonl",
    "read_parquet",
    "read_progress",
    "read_workbook",
    "write_refused",
]

_MODULES: Final = {
    "verification": ("Audit", "Discrepancy"),
    "journal_report": ("JournalReport", "Verification", "read_journal_report"),
    "progress_file": ("Running", "read_progress"),
    "report": ("Existing", "Problem", "BatchReport", "Progress", "Remark", "RowResult", "Stop"),
    "errors": (
        "JournalError",
        "JournalFailed",
        "JournalLocked",
        "JournalMismatch",
        "KeysNotRecognised",
        "SourceError",
    ),
    "input.validation": ("Inspection",),
    "input.rows": ("Choice", "Column", "Row", "ToDocument", "SourceRow", "WrongRow"),
    "journal.journal": ("Journal",),
    "journal.figures": ("DocumentTotal", "RefusalReason", "RunPace"),
    "input.jsonl": ("JsonlSource", "read_jsonl"),
    "input.mapping_file": ("load_mapping",),
    "input.mapping": ("DocumentMapping", "Target"),
    "options": ("BatchOptions",),
    "refused_rows": ("write_refused",),
    "batch": ("Batch", "BatchStream"),
    "distributed.chunk": ("issue_chunk",),
    "distributed.dask_backend": ("DaskBackend",),
    "distributed.prepare": ("prepare_chunk",),
    "distributed.process_client": ("close_clients",),
    "distributed.settings": ("ChunkSettings",),
    "engine.backend": ("Backend",),
    "engine.chunk_types": ("ChunkOutcome", "ChunkResult", "ChunkRow", "InDoubt", "RefusedLane"),
    "input.sources": ("Source",),
    "input.totals": ("Sum",),
    "input.csv": ("CsvSource", "read_csv"),
    "input.arrow": ("ArrowSource", "FrameSource", "read_frame", "read_parquet"),
    "input.workbook": ("WorkbookSource", "read_workbook"),
}
_HOMES: Final = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name at its first use.

    Raises:
        AttributeError: There is none of that name.
    """
    module = _HOMES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f".{module}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
