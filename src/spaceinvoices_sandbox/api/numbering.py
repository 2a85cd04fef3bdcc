"""Document numbers: `2023-00001`, one series per organization, unit, type and year, without a gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import models

if TYPE_CHECKING:
    from spaceinvoices_sandbox.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The documents that are counted together."""

    organization_id: str
    type: str
    year: int
    incoming: bool = False
    unit_id: str = ""

    @property
    def counter(self) -> str:
        """The name of its counter."""
        direction = "in" if self.incoming else "out"
        return f"number/{self.organization_id}/{self.unit_id}/{self.type}/{direction}/{self.year}"

    def number(self, value: int) -> str:
        """Return the counter's value as a number."""
        return f"{self.year}-{value:05d}"


def take(world: World, series: Series) -> str:
    """Take the next number that nobody chose by hand; for good once the request succeeds."""
    number = series.number(world.store.next_value(series.counter))
    while taken(world, series, number):
        number = series.number(world.store.next_value(series.counter))
    return number


def preview(world: World, series: Series) -> str:
    """Return the number `take` would give now."""
    value = world.store.value(series.counter) + 1
    while taken(world, series, series.number(value)):
        value += 1
    return series.number(value)


def last(world: World, series: Series) -> str | None:
    """Return the number given last, None where none was."""
    value = world.store.value(series.counter)
    return series.number(value) if value else None


def taken(world: World, series: Series, number: str) -> bool:
    """Return whether a document of the type and the unit has the number."""
    return holder(world, series, number) is not None


def holder(world: World, series: Series, number: str) -> str | None:
    """Return the id of the document of the type and the unit that has the number."""
    rows = world.store.rows(
        f"SELECT id FROM {models.DOCUMENT.table} INDEXED BY documents_number "
        'WHERE "number" = ? AND "organizationId" = ? AND "type" = ? '
        'AND "incoming" IS ? AND COALESCE("unitId", \'\') = ? LIMIT 1',
        [number, series.organization_id, series.type, int(series.incoming), series.unit_id],
    )
    return str(rows[0][0]) if rows else None
