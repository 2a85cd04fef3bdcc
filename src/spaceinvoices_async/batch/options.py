"""Options of a batch: frozen, and checked when they are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from attrs import frozen

from spaceinvoices_async import _validation
from spaceinvoices_async.batch.journal.statements import RetryFailed


@frozen(kw_only=True)
class BatchOptions:
    """Options of a batch. Rate and concurrency are options of the client: `ClientOptions`.

    A value that cannot work raises a ConfigurationError that names it, when the options are made.

    Attributes:
        job: Namespace of the keys: the same key in another job is another document. If your keys
            repeat every month, put the month into it.
        ordered: Whether to send one document of an organization at a time, so that numbers follow
            the rows. A row in doubt delays those after it, and ends the run if it stays in doubt.
            Refused rows get their numbers when they are corrected.
        on_existing: How to count a document that was on the server before its row was first
            claimed: "skip" as issued, "error" as refused.
        retry_failed: Which rows refused by an earlier run are sent again: "changed" for those whose
            content has changed, "all" or "none".
        max_failures: Number or share of refused rows at which the run stops; a share is a float below
            1, and is applied from a hundred rows on. None for no limit.
        slow_start: Whether to begin with one request at a time, and to stop when twenty rows and
            more than half of all are refused: so a wrong mapping is noticed early.
        max_attempts: Largest number of requests of one row in one run that may have reached the
            server; then the row is left to the next run.
        max_parked: Largest number of rows with an unknown outcome; reading pauses when it is reached.
        patience: Seconds without an answer that can be trusted, after which the run stops.
        check_first: Whether a file is read and checked as a whole before anything is sent; rows that
            do not come from a file are checked one by one.
        new_keys: Whether to issue an input although the journal has rows and knows none of its keys,
            or knows them with other leading zeros. Otherwise such a run stops before anything is
            sent, because a spreadsheet may have changed the keys. Rows of a generator are not
            checked for this.
        recheck: Whether to make the documents of issued rows again, to report which would be different
            now. Otherwise this is done only for rows that have changed; a change of the function
            `to_document` is not noticed.
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


_RULES: Final[Mapping[str, _validation.Check]] = {
    "job": _validation.Check(
        "a text that is not empty", lambda value: isinstance(value, str) and value != ""
    ),
    "ordered": _validation.FLAG,
    "on_existing": _validation.one_of("skip", "error"),
    "retry_failed": _validation.one_of("changed", "all", "none"),
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
