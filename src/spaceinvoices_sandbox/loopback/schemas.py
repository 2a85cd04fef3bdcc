"""What the framework knows of each model: its properties, their types, and what a client may not set."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.loopback.json_types import Json

PropertyType: TypeAlias = Literal[
    "string", "number", "boolean", "date", "object", "array", "strings"
]
Unknown: TypeAlias = Literal["keep", "drop", "refuse"]

SCALARS: Final = frozenset({"string", "number", "boolean", "date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation: records of `model` whose `key_to` is the record's own `key_from`."""

    model: str
    key_from: str
    key_to: str
    many: bool = False
    embedded: bool = False
    """The related records are part of the record in any case."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Schema:
    """One model: `properties` in the order in which validation reports them."""

    model: str
    table: str
    properties: Mapping[str, PropertyType]
    required: tuple[str, ...] = ()
    defaults: Mapping[str, Json] = field(default_factory=dict[str, "Json"])
    read_only: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    indexed: tuple[str, ...] = ()
    searched: tuple[tuple[str, ...], ...] = ()
    """Columns that are searched, counted and ordered together, within what is not deleted."""
    unique: tuple[str, ...] = ()
    """Columns that together name one record, deleted or not, where the last of them is set."""
    relations: Mapping[str, Relation] = field(default_factory=dict[str, Relation])
    """What `include` may name."""
    unknown: Unknown = "keep"
    soft_delete: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The properties that SQL can compare: scalars, each in a column of its own."""
        return tuple(name for name, kind in self.properties.items() if kind in SCALARS)

    @property
    def dates(self) -> frozenset[str]:
        """The properties that are points in time."""
        return frozenset(name for name, kind in self.properties.items() if kind == "date")
