"""The options that say what the rows of a file are, and for whom."""

from __future__ import annotations

import codecs
import functools
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from spaceinvoices_async.cli.input_file import FORMATS, InputFile, parse_delimiter

if TYPE_CHECKING:
    from collections.abc import Callable

READABLE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
WRITABLE: Final = click.Path(dir_okay=False, path_type=Path)


def _encoding(text: str) -> str:
    """Return a name that text can be read by."""
    try:
        "".encode(text)
        return codecs.lookup(text).name
    except LookupError:
        raise click.BadParameter(
            f"{text!r} is no encoding of text; utf-8, cp1252 and utf-16 are some"
        ) from None


_OPTIONS: Final = (
    click.argument("file", type=READABLE),
    click.option("--org", metavar="ID", help="The organization that issues."),
    click.option("--org-column", metavar="COLUMN", help="Column that names the organization."),
    click.option("--account-column", metavar="COLUMN", help="Column that names the child account."),
    click.option(
        "--key",
        required=True,
        metavar="COLUMN",
        help="Column that identifies a document forever, such as the number of the order.",
    ),
    click.option(
        "--map", "mapping", type=READABLE, metavar="TOML", help="Which column goes where."
    ),
    click.option(
        "--format",
        "kind",
        type=click.Choice(FORMATS),
        help="Format of FILE; by its name if not given.",
    ),
    click.option("--sheet", metavar="NAME", help="Sheet of a workbook; the first if not given."),
    click.option(
        "--single",
        is_flag=True,
        help="Each line of a table is a document; otherwise the lines of one key together are.",
    ),
    click.option(
        "--delimiter",
        type=parse_delimiter,
        metavar="CHARACTER|tab",
        help="Separator of a CSV; a comma, or a tab in a .tsv, if not given.",
    ),
    click.option(
        "--encoding",
        type=_encoding,
        default="utf-8-sig",
        show_default=True,
        metavar="NAME",
        help="Encoding of a CSV; cp1252 is what Excel writes in Western Europe.",
    ),
    click.option(
        "--job", default="default", help="Namespace of the keys, such as 2026-11.", metavar="NAME"
    ),
    click.option(
        "--journal", type=WRITABLE, metavar="F", help="Journal; FILE.journal if not given."
    ),
)


def input_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add what names the rows, given to the command as one `InputFile`, and their journal."""

    @functools.wraps(command)
    def named(
        *,
        file: Path,
        org: str | None,
        org_column: str | None,
        account_column: str | None,
        key: str,
        mapping: Path | None,
        kind: str | None,
        sheet: str | None,
        single: bool,
        delimiter: str | None,
        encoding: str,
        job: str,
        journal: Path | None,
        **others: object,
    ) -> object:
        given = InputFile(
            file=file,
            kind=kind,
            sheet=sheet,
            mapping=mapping,
            key=key,
            single=single,
            delimiter=delimiter,
            encoding=encoding,
            organization_id=org,
            organization_column=org_column,
            account_column=account_column,
            job=job,
        )
        journal = journal or given.beside(".journal")
        return command(given=given, journal=journal, **others)

    decorated: Callable[..., object] = named
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated
