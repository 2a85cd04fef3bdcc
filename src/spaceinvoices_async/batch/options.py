"""What a batch can be told: frozen options, checked where they are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from attrs import frozen

from spaceinvoices_async import _validation
from spaceinvoices_async.batch.journal.statements import RetryFailed


@frozen(kw_only=True)
class BatchOptions:
    """How a batch behaves. Rate and concurrency are the client's: `ClientOptions`.

    A value that cannot work raises ConfigurationError naming it, when the options are made.

    Attributes:
        job: Namespace of the keys: the same key in another job is another document. Name the month
            in it if keys come back every month.
        ordered: One document of an organization at a time, so that numbers follow the rows. A row
            in doubt holds up those after it, and ends the run if it stays so. Rows that were
            refused get their numbers when they are mended.
        on_existing: What a document is that was on the server before its row was first claimed:
            "skip" counts it as issued, "error" as refused.
        retry_failed: Which rows refused by an earlier run are sent again: those whose content has
            changed, all or none.
        max_failures: Stops when so many rows of this run, or such a share of them, are refused;
            a share is a float below 1, and counted from a hundred rows on.
        slow_start: Begins with one request at a time, and stops when twenty rows and more than half
            of all are refused: a wrong mapping is noticed early.
        max_attempts: Most requests of a row that may have reached the server, in one run; then it
            is left to the next run.
        max_parked: Most rows that wait with an unknown outcome; reading pauses at them.
        patience: Seconds without a definite answer to anything after which the run stops.
        check_first: Whether a file is read and checked as a whole before anything is sent; other
            rows are checked as they come.
        new_keys: Whether an input is issued of which the journal recognises no row, though it has
            rows; or rows that it knows with other zeros in front. Without it such a run stops before
            anything is sent, as a spreadsheet may have changed the keys. Rows of a generator are
            not looked at beforehand.
        recheck: Whether a row that is done is made a document again, to tell when its document
            would be another now. Without it that is done for rows only that do not read as they
            did; what a new `to_document` function would make of them is not noticed.
        progress_interval: Seconds between two calls of `on_progress`.
    """

    job: str = "default"
    ordered: bool = False
    on_existing: Literal["skip", "error"] = "skip"
    retry_failed: RetryFailed = "changed"
    max_failures: int | float | None = None
    slow_start: bool = True
    max_attempts: int = 6
    max_parked: int = 1000
    patience: float = 600.0
    check_first: bool = True
    new_keys: bool = False
    recheck: bool = False
    progress_interval: float = 1.0

    def __attrs_post_init__(self) -> None:
        _validation.verify(self, _RULES)


def _is_failures(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return value >= 1 if isinstance(value, int) else 0 < value < 1


def _one_of(*words: str) -> _validation.Check:
    return _validation.Check(f"one of {', '.join(words)}", lambda value: value in words)


_RULES: Final[Mapping[str, _validation.Check]] = {
    "job": _validation.Check(
        "a text that is not empty", lambda value: isinstance(value, str) and value != ""
    ),
    "ordered": _validation.FLAG,
    "on_existing": _one_of("skip", "error"),
    "retry_failed": _one_of("changed", "all", "none"),
    "max_failures": _validation.Check(
        "a whole number of at least 1, or a share between 0 and 1", _is_failures
    ).or_none(),
    "slow_start": _validation.FLAG,
    "max_attempts": _validation.whole(1),
    "max_parked": _validation.whole(1),
    "patience": _validation.seconds(),
    "check_first": _validation.FLAG,
    "new_keys": _validation.FLAG,
    "recheck": _validation.FLAG,
    "progress_interval": _validation.seconds(zero=True),
}
