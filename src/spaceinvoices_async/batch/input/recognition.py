"""Sees whether a journal knows the rows of an input: a key that a spreadsheet changed is a new one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spaceinvoices_async.batch.errors import KeysNotRecognised
from spaceinvoices_async.batch.input.preparation import UnsendableRow
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal.records import Claim

_ADVICE: Final = (
    "nothing was sent. Put the column back as it was; or, if these are new documents, say so: "
    "BatchOptions(new_keys=True), --new-keys in the command"
)


class Recognition:
    """Counts which rows of an input a journal knows.

    Args:
        journal: Of the run, open.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._zeroless: frozenset[tuple[str, str]] | None = None
        self._known = 0
        self._met = 0
        self._twin: Claim | None = None

    async def add(self, claims: Iterable[Claim | UnsendableRow]) -> None:
        """Count some rows; those without a key are passed over."""
        met = [claim for claim in claims if isinstance(claim, Claim)]
        known = await self._journal.known([claim.row for claim in met])
        self._met += len(met)
        self._known += len(known)
        for claim in met:
            if claim.row in known or self._twin is not None:
                continue
            if self._zeroless is None:
                self._zeroless = await self._journal.zeroless_keys()
            if (claim.organization_id, claim.key.lstrip("0")) in self._zeroless:
                self._twin = claim

    def check(self) -> None:
        """Do nothing if the rows are those of the journal, and others beside them.

        Raises:
            KeysNotRecognised: None of them is, or one differs in nothing but its leading zeros.
        """
        if self._twin is not None:
            raise KeysNotRecognised(
                f"{self._journal.path} knows the key {self._twin.key!r} (line {self._twin.line}) "
                f"with other zeros in front: it would be issued a second time; {_ADVICE}"
            )
        if self._met and not self._known:
            raise KeysNotRecognised(
                f"{self._journal.path} has rows, and knows none of this input; {_ADVICE}"
            )
