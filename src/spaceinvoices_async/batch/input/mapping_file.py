"""Reads a mapping from a TOML file, and says in which line of it something is wrong."""

from __future__ import annotations

import os
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Final, NoReturn, cast

from attrs import frozen

from spaceinvoices_async import _validation
from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.mapping import DocumentMapping, Target, Targets
from spaceinvoices_async.batch.input.row_filter import Texts
from spaceinvoices_async.errors import InvalidInputError

_FLAGS: Final = ("decimal_comma", "blank_as_above")
_TEXTS: Final = ("date_format", "locale", "thousands", "currency", "negative")
_FILTERS: Final = ("only", "skip", "footer")
_OPTIONS: Final = ("columns", "constants", "send", *_FLAGS, *_TEXTS, *_FILTERS)
_TARGET_FLAGS: Final = ("decimal_comma", "required", "percent")
_TARGET_OPTIONS: Final = ("to", *_TARGET_FLAGS, *_TEXTS, "scale")


def load_mapping(path: str | os.PathLike[str]) -> DocumentMapping:
    """Read a mapping from TOML: tables `columns` and `constants`, and how cells are written.

    What it takes beside the tables is what `DocumentMapping` takes, by the same names.

    Raises:
        SourceError: The file cannot be read, or holds something else; says in which line.
    """
    where = _validation.path(path, "path")
    file = _MapFile(where, _read(where))
    try:
        # Decimals are exact, as they are everywhere else.
        given = tomllib.loads(file.text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"is not TOML: {error}", file=path) from error
    except RecursionError:
        raise SourceError("is nested too deeply to be a mapping", file=path) from None
    constants = file.table(given, "constants")
    if "send" in given:
        constants.setdefault("send", file.flag(given, "send"))
    for name in given:
        if name not in _OPTIONS:
            file.refuse(f"{name!r} is not known; a mapping has {', '.join(_OPTIONS)}", name)
    columns = file.table(given, "columns")
    flags = {name: file.flag(given, name) for name in _FLAGS if name in given}
    texts = {name: file.text_of(given, name) for name in _TEXTS if name in given}
    filters = {name: file.filter(given, name) for name in _FILTERS}
    try:
        return DocumentMapping(
            {name: file.targets(name, value) for name, value in columns.items()},
            constants,
            decimal_comma=flags.get("decimal_comma", False),
            blank_as_above=flags.get("blank_as_above", True),
            date_format=texts.get("date_format"),
            locale=texts.get("locale"),
            thousands=texts.get("thousands"),
            currency=texts.get("currency"),
            negative=texts.get("negative", "minus"),
            **filters,
        )
    except SourceError as error:
        if error.file is not None:
            raise
        file.refuse(error.message, error.column, column=error.column)
    except InvalidInputError as error:
        file.refuse(error.message, error.field, field=error.field)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
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
        """Return a table, empty if it is not there."""
        value = given.get(name, {})
        if not isinstance(value, dict):
            self.refuse(f"{name} is a table: write [{name}], and its lines below", name)
        return cast("dict[str, object]", value)

    def targets(self, column: str, value: object) -> Targets:
        """Return where a column goes: a path, a table with one, or a list of them."""
        if isinstance(value, list):
            return [self._target(column, one) for one in cast("list[object]", value)]
        return self._target(column, value)

    def flag(self, given: dict[str, object], name: str, column: str | None = None) -> bool:
        """Return a setting that is true or false."""
        value = given[name]
        if not isinstance(value, bool):
            self.refuse(f"{name} is true or false, not {value!r}", column or name, column=column)
        return value

    def text_of(self, given: dict[str, object], name: str, column: str | None = None) -> str:
        """Return a setting that is a text."""
        value = given[name]
        if not isinstance(value, str):
            self.refuse(f"{name} is a text, not {value!r}", column or name, column=column)
        return value

    def filter(self, given: dict[str, object], name: str) -> dict[str, Texts]:
        """Columns, and what they hold in the rows that are meant."""
        table = self.table(given, name)
        for column, value in table.items():
            texts = cast("list[object]", value) if isinstance(value, list) else [value]
            if not all(isinstance(text, str) for text in texts):
                self.refuse(f"{name}: a text, or a list of texts, is meant", column, column=column)
        return cast("dict[str, Texts]", table)

    def _target(self, column: str, value: object) -> str | Target:
        if isinstance(value, str):
            return value
        given = cast("dict[str, object]", value) if isinstance(value, dict) else {}
        to = given.get("to")
        if not isinstance(to, str) or given.keys() - set(_TARGET_OPTIONS):
            self.refuse(
                'goes to a path such as "client.name", or to { to = "...", decimal_comma = ..., '
                f"date_format = ... }}; beside `to` there are {', '.join(_TARGET_OPTIONS[1:])}",
                column,
                column=column,
            )
        flags = {name: self.flag(given, name, column) for name in _TARGET_FLAGS if name in given}
        texts = {name: self.text_of(given, name, column) for name in _TEXTS if name in given}
        scale = given.get("scale")
        if scale is not None and (
            isinstance(scale, bool) or not isinstance(scale, (int, str, Decimal))
        ):
            self.refuse(f"scale is a number, not {scale!r}", column, column=column)
        return Target(
            to=to,
            decimal_comma=flags.get("decimal_comma"),
            required=flags.get("required"),
            percent=flags.get("percent", False),
            date_format=texts.get("date_format"),
            locale=texts.get("locale"),
            thousands=texts.get("thousands"),
            currency=texts.get("currency"),
            negative=texts.get("negative"),
            scale=scale,
        )

    def _line(self, name: str | None) -> int | None:
        """Return the line that sets a name; None where that is written in a less usual way."""
        if name is None:
            return None
        setting = re.compile(rf"""\s*(\[\s*)?(["']?){re.escape(name)}\2\s*(?(1)\]|=)""")
        lines = enumerate(self.text.splitlines(), start=1)
        return next((number for number, line in lines if setting.match(line)), None)
