"""Exit codes that a script can branch on."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended; `docs/cli.md` has the same table for its readers."""

    DONE = 0
    """Everything asked for is there."""
    INCOMPLETE = 1
    """It ran to its end, and something was refused, is missing or differs: a person has to look."""
    USAGE = 2
    """Wrong arguments, settings, input or mapping; nothing was sent."""
    UNRESOLVED = 3
    """It ran to its end, and the outcome of some rows is not known yet: run it again."""
    STOPPED = 4
    """Server, credentials, network or disk stopped it: mend that, then run it again."""
    JOURNAL = 5
    """The journal is in use by another run, or is about something else."""
    INTERNAL = 70
    """A defect of this program."""
    INTERRUPTED = 130
    """Ctrl-C or SIGTERM: run it again to go on."""
    CLOSED = 141
    """Whoever read the output has gone, as `head` does."""
