"""Makes documents of rows as a table says: this column goes there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias, cast

from spaceinvoices_async._serialization.values import UnfitValue
from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input import cells, date_forms, rules
from spaceinvoices_async.batch.input.blocks import Block, elements_of
from spaceinvoices_async.batch.input.cells import Notation
from spaceinvoices_async.batch.input.document_path import LINES, Path, Step
from spaceinvoices_async.batch.input.row_filter import RowFilter, Texts
from spaceinvoices_async.batch.input.rows import SourceRow
from spaceinvoices_async.batch.input.rules import Rule, Target
from spaceinvoices_async.batch.report import Remark
from spaceinvoices_async.errors import InvalidInputError

__all__ = ["DocumentMapping", "Target", "Targets"]

_INDEX: Final = re.compile(r"\[\d+\]")
_LINE: Final = re.compile(r"items\[(\d+)\]")

Targets: TypeAlias = str | Target | Sequence[str | Target]
Line: TypeAlias = Mapping[str, object]


class DocumentMapping:
    """What goes where, checked against the document's fields when it is made.

    ```python
    DocumentMapping(
        columns={
            "customer": "client.name",
            "product": "items[].name",
            "price": Target(to="items[].price", decimal_comma=True),
            "vat": "items[].taxes[].rate",
        },
        constants={"type": "invoice", "items[].quantity": 1},
    )
    ```

    Paths have the names of `documents.create`; `items[]` is every line of the document, `[]` of any
    other list is its first element, the same for all lines. What a field holds decides how a cell is
    read; an empty cell is left out, and so is an element of a list that no cell fills.

    Args:
        columns: Column to path, or to several; in JSON rows dots and `[]` lead into the row.
        constants: Path to a value that is the same for all.
        decimal_comma: Whether numbers have a decimal comma.
        date_format: Of dates, as `datetime.strptime` has it; ISO 8601 unless given.
        locale: Language of the names of months in dates, such as "de".
        thousands: What stands between groups of three digits, such as `'` or a blank.
        currency: Sign or code beside numbers, such as `€`.
        negative: How negative numbers are written: "minus", "trailing" or "brackets".
        blank_as_above: Whether an empty cell on a later line of a document means what its first line
            says, for what a document has once.
        only: Column to text, or to several: rows in which it says something else are left out.
        skip: Column to text, or to several: rows in which it says this are left out.
        footer: Column to text: from the first row on whose cell begins so (or is empty, for an empty
            text), nothing is read.

    Raises:
        InvalidInputError: A path leads nowhere or is given twice, or a constant is not what its field
            holds; a `SourceError` that names the column, if it is about one.
    """

    def __init__(
        self,
        columns: Mapping[str, Targets],
        constants: Mapping[str, object] | None = None,
        *,
        decimal_comma: bool = False,
        date_format: str | None = None,
        locale: str | None = None,
        thousands: str | None = None,
        currency: str | None = None,
        negative: str = "minus",
        blank_as_above: bool = True,
        only: Mapping[str, Texts] | None = None,
        skip: Mapping[str, Texts] | None = None,
        footer: Mapping[str, Texts] | None = None,
    ) -> None:
        notation = rules.checked_notation(
            Notation(
                decimal_comma=decimal_comma,
                date_format=date_forms.checked(date_format, locale),
                locale=locale,
                thousands=thousands,
                currency=currency,
                negative=negative,
            )
        )
        all_rules = [
            rules.rule(source, target, notation)
            for source, targets in columns.items()
            for target in ([targets] if isinstance(targets, (str, Target)) else targets)
        ]
        _refuse_collisions(all_rules)
        fixed = [rules.constant(to, value) for to, value in (constants or {}).items()]
        _refuse_two_ways(all_rules, [path for path, _ in fixed])
        self.rows: Final = RowFilter(only=only, skip=skip, footer=footer)
        """Which rows are left out."""
        self._blank_as_above = blank_as_above
        self.signature: Final = repr((all_rules, fixed, blank_as_above, self.rows.signature))
        """A text that is the same for as long as the same rows become the same documents."""
        self.sources: Final = tuple(
            dict.fromkeys((*(rule.source for rule in all_rules), *self.rows.columns))
        )
        """The columns it reads, each once."""
        self._once = [rule for rule in all_rules if not rule.path.per_line]
        self._each = [rule for rule in all_rules if rule.path.per_line]
        self._document = Block(
            (rule.path.steps for rule in self._once),
            ((path.steps, value) for path, value in fixed if not path.per_line),
        )
        self._line = Block(
            (rule.path.steps[1:] for rule in self._each),
            ((path.steps[1:], value) for path, value in fixed if path.per_line),
        )
        self._has_lines = bool(self._each) or any(path.per_line for path, _ in fixed)
        self._priced = {path.steps[-1].name for path, _ in fixed} & set(rules.PRICES)
        self._by_path = {
            **{rule.path.canonical: rule.source for rule in all_rules},
            **{rule.path.text: rule.source for rule in all_rules},
        }
        self._list = _only_list(all_rules)

    def document(self, row: SourceRow) -> dict[str, object]:
        """Return the document of a row, to be checked when it is sent.

        Raises:
            SourceError: Cells cannot be read, or lines of one document disagree about it; names all
                of them.
        """
        errors: list[SourceError] = []
        document, filled = self._document.built(self._values(self._once, row, row, errors))
        for rule in self._once:
            self._agree(rule, row, errors)
            if rule.cell(row) is None and self._is_needed(rule, filled, document):
                errors.append(_empty(rule, row, row))
        if self._has_lines:
            elements = [element for _, element in self._elements(row, errors)]
            if elements:
                document[LINES] = elements
        if errors:
            raise errors[0].with_others(errors[1:])
        return document

    def locate(self, row: SourceRow, error: InvalidInputError) -> SourceError:
        """Return the same error with the line and column that the field came from."""
        field = error.field or ""
        number = _LINE.match(field)
        line = row.line
        if number is not None and self._has_lines and row.lines:
            lines = [line for line, _ in self._elements(row, [])]
            if int(number[1]) < len(lines):
                line = int(getattr(lines[int(number[1])], "line", row.line))
        column = self._by_path.get(field) or self._by_path.get(_INDEX.sub("[]", field))
        return SourceError(
            error.message, file=row.file, line=line, column=column, field=error.field
        )

    def columns_below(self, path: str) -> list[str]:
        """Return the columns that go to a field or to a part of it."""
        path = _INDEX.sub("[]", path)
        parts = (f"{path}.", f"{path}[")
        found = (
            column
            for field, column in self._by_path.items()
            if field == path or field.startswith(parts)
        )
        return [*dict.fromkeys(found)]

    def maps_into(self, name: str) -> bool:
        """Return whether a column goes to a part of this field of the document."""
        return any(rule.path.steps[0].name == name for rule in (*self._once, *self._each))

    def remarks(self, row: SourceRow) -> Iterator[Remark]:
        """Yield what a person should look at in the cells of a row that can be sent."""
        lines = self._lines(row)
        amounts = any("discount_is_amount" in path for path in self._by_path)
        for rule in self._once:
            yield from _remarks(rule, row, row, is_amount=amounts)
        for line in lines:
            place = row if self._list is not None else line
            for rule in self._each:
                source = line if rule.below is not None else place
                yield from _remarks(rule, row, source, is_amount=amounts)

    def _elements(
        self, row: SourceRow, errors: list[SourceError]
    ) -> Iterator[tuple[Line, dict[str, object]]]:
        """Yield the lines of the document, with the lines of the file that they are made of."""
        for line in self._lines(row):
            values = list(self._values(self._each, row, line, errors))
            if not values and self._line.needs_a_cell:
                continue  # a line of the file that says nothing of a line of the document
            element, filled = self._line.built((steps[1:], value) for steps, value in values)
            errors.extend(
                _empty(rule, row, line)
                for rule in self._each
                if self._cell(rule, row, line) is None and self._is_needed(rule, filled, element)
            )
            yield line, element

    def _values(
        self,
        some: Iterable[Rule],
        row: SourceRow,
        line: Line,
        errors: list[SourceError],
    ) -> Iterator[tuple[tuple[Step, ...], object]]:
        for rule in some:
            cell = self._cell(rule, row, line)
            if cell is None:
                continue
            try:
                yield rule.path.steps, rule.value(cell)
            except UnfitValue as problem:
                errors.append(_wrong(rule, row, line, str(problem)))

    def _cell(self, rule: Rule, row: SourceRow, line: Line) -> object:
        if rule.below is None and self._list is not None:
            return rule.cell(row)
        return rule.cell(line)

    def _is_needed(
        self, rule: Rule, filled: set[tuple[tuple[str, int], ...]], made: Mapping[str, object]
    ) -> bool:
        """Return whether an empty cell of this column is an error in an object of the others."""
        if rule.required is not None:
            return rule.required
        if not rule.is_price:
            return False
        element: object = made
        if not rule.path.per_line:
            (place, *_) = elements_of(rule.path.steps)
            if place not in filled:
                return False
            element = _element(made, rule.path, filled)
        if not isinstance(element, Mapping):
            return False
        line = cast("Line", element)
        return not (self._priced or any(name in line for name in rules.PRICES)) and not line.get(
            "is_separator"
        )

    def _lines(self, row: SourceRow) -> Sequence[Line]:
        if self._list is None:
            return row.lines or (row,)
        lines = rules.reach(row, self._list)
        if not isinstance(lines, list):
            raise SourceError(
                "holds no list of lines", file=row.file, line=row.line, column=self._list
            )
        given = cast("list[object]", lines)
        return [cast("Line", one) if isinstance(one, Mapping) else {} for one in given]

    def _agree(self, rule: Rule, row: SourceRow, errors: list[SourceError]) -> None:
        """See that later lines of a document say the same of what it has once."""
        if len(row.lines) <= 1:
            return
        first = rule.cell(row)
        for line in row.lines[1:]:
            cell = rule.cell(line)
            if cell == first or (cell is None and self._blank_as_above):
                continue
            if cell is None or first is None or not _same(rule, first, cell):
                hint = ""
                if rule.path.steps[0].index is not None:
                    hint = f" ({rule.path.steps[0].name} are of the document, not of its lines)"
                what = f"differs from line {row.line}, and is the same for all lines of a document"
                errors.append(_wrong(rule, row, line, what + hint))
                return


def _element(
    made: Mapping[str, object], path: Path, filled: set[tuple[tuple[str, int], ...]]
) -> object:
    """Return the element of a list that a place is in; it moves ahead if others are empty."""
    (name, index) = elements_of(path.steps)[0][0]
    before = sum(1 for one in filled if len(one) == 1 and one[0][0] == name and one[0][1] < index)
    elements = cast("Sequence[object]", made.get(name) or ())
    return elements[before] if before < len(elements) else None


def _same(rule: Rule, first: object, other: object) -> bool:
    """Return whether two cells say the same, however they are written."""
    try:
        values = [rule.value(cell) for cell in (first, other)]
    except UnfitValue:
        return False
    if rule.path.kind in {"date", "datetime"}:
        values = [cells.day_of(value) for value in values]
    one, two = (value.strip() if isinstance(value, str) else value for value in values)
    return one == two


def _remarks(rule: Rule, row: SourceRow, line: Line, *, is_amount: bool) -> Iterator[Remark]:
    place, cell = int(getattr(line, "line", row.line)), rule.cell(line)
    name, kind = rule.path.steps[-1].name, rule.path.kind
    if cell is None:
        if name in {"rate", "quantity"} and rule.path.canonical.startswith(LINES):
            what = "no tax is charged" if name == "rate" else "it is one"
            yield Remark(kind="empty", message=f"is empty: {what}", line=place, column=rule.source)
        return
    if isinstance(cell, str):
        if kind == "decimal" and cells.is_doubtful(cell, rule.notation):
            message = f"{cell.strip()!r} is read as {rule.value(cell)}"
            yield Remark(kind="number", message=message, line=place, column=rule.source)
    elif kind == "string":
        yield Remark(
            kind="cell",
            message=f"{cell!r} is a number in the file: zeros before it would be lost",
            line=place,
            column=rule.source,
        )
    if rule.is_percent and not (is_amount and name == "discount"):
        value = rule.value(cell)
        written = isinstance(cell, str) and cell.strip().endswith("%")
        if isinstance(value, Decimal) and 0 < abs(value) < 1 and not written:
            yield Remark(
                kind="percent",
                message=f"is {value} percent; for shares of one, write percent = true",
                line=place,
                column=rule.source,
            )


def _wrong(rule: Rule, row: SourceRow, line: Line, message: str) -> SourceError:
    return SourceError(
        message,
        file=row.file,
        line=int(getattr(line, "line", row.line)),
        column=rule.source,
        field=rule.path.canonical,
    )


def _empty(rule: Rule, row: SourceRow, line: Line) -> SourceError:
    why = "required" if rule.required else "a price: 0 has to be written, or required = false"
    return _wrong(rule, row, line, f"is empty, and is {why}")


def _refuse_collisions(all_rules: Sequence[Rule]) -> None:
    """Refuse two columns in one place: the last would win, and nobody would notice."""
    taken: dict[tuple[Step, ...], str] = {}
    for rule in all_rules:
        other = taken.setdefault(rule.path.steps, rule.source)
        if other != rule.source:
            raise SourceError(
                f"goes to {rule.path.canonical}, as column {other!r} does already",
                column=rule.source,
            )


def _refuse_two_ways(all_rules: Sequence[Rule], fixed: Sequence[Path]) -> None:
    """Refuse a line each beside numbered lines: one would take the place of the other."""
    ways = {
        path.per_line
        for path in (*(rule.path for rule in all_rules), *fixed)
        if path.steps[0].name == LINES
    }
    if len(ways) > 1:
        raise InvalidInputError(
            "has items[], a line of the file each, and items[0], items[1] beside each other: "
            "write one of them",
            field="mapping",
        )


def _only_list(all_rules: Sequence[Rule]) -> str | None:
    lists = {rule.source.partition("[]")[0] for rule in all_rules if "[]" in rule.source}
    if len(lists) > 1:
        raise InvalidInputError(
            f"a row has one list of lines, not {', '.join(sorted(lists))}", field="mapping"
        )
    return next(iter(lists), None)
