"""Makes documents of rows as a table says: this column goes there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final, TypeAlias, cast

from attrs import evolve, field, frozen

from spaceinvoices_async._serialization.values import ENCODERS, UnfitValue
from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input import cells
from spaceinvoices_async.batch.input import document_path as paths
from spaceinvoices_async.batch.input.cells import Notation, Reader
from spaceinvoices_async.batch.input.document_path import Path, Step
from spaceinvoices_async.batch.input.rows import SourceRow
from spaceinvoices_async.errors import InvalidInputError

_INDEX: Final = re.compile(r"\[\d+\]")
_A_DAY: Final = date(2026, 12, 31)


@frozen(kw_only=True)
class Target:
    """Where a column goes, if it is written differently from the others.

    Attributes:
        to: Path in the document.
        decimal_comma: Whether its numbers have a decimal comma; None as the mapping says.
        date_format: Of its dates, as `datetime.strptime` has it; None as the mapping says.
    """

    to: str
    decimal_comma: bool | None = None
    date_format: str | None = None


Targets: TypeAlias = str | Target | Sequence[str | Target]


@frozen
class _Rule:
    """One column and one place."""

    source: str
    path: Path
    notation: Notation
    read: Reader | None = field(repr=False)
    column: str = field(repr=False)
    """The column, or where dots lead to in a row of JSON."""
    below: str | None = field(repr=False)
    """In a row of JSON, where in each line of its list; None outside of a list."""


@frozen
class _Part:
    """What of a list of the document each line has its own of."""

    constants: list[tuple[Path, object]] = field(factory=list["tuple[Path, object]"])
    rules: list[_Rule] = field(factory=list["_Rule"])


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

    Paths have the names of `documents.create`; `[]` behind the first name is every line of the
    document, further down it is the first element. What a field holds decides how a cell is read;
    an empty cell is left out.

    Args:
        columns: Column to path, or to several; in JSON rows dots and `[]` lead into the row.
        constants: Path to a value that is the same for all.
        decimal_comma: Whether numbers have a decimal comma.
        date_format: Of dates, as `datetime.strptime` has it; ISO 8601 unless given.

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
    ) -> None:
        notation = Notation(decimal_comma=decimal_comma, date_format=_format(date_format))
        rules = [
            _rule(source, target, notation)
            for source, targets in columns.items()
            for target in ([targets] if isinstance(targets, (str, Target)) else targets)
        ]
        _refuse_collisions(rules)
        fixed = [_constant(to, value) for to, value in (constants or {}).items()]
        self.signature: Final = repr((rules, fixed))
        """A text that is the same for as long as the same rows become the same documents."""
        self.sources: Final = tuple(dict.fromkeys(rule.source for rule in rules))
        """The columns it reads, each once."""
        self._rules = [rule for rule in rules if not rule.path.per_line]
        self._constants = [(path, value) for path, value in fixed if not path.per_line]
        self._parts: dict[str, _Part] = {}
        for path, value in fixed:
            if path.per_line:
                self._part(path).constants.append((path, value))
        for rule in rules:
            if rule.path.per_line:
                self._part(rule.path).rules.append(rule)
        self._by_path = {rule.path.canonical: rule.source for rule in rules}
        lists = {rule.source.partition("[]")[0] for rule in rules if "[]" in rule.source}
        if len(lists) > 1:
            raise InvalidInputError(
                f"a row has one list of lines, not {', '.join(sorted(lists))}", field="mapping"
            )
        self._list = next(iter(lists), None)

    def _part(self, path: Path) -> _Part:
        return self._parts.setdefault(path.steps[0].name, _Part())

    def document(self, row: SourceRow) -> dict[str, object]:
        """The document of a row, to be checked when it is sent.

        Raises:
            SourceError: A cell cannot be read; or lines of one document disagree about it.
        """
        document: dict[str, object] = {}
        for path, value in self._constants:
            path.put(document, value)
        for rule in self._rules:
            self._agree(rule, row)
            value = self._value(rule, row, row, row)
            if value is not None:
                rule.path.put(document, value)
        lines = self._lines(row)
        for name, part in self._parts.items():
            elements: list[dict[str, object]] = []
            for number, line in enumerate(lines):
                for path, value in part.constants:
                    path.put_into_line(elements, value, number)
                for rule in part.rules:
                    value = self._value(rule, row, line, row if self._list is not None else line)
                    if value is not None:
                        rule.path.put_into_line(elements, value, number)
            if elements:
                document[name] = elements
        return document

    def locate(self, row: SourceRow, error: InvalidInputError) -> SourceError:
        """The same error with the line and column that the field came from."""
        field = error.field or ""
        number = re.match(r"\w+\[(\d+)\]", field)
        line = row.line
        if number is not None and int(number[1]) < len(row.lines):
            line = row.lines[int(number[1])].line
        column = self._by_path.get(_INDEX.sub("[]", field))
        return SourceError(
            error.message, file=row.file, line=line, column=column, field=error.field
        )

    def _lines(self, row: SourceRow) -> Sequence[Mapping[str, object]]:
        if self._list is None:
            return row.lines or (row,)
        lines = _reach(row, self._list)
        if not isinstance(lines, list):
            raise SourceError(
                "holds no list of lines", file=row.file, line=row.line, column=self._list
            )
        given = cast("list[object]", lines)
        return [
            cast("Mapping[str, object]", one) if isinstance(one, Mapping) else {} for one in given
        ]

    def _value(
        self,
        rule: _Rule,
        row: SourceRow,
        line: Mapping[str, object],
        place: Mapping[str, object],
    ) -> object:
        """What a column holds, as the document has it; None for an empty cell."""
        if rule.below is None:
            value = place.get(rule.column)
            if value is None and "." in rule.column:
                value = _reach(place, rule.column)
        else:
            value = _reach(line, rule.below)
        if not isinstance(value, str):
            return value
        text = value.strip()
        if not text:
            return None
        try:
            return value if rule.read is None else rule.read(text, rule.notation)
        except UnfitValue as problem:
            raise SourceError(
                str(problem),
                file=row.file,
                line=getattr(line, "line", row.line),
                column=rule.source,
                field=rule.path.canonical,
            ) from None

    def _agree(self, rule: _Rule, row: SourceRow) -> None:
        for line in row.lines[1:]:
            if line.get(rule.source) != row.get(rule.source):
                raise SourceError(
                    f"differs from line {row.line}, and is the same for all lines of a document",
                    file=row.file,
                    line=line.line,
                    column=rule.source,
                )


def _rule(source: str, target: str | Target, notation: Notation) -> _Rule:
    try:
        if isinstance(target, Target):
            if target.decimal_comma is not None:
                notation = evolve(notation, decimal_comma=target.decimal_comma)
            if target.date_format is not None:
                notation = evolve(notation, date_format=_format(target.date_format))
            target = target.to
        path = _path(target)
    except InvalidInputError as error:
        raise SourceError(error.message, column=source) from error
    column, listed, below = source.partition("[]")
    return _Rule(
        source,
        path,
        notation,
        read=cells.reader(path.kind),
        column=column,
        below=below.removeprefix(".") if listed else None,
    )


def _constant(to: str, value: object) -> tuple[Path, object]:
    try:
        path = _path(to)
        encode = ENCODERS.get(path.kind)
        if encode is not None and value is not None:
            encode(value)
    except InvalidInputError as error:
        raise InvalidInputError(error.message, field=to) from error
    except UnfitValue as problem:
        raise InvalidInputError(str(problem), field=to) from None
    return path, value


def _path(text: str) -> Path:
    path = paths.parse(text)
    if path.canonical == "unique_id":
        raise InvalidInputError("unique_id is made by the batch, from the key: leave it out")
    return path


def _refuse_collisions(rules: Sequence[_Rule]) -> None:
    """Two columns in one place: the one that comes last would win, and nobody would notice."""
    taken: dict[tuple[Step, ...], str] = {}
    for rule in rules:
        other = taken.setdefault(rule.path.steps, rule.source)
        if other != rule.source:
            raise SourceError(
                f"goes to {rule.path.canonical}, as column {other!r} does already",
                column=rule.source,
            )


def _format(text: str | None) -> str | None:
    """A form of dates that tells the day.

    Raises:
        InvalidInputError: It cannot be read by, or says less.
    """
    try:
        if text is None or _day(_A_DAY.strftime(text), text) == _A_DAY:
            return text
    except ValueError:
        pass
    raise InvalidInputError(
        f"is a form of dates such as '%d.%m.%Y', not {text!r}", field="date_format"
    )


def _day(text: str, form: str) -> date:
    return datetime.strptime(text, form).replace(tzinfo=UTC).date()


def _reach(row: Mapping[str, object], path: str) -> object:
    """The value of a column, or where dots lead to in a row of JSON."""
    if path in row:
        return row[path]
    first, _, rest = path.partition(".")
    here = row.get(first)
    if not rest or not isinstance(here, Mapping):
        return None
    return _reach(cast("Mapping[str, object]", here), rest)
