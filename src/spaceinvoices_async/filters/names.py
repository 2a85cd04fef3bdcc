"""Property names in filters: Python's on one side, the wire's on the other, and what they hold."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final, NamedTuple

from attrs import frozen

from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.models import Model, nested_model
from spaceinvoices_async.errors import InvalidInputError

# LoopBack drops a condition on a hidden property without a word, so that every row matches.
_HIDDEN: Final = frozenset({"password", "verificationToken", "verification_token"})
_JOINTS: Final = frozenset({"and", "or", "nor", "not"})
_FREE: Final = frozenset({"custom", "l10n"})
"""Properties below which every name is the caller's own."""


class UnknownName(ValueError):
    """A name that the model does not have."""


class Target(NamedTuple):
    """What a name leads to."""

    wire: str
    """The path in wire names."""
    field: FieldSpec | None = None
    """The property at its end; None where it is not known what it holds."""
    model: type[Model] | None = None
    """The model that has the property."""


@frozen
class Names:
    """The names of one model; without a model, every name is taken as it is."""

    _model: type[Model] | None = None

    @classmethod
    def of(cls, model: type[Model] | None) -> Names:
        """Return the names of a model class."""
        return cls(model)

    def to_wire(self, name: str) -> str:
        """Return the wire path of a Python or wire path, where no condition stands.

        Raises:
            InvalidInputError: As `resolve`.
        """
        return self.resolve(name, other_way="si.request() takes any filter").wire

    def resolve(self, name: str, *, unchecked: bool = False, other_way: str = "") -> Target:
        """Find what a path of Python or wire names leads to.

        Args:
            name: The path as the caller wrote it.
            unchecked: Whether what the model does not know is taken as it is written.
            other_way: How to use a property that the model does not know; `field` unless given.

        Raises:
            InvalidInputError: No property can have this name, or the model has none like it: the
                server would answer with no rows at all, or with all of them.
        """
        check_path(name)
        wires: list[str] = []
        target = Target("", None, self._model)
        for segment in name.split("."):
            try:
                target = _step(target, segment, unchecked=unchecked)
            except UnknownName as problem:
                advice = other_way or f"field({name!r}, unchecked=True)"
                raise InvalidInputError(
                    f"{problem} (one that the SDK does not know: {advice})", field=name
                ) from None
            wires.append(target.wire)
        field = None if unchecked else target.field
        return Target(check_path(".".join(wires)), field, target.model)

    def exactly(self, name: str) -> str:
        """Return the same wire path, if it is one.

        Raises:
            InvalidInputError: It is the Python name of a property that the wire names otherwise,
                or as `resolve`.
        """
        target = self.resolve(name)
        if target.wire != name:
            raise InvalidInputError(
                f"plain mappings take wire names: write {target.wire!r}, or use field({name!r})",
                field=name,
            )
        return name

    def relation(self, name: str) -> str:
        """Return the wire name of a relation to embed.

        The models do not list relations: only what looks like a misspelt one is refused.

        Raises:
            InvalidInputError: It is nearly, and not quite, the name of one that is known.
        """
        check_path(name)
        if self._model is None:
            return name
        stems = {field.wire.removesuffix("Id") for field in self._model.FIELDS}
        parts = [field for field in self._model.FIELDS if field.kind == "model"]
        named = {field.name: field.wire for field in parts} | {
            field.wire: field.wire for field in parts
        }
        related = stems - {field.wire for field in self._model.FIELDS}
        if name in related:
            return name
        if name not in named and (near := _nearest(name, {*named, *related}, cutoff=0.75)):
            raise InvalidInputError(
                f"{name!r} is no relation that is known; did you mean {near!r}?", field="include"
            )
        return named.get(name, name)


def _step(before: Target, segment: str, *, unchecked: bool) -> Target:
    """Go one segment further along a path."""
    model, parent = before.model, before.field
    if model is None:
        return Target(segment)
    if parent is not None:
        if parent.many and segment.isdigit():
            return Target(segment, parent, model)
        if parent.kind != "model":
            if parent.kind == "json" or unchecked:
                return Target(segment)
            raise UnknownName(f"{parent.name!r} has no parts: it holds one value")
        model = nested_model(model, parent)
    for field in model.FIELDS:
        if segment in {field.name, field.wire}:
            return Target(field.wire, field, model)
    if unchecked or segment in _FREE or (segment == "id" and parent is None):
        return Target(segment)
    near = _nearest(segment, _all_names(model.FIELDS))
    hint = f"; did you mean {near!r}?" if near else ""
    raise UnknownName(f"{model.__name__} has no property {segment!r}{hint}")


def _all_names(fields: Iterable[FieldSpec]) -> list[str]:
    return [name for field in fields for name in {field.name: None, field.wire: None}]


def _nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    by_lower = {other.lower(): other for other in known}
    near = difflib.get_close_matches(name.lower(), by_lower, n=3, cutoff=cutoff)
    likeness = difflib.SequenceMatcher(b=name.lower())

    def distance(other: str) -> tuple[float, int]:
        likeness.set_seq1(other)
        # Of several that are as close, the one that is as long: `date` rather than `dateDue`.
        return -likeness.ratio(), abs(len(other) - len(name))

    near.sort(key=distance)
    return by_lower[near[0]] if near else None


def suggestion(value: str, known: Iterable[str]) -> str:
    """Return how an error names the value that was probably meant, or all that there are."""
    values = sorted(known)
    near = _nearest(value, values)
    return f"did you mean {near!r}?" if near else f"it is one of {', '.join(values)}"


def check_path(name: str) -> str:
    """Return the same path, if the server would read it as one.

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
    """Return the same path, if the server would compare it.

    Raises:
        InvalidInputError: As `check_path`, or the property is hidden.
    """
    if check_path(name).partition(".")[0] in _HIDDEN:
        raise InvalidInputError(
            "the server ignores conditions on hidden properties, every row would match", field=name
        )
    return name
