"""Puts the values of a row into a document, or into one line of it, leaving nothing empty behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias, cast

from attrs import frozen

from spaceinvoices_async.batch.input import document_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spaceinvoices_async.batch.input.document_path import Step

Element: TypeAlias = tuple[tuple[str, int], ...]
"""Which element of which list a place is in, outermost first."""


def elements_of(steps: Sequence[Step]) -> tuple[Element, ...]:
    """Return the elements of lists that a place is in."""
    found: list[Element] = []
    here: Element = ()
    for step in steps:
        if step.index is not None:
            here = (*here, (step.name, step.index))
            found.append(here)
    return tuple(found)


@frozen
class _Constant:
    """A value that is the same for all, and the elements that a column has to fill first."""

    steps: tuple[Step, ...]
    value: object
    needs: tuple[Element, ...]


class Block:
    """What goes into one object: a document, or a line of one.

    A constant stands where the cell of its place is empty. Constants do not make elements that columns
    are meant to fill: where no cell of a row fills the
    second line or the second tax, there is none.

    Args:
        columns: Places that columns go to.
        constants: Places that are the same for all.
    """

    def __init__(
        self,
        columns: Iterable[tuple[Step, ...]],
        constants: Iterable[tuple[tuple[Step, ...], object]],
    ) -> None:
        fixed = list(constants)
        self._elements: Final = {steps: elements_of(steps) for steps in columns}
        # Of an element whose every column has a constant for its empty cells, those are what it is.
        bare = self._elements.keys() - {steps for steps, _ in fixed}
        of_columns = {element for steps in bare for element in self._elements[steps]}
        self._needs_a_cell = bool(bare)
        self._constants: Final = [
            _Constant(
                steps,
                value,
                tuple(element for element in elements_of(steps) if element in of_columns),
            )
            for steps, value in fixed
        ]
        self._has_lists = any(self._elements.values()) or any(
            step.index is not None for one in self._constants for step in one.steps
        )

    @property
    def needs_a_cell(self) -> bool:
        """Whether it is nothing without a cell: some column of it has no constant in its place."""
        return self._needs_a_cell

    def built(
        self, values: Iterable[tuple[tuple[Step, ...], object]]
    ) -> tuple[dict[str, object], set[Element]]:
        """Return the object with these values and the constants, and the elements that were filled.

        Args:
            values: Of the columns; those that are not empty.
        """
        made: dict[str, object] = {}
        filled: set[Element] = set()
        given: set[tuple[Step, ...]] = set()
        for steps, value in values:
            given.add(steps)
            document_path.put(made, steps, value)
            filled.update(self._elements[steps])
        for constant in self._constants:
            if constant.steps not in given and filled.issuperset(constant.needs):
                document_path.put(made, constant.steps, constant.value)
        if self._has_lists:
            _drop_gaps(made)
        return made, filled


def _drop_gaps(here: dict[str, object]) -> None:
    """Take elements out of lists that nothing was put into."""
    for name, value in here.items():
        if isinstance(value, dict):
            _drop_gaps(cast("dict[str, object]", value))
        elif isinstance(value, document_path.Elements):
            for one in value:
                if isinstance(one, dict):
                    _drop_gaps(cast("dict[str, object]", one))
            here[name] = [one for one in value if one is not document_path.GAP]
