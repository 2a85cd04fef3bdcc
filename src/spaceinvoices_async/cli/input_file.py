"""The file of a batch as the command line names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import click
from attrs import frozen

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import BatchOptions, Column
    from spaceinvoices_async.batch.input.preparation import RowPreparer
    from spaceinvoices_async.batch.input.sources import Source

_NOT_TO_BE_USED: Final = frozenset('\r\n"')


class Delimiter(NamedTuple):
    """A usual one."""

    character: str
    name: str
    word: str
    """To be given on a command line."""


_USUAL: Final = (
    Delimiter(",", "commas", "','"),
    Delimiter(";", "semicolons", "';'"),
    Delimiter("\t", "tabs", "tab"),
    Delimiter("|", "bars", "'|'"),
)


def parse_delimiter(text: str) -> str:
    """Return the delimiter of an option's value: one character, or the word tab.

    Raises:
        click.BadParameter: It is neither.
    """
    if text in {"tab", "\\t"}:
        return "\t"
    if len(text) != 1 or text in _NOT_TO_BE_USED:
        raise click.BadParameter(f"{text!r} is neither one character nor the word tab")
    return text


def likelier(file: Path, encoding: str, used: str) -> Delimiter | None:
    """Return the delimiter that the first line has, if it does not have the one that is to be used.

    A file that cannot be read has none: reading it will say why.
    """
    try:
        with file.open(encoding=encoding, errors="replace", newline="") as lines:
            header = lines.readline()
    except (
        OSError,
        UnicodeError,
    ):  # text of UTF-16 that begins as none can: no reading "replaces" it
        return None
    if used in header:
        return None
    found = max(_USUAL, key=lambda usual: header.count(usual.character))
    return found if found.character in header else None


FORMATS: Final = ("csv", "jsonl", "workbook", "parquet")
_SUFFIXES: Final = {
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), "workbook"),
    **dict.fromkeys((".parquet", ".pq", ".arrow", ".feather", ".ipc"), "parquet"),
}
_UTF_8: Final = frozenset({"utf-8", "utf-8-sig"})
"""Encodings in which files of other formats have their text, if they have any."""
_STARTS: Final = {
    b"PK\x03\x04": "a workbook (.xlsx or .ods)",
    b"\xd0\xcf\x11\xe0": "an old workbook (.xls)",
    b"PAR1": "a Parquet file",
    b"%PDF": "a PDF",
}
"""What files that are no text begin with."""


@frozen(kw_only=True)
class InputFile:
    """Which file, what its rows are, and for whom they are issued.

    Attributes:
        file: The rows.
        kind: One of `FORMATS`; None goes by the file's name.
        mapping: TOML file that makes documents of rows.
        key: Column of the business key.
        single: Whether each line of a CSV file is a document of its own.
        delimiter: Of a CSV file; None goes by the file's name.
        encoding: Of a CSV file.
        organization_id: For whom, unless rows name their own.
        organization_column: Where rows do.
        account_column: Where rows name the child account to act as.
        job: Namespace of the keys.
        sheet: Of a workbook; None for its first.
    """

    file: Path
    kind: str | None
    mapping: Path | None
    key: str
    single: bool
    delimiter: str | None
    encoding: str
    organization_id: str | None
    organization_column: str | None
    account_column: str | None
    job: str
    sheet: str | None = None

    def source(self) -> Source:
        """Return the rows of the file.

        Raises:
            SourceError: The mapping cannot be read.
            click.UsageError: It is not known what the rows are.
        """
        from spaceinvoices_async import batch

        suffix = self.file.suffix.lower()
        kind = self.kind or _SUFFIXES.get(suffix)
        self._refuse_options_of_others(kind)
        mapping = None if self.mapping is None else batch.load_mapping(self.mapping)
        if kind == "jsonl":
            return batch.read_jsonl(self.file, mapping=mapping)
        if kind is None:
            raise click.UsageError(
                f"{self.file.name} may be anything: say --format {', '.join(FORMATS)}"
            )
        group_by = None if self.single else self.key
        if kind == "parquet":
            return batch.read_parquet(
                self.file, mapping=mapping, group_by=None if mapping is None else group_by
            )
        if mapping is None:
            what = "CSV file" if kind == "csv" else "workbook"
            raise click.UsageError(
                f"a {what} needs a mapping of its columns: --map map.toml "
                f"(spaceinvoices batch map {self.file.name} proposes one)"
            )
        if kind == "workbook":
            return batch.read_workbook(
                self.file, mapping=mapping, group_by=group_by, sheet=self.sheet
            )
        self._doubt_text()
        source = batch.read_csv(
            self.file,
            mapping=mapping,
            group_by=group_by,
            delimiter=self.delimiter or ("\t" if suffix == ".tsv" else ","),
            encoding=self.encoding,
        )
        if self.delimiter is None:
            self._doubt_delimiter(source.delimiter)
        return source

    def preparer(self, source: Source) -> RowPreparer:
        """Return what makes documents of the rows where no client is at hand.

        Raises:
            click.UsageError: It is not known whose they are.
        """
        from spaceinvoices_async.batch.input.preparation import RowPreparer

        return RowPreparer(
            job=self.job,
            key=self.key,
            organization_id=self.organization(),
            account=self.account(),
            to_document=None if source.mapping is None else source.to_document,
            locate=source.locate,
        )

    def options(self) -> BatchOptions:
        """Return the options of a batch that concern the rows."""
        from spaceinvoices_async.batch import BatchOptions

        return BatchOptions(job=self.job)

    def organization(self) -> str | Column:
        """Return the organization of all rows, or the column that names it.

        Raises:
            click.UsageError: Not exactly one of them is given.
        """
        from spaceinvoices_async.batch import Column

        if self.organization_id and not self.organization_column:
            return self.organization_id
        if self.organization_column and not self.organization_id:
            return Column(self.organization_column)
        raise click.UsageError("give one of --org ID and --org-column COLUMN")

    def account(self) -> Column | None:
        """Return the column that names the child account, if there is one."""
        from spaceinvoices_async.batch import Column

        return None if self.account_column is None else Column(self.account_column)

    def refused_file(self) -> Path:
        """Return where refused rows go unless it is said.

        Of a workbook they are written as .xlsx.
        """
        suffix = self.file.suffix
        if (self.kind or _SUFFIXES.get(suffix.lower())) == "workbook":
            suffix = ".xlsx"
        return self.file.with_name(f"{self.file.stem}.refused{suffix}")

    def beside(self, ending: str) -> Path:
        """Return a file beside the input: `orders.csv` and `.journal` give `orders.csv.journal`."""
        return self.file.with_name(self.file.name + ending)

    def _refuse_options_of_others(self, kind: str | None) -> None:
        """Refuse an option that says nothing of a file of this kind, and would be passed over."""
        for option, given, owner in (
            ("--sheet", self.sheet is not None, "workbook"),
            ("--delimiter", self.delimiter is not None, "csv"),
            ("--encoding", self.encoding not in _UTF_8, "csv"),
        ):
            if given and kind is not None and kind != owner:
                raise click.UsageError(
                    f"{option} is of a file of the format {owner}, and {self.file.name} is read as "
                    f"{kind}"
                )
        if self.single and (kind == "jsonl" or (kind == "parquet" and self.mapping is None)):
            raise click.UsageError(
                f"--single is of a table with a mapping; each row of {self.file.name} is a document "
                "anyway"
            )

    def _doubt_text(self) -> None:
        """Refuse a file that is no text, saying what it is."""
        try:
            with self.file.open("rb") as file:
                start = file.read(4)
        except OSError:
            return  # reading it will say why
        for beginning, what in _STARTS.items():
            if start.startswith(beginning):
                raise click.UsageError(
                    f"{self.file} is {what}, and no CSV: give it the ending of its kind, or say "
                    "--format"
                )

    def _doubt_delimiter(self, used: str) -> None:
        """Ask for the delimiter, where the first line has the one that is used nowhere."""
        found = likelier(self.file, self.encoding, used)
        if found is not None:
            raise click.UsageError(
                f"{self.file}, line 1: the columns seem to be separated by {found.name}: "
                f"say --delimiter {found.word}"
            )
