"""How generation tells what it cannot do, and what it leaves out: by a place in the document."""

from collections.abc import Sequence
from typing import NamedTuple


class Finding(NamedTuple):
    """A place in the document, and what is to be said of it."""

    pointer: str
    message: str


class GenerationError(Exception):
    """Something the generator cannot turn into code.

    Attributes:
        findings: All of it, each with a JSON pointer and what to write instead.
    """

    def __init__(self, pointer: str, message: str) -> None:
        super().__init__(f"{pointer}: {message}")
        self.findings: tuple[Finding, ...] = (Finding(pointer, message),)

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> "GenerationError":
        """Return one error of several findings, a line each."""
        error = cls(*findings[0])
        error.findings = tuple(findings)
        error.args = ("\n".join(f"{pointer}: {message}" for pointer, message in findings),)
        return error

    @property
    def pointer(self) -> str:
        """JSON pointer to the first of the places."""
        return self.findings[0].pointer


def pointer(*steps: object) -> str:
    """Return the JSON pointer of a path of keys."""
    return "#/" + "/".join(escaped(step) for step in steps)


def escaped(step: object) -> str:
    """Return one key as a step of a JSON pointer."""
    return str(step).replace("~", "~0").replace("/", "~1")
