"""Reads a mapping from a TOML file, and says in which line of it something is wrong."""

from __future__ import annotations

import os
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Final, NoReturn, cast

from attrs import frozen

from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.mapping import DocumentMapping, Target, Targets
from spaceinvoices_async.errors import InvalidInputError

_OPTIONS: Final = ("columns", "constants", "decimal_comma", "date_format")
_TARGET_OPTIONS: Final = ("to", "decimal_comma", "date_format")


def load_mapping(path: str | os.PathLike[str]) -> DocumentMapping:
    """A mapping from a TOML file: tables `columns` and `constants`, and the two notations.

    Raises:
        SourceError: The file cannot be read, or holds something else; says in which line.
    """
    file = _MapFile(Path(path), _read(path))
    try:
        # Decimals are exact, as they are everywhere else.
        given = tomllib.loads(file.text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"is not TOML: {error}", file=path) from error
    for name in given:
        if name not in _OPTIONS:
            file.refuse(f"{name!r} is not known; a mapping has {', '.join(_OPTIONS)}", name)
    columns = file.table(given, "columns")
    try:
        return DocumentMapping(
            {name: file.targets(name, value) for name, value in columns.items()},
            file.table(given, "constants"),
            decimal_comma=file.flag(given) or False,
            date_format=file.form(given),
        )
    except SourceError as error:
        if error.file is not None:
            raise
        file.refuse(error.message, error.column, column=error.column)
    except InvalidInputError as error:
        file.refuse(error.message, error.field, field=error.field)


def _read(path: str | os.PathLike[str]) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", file=path) from error
    except UnicodeDecodeError as error:
        raise SourceError("is not TOML, which is in UTF-8: save it as that", file=path) from error


@frozen
class _MapFile:
    """The file, and what is looked for in it."""

    path: Path
    text: str

    def refuse(
        self, message: str, name: str | None, *, column: str | None = None, field: str | None = None
    ) -> NoReturn:
        """Raise an error about the line that sets a name."""
        raise SourceError(
            message, file=self.path, line=self._line(name), column=column, field=field
        )

    def table(self, given: dict[str, object], name: str) -> dict[str, object]:
        """A table, empty if it is not there."""
        value = given.get(name, {})
        if not isinstance(value, dict):
            self.refuse(f"{name} is a table: write [{name}], and its lines below", name)
        return cast("dict[str, object]", value)

    def targets(self, column: str, value: object) -> Targets:
        """Where a column goes: a path, a table with one, or a list of them."""
        if isinstance(value, list):
            return [self._target(column, one) for one in cast("list[object]", value)]
        return self._target(column, value)

    def flag(self, given: dict[str, object], column: str | None = None) -> bool | None:
        """Whether numbers have a decimal comma, if it is said."""
        value = given.get("decimal_comma")
        if value is not None and not isinstance(value, bool):
            name = column or "decimal_comma"
            self.refuse(f"decimal_comma is true or false, not {value!r}", name, column=column)
        return value

    def form(self, given: dict[str, object], column: str | None = None) -> str | None:
        """The form of dates, if it is said."""
        value = given.get("date_format")
        if value is not None and not isinstance(value, str):
            name = column or "date_format"
            self.refuse(f"date_format is a text, not {value!r}", name, column=column)
        return value

    def _target(self, column: str, value: object) -> str | Target:
        if isinstance(value, str):
            return value
        given = cast("dict[str, object]", value) if isinstance(value, dict) else {}
        to = given.get("to")
        if not isinstance(to, str) or given.keys() - set(_TARGET_OPTIONS):
            self.refuse(
                'goes to a path such as "client.name", or to { to = "...", decimal_comma = ..., '
                "date_format = ... }",
                column,
                column=column,
            )
        return Target(
            to=to, decimal_comma=self.flag(given, column), date_format=self.form(given, column)
        )

    def _line(self, name: str | None) -> int | None:
        """The line that sets a name; None where that is written in a less usual way."""
        if name is None:
            return None
        setting = re.compile(rf"""\s*(\[\s*)?(["']?){re.escape(name)}\2\s*(?(1)\]|=)""")
        lines = enumerate(self.text.splitlines(), start=1)
        return next((number for number, line in lines if setting.match(line)), None)
