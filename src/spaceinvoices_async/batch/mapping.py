"""Makes documents of rows as a table says: this column goes there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from attrs import evolve, frozen

from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.scalars import UnfitValue

from . import cells, paths
from .cells import Notation
from .failures import SourceError

if TYPE_CHECKING:
    import os

    from .paths import Path
    from .source import SourceRow

_INDEX: Final = re.compile(r"\[\d+\]")
_OPTIONS: Final = frozenset({"columns", "constants", "decimal_comma", "date_format"})


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
        InvalidInputError: A path leads nowhere.
    """

    def __init__(
        self,
        columns: Mapping[str, Targets],
        constants: Mapping[str, object] | None = None,
        *,
        decimal_comma: bool = False,
        date_format: str | None = None,
    ) -> None:
        notation = Notation(decimal_comma=decimal_comma, date_format=date_format)
        self._rules = [
            _rule(source, target, notation)
            for source, targets in columns.items()
            for target in ([targets] if isinstance(targets, (str, Target)) else targets)
        ]
        self._constants = [(paths.parse(to), value) for to, value in (constants or {}).items()]
        self._by_path = {rule.path.canonical: rule.source for rule in self._rules}
        lists = {rule.source.partition("[]")[0] for rule in self._rules if "[]" in rule.source}
        if len(lists) > 1:
            raise InvalidInputError(
                f"a row has one list of lines, not {', '.join(sorted(lists))}", field="mapping"
            )
        self._list = next(iter(lists), None)

    @property
    def signature(self) -> str:
        """A text that is the same for as long as the same rows become the same documents."""
        return repr((self._rules, self._constants))

    @property
    def sources(self) -> tuple[str, ...]:
        """The columns it reads, each once."""
        return tuple(dict.fromkeys(rule.source for rule in self._rules))

    def document(self, row: SourceRow) -> dict[str, object]:
        """The document of a row, to be checked when it is sent.

        Raises:
            SourceError: A cell cannot be read; or lines of one document disagree about it.
        """
        lines = self._lines(row)
        document: dict[str, object] = {}
        for path, value in self._constants:
            for number in range(len(lines) if path.per_line else 1):
                path.put(document, value, number)
        for rule in self._rules:
            if rule.path.per_line:
                for number, line in enumerate(lines):
                    self._put(document, rule, row, line, number)
            else:
                self._agree(rule, row)
                self._put(document, rule, row, row, 0)
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

    def _put(
        self,
        document: dict[str, object],
        rule: _Rule,
        row: SourceRow,
        line: Mapping[str, object],
        number: int,
    ) -> None:
        prefix, listed, rest = rule.source.partition("[]")
        if listed:
            value = _reach(line, rest.removeprefix("."))
        elif self._list is not None:
            value = _reach(row, prefix)
        else:
            value = _reach(line, prefix)
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        try:
            read = cells.read(value, rule.path.kind, rule.notation)
        except UnfitValue as problem:
            raise SourceError(
                str(problem),
                file=row.file,
                line=getattr(line, "line", row.line),
                column=rule.source,
                field=rule.path.canonical,
            ) from None
        rule.path.put(document, read, number)

    def _agree(self, rule: _Rule, row: SourceRow) -> None:
        for line in row.lines[1:]:
            if line.get(rule.source) != row.get(rule.source):
                raise SourceError(
                    f"differs from line {row.line}, and is the same for all lines of a document",
                    file=row.file,
                    line=line.line,
                    column=rule.source,
                )


def load_mapping(path: str | os.PathLike[str]) -> DocumentMapping:
    """A mapping from a TOML file: tables `columns` and `constants`, and the two notations.

    Raises:
        SourceError: The file cannot be read, or holds something else.
    """
    try:
        with FilePath(path).open("rb") as file:
            given = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"cannot be read ({error})", file=path) from error
    if unknown := sorted(given.keys() - _OPTIONS):
        raise SourceError(
            f"{unknown[0]!r} is not known; a mapping has {', '.join(sorted(_OPTIONS))}", file=path
        )
    try:
        columns = {name: _targets(value) for name, value in given.get("columns", {}).items()}
        return DocumentMapping(
            columns,
            given.get("constants", {}),
            decimal_comma=bool(given.get("decimal_comma", False)),
            date_format=given.get("date_format"),
        )
    except (InvalidInputError, TypeError, AttributeError) as error:
        raise SourceError(str(error), file=path) from error


def _targets(value: object) -> Targets:
    if isinstance(value, list):
        return [cast("str | Target", _targets(one)) for one in cast("list[object]", value)]
    if isinstance(value, dict):
        return _target(cast("dict[str, object]", value))
    return str(value)


def _target(value: dict[str, object]) -> Target:
    comma = value.pop("decimal_comma", None)
    form = value.pop("date_format", None)
    to = value.pop("to", None)
    if value or not isinstance(to, str):
        raise InvalidInputError(
            "a column takes to, and decimal_comma or date_format if it has its own", field="columns"
        )
    return Target(
        to=to,
        decimal_comma=None if comma is None else bool(comma),
        date_format=None if form is None else str(form),
    )


def _rule(source: str, target: str | Target, notation: Notation) -> _Rule:
    if isinstance(target, Target):
        if target.decimal_comma is not None:
            notation = evolve(notation, decimal_comma=target.decimal_comma)
        if target.date_format is not None:
            notation = evolve(notation, date_format=target.date_format)
        target = target.to
    return _Rule(source, paths.parse(target), notation)


def _reach(row: Mapping[str, object], path: str) -> object:
    """The value of a column, or where dots lead to in a row of JSON."""
    if path in row:
        return row[path]
    first, _, rest = path.partition(".")
    here = row.get(first)
    if not rest or not isinstance(here, Mapping):
        return None
    return _reach(cast("Mapping[str, object]", here), rest)
