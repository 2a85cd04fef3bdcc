"""Documents by the thousand, each issued once: what goes in, how, and what comes out."""

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .audit import Audit, Discrepancy
    from .beacon import Running, read_progress
    from .existing import Existing
    from .failures import (
        JournalError,
        JournalFailed,
        JournalLocked,
        JournalMismatch,
        SourceError,
    )
    from .inspection import Inspection
    from .intake import Choice, Column, Row, ToDocument
    from .journal import Journal
    from .jsonl import JsonlSource, read_jsonl
    from .map_file import load_mapping
    from .mapping import DocumentMapping, Target
    from .options import BatchOptions
    from .problems import Problem
    from .refused import write_refused
    from .report import BatchReport, Progress, RowResult, Stop
    from .resource import Batch
    from .source import Source, SourceRow, WrongRow
    from .stream import BatchStream
    from .sums import Sum
    from .table import CsvSource, read_csv

__all__ = [
    "Audit",
    "Batch",
    "BatchOptions",
    "BatchReport",
    "BatchStream",
    "Choice",
    "Column",
    "CsvSource",
    "Discrepancy",
    "DocumentMapping",
    "Existing",
    "Inspection",
    "Journal",
    "JournalError",
    "JournalFailed",
    "JournalLocked",
    "JournalMismatch",
    "JsonlSource",
    "Problem",
    "Progress",
    "Row",
    "RowResult",
    "Running",
    "Source",
    "SourceError",
    "SourceRow",
    "Stop",
    "Sum",
    "Target",
    "ToDocument",
    "WrongRow",
    "load_mapping",
    "read_csv",
    "read_jsonl",
    "read_progress",
    "write_refused",
]

_MODULES: Final = {
    "audit": ("Audit", "Discrepancy"),
    "beacon": ("Running", "read_progress"),
    "existing": ("Existing",),
    "failures": (
        "JournalError",
        "JournalFailed",
        "JournalLocked",
        "JournalMismatch",
        "SourceError",
    ),
    "inspection": ("Inspection",),
    "intake": ("Choice", "Column", "Row", "ToDocument"),
    "journal": ("Journal",),
    "jsonl": ("JsonlSource", "read_jsonl"),
    "map_file": ("load_mapping",),
    "mapping": ("DocumentMapping", "Target"),
    "options": ("BatchOptions",),
    "problems": ("Problem",),
    "refused": ("write_refused",),
    "report": ("BatchReport", "Progress", "RowResult", "Stop"),
    "resource": ("Batch",),
    "source": ("Source", "SourceRow", "WrongRow"),
    "stream": ("BatchStream",),
    "sums": ("Sum",),
    "table": ("CsvSource", "read_csv"),
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
