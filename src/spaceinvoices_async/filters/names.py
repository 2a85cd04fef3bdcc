"""Property names in filters: Python's on one side, the wire's on the other."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from spaceinvoices_async.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async._serialization.models import Model

# LoopBack drops a condition on a hidden property without a word, so that every row matches.
_HIDDEN: Final = frozenset({"password", "verificationToken", "verification_token"})
_JOINTS: Final = frozenset({"and", "or", "nor", "not"})
_SNAKE_CASE: Final = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")


@frozen
class Names:
    """The names of one model; without a model, every name is taken as it is."""

    _wire: Mapping[str, str] = field(factory=dict[str, str])

    @classmethod
    def of(cls, model: type[Model] | None) -> Names:
        """The names of a model class."""
        return cls() if model is None else cls(model.wire_names())

    def to_wire(self, name: str) -> str:
        """The wire path of a Python or wire path; only its first segment is translated.

        Raises:
            InvalidInputError: No property can have this name, or it looks like a Python name and
                the model has none like it: the server would answer with no rows at all.
        """
        check_path(name)
        first, dot, rest = name.partition(".")
        if first in self._wire:
            return check_path(f"{self._wire[first]}{dot}{rest}")
        if self._wire and _SNAKE_CASE.fullmatch(first) and first not in self._wire.values():
            near = difflib.get_close_matches(first, self._wire, n=1)
            hint = f"did you mean {near[0]!r}? " if near else ""
            raise InvalidInputError(
                f"no such property; {hint}a property the SDK does not know is named as on the "
                "wire, in a plain mapping",
                field=name,
            )
        return name

    def exactly(self, name: str) -> str:
        """The same wire path, if it is one.

        Raises:
            InvalidInputError: It is the Python name of a property that the wire names otherwise.
        """
        check_path(name)
        wire_name = self._wire.get(name.partition(".")[0])
        if wire_name is not None and name.partition(".")[0] not in self._wire.values():
            raise InvalidInputError(
                f"plain mappings take wire names: write {wire_name!r}, or use field({name!r})",
                field=name,
            )
        return name


def check_path(name: str) -> str:
    """The same path, if the server would read it as one.

    Raises:
        InvalidInputError: It is empty or an operator.
    """
    segments = name.split(".")
    if not all(segments) or name != name.strip():
        raise InvalidInputError(
            "a property name is text such as 'total' or 'custom.key'", field=name
        )
    if any(segment.startswith("$") for segment in segments):
        raise InvalidInputError(
            "the server refuses $-operators: write `gt` for `$gt`, `inq` for `$in`", field=name
        )
    if segments[0] in _JOINTS:
        raise InvalidInputError("not a property: join conditions with & and |", field=name)
    return name


def check_comparable(name: str) -> str:
    """The same path, if the server would compare it.

    Raises:
        InvalidInputError: As `check_path`, or the property is hidden.
    """
    if check_path(name).partition(".")[0] in _HIDDEN:
        raise InvalidInputError(
            "the server ignores conditions on hidden properties, every row would match", field=name
        )
    return name
