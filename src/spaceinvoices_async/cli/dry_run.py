"""A dry run: the whole file read, mapped, checked and added up; nothing is sent."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import click

from spaceinvoices_async.batch.input.validation import inspected
from spaceinvoices_async.batch.progress import ProgressReporter
from spaceinvoices_async.cli import progress
from spaceinvoices_async.cli.errors import clean, say
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.output import finish, write_facts, write_json
from spaceinvoices_async.cli.progress import ProgressSource
from spaceinvoices_async.cli.report import problems, remarks
from spaceinvoices_async.clock import SYSTEM_CLOCK

if TYPE_CHECKING:
    from spaceinvoices_async.batch import Existing, Inspection, Sum
    from spaceinvoices_async.cli.connection import ServerOptions
    from spaceinvoices_async.cli.input_file import InputFile
    from spaceinvoices_async.types import JsonValue

_CENT: Final = Decimal("0.01")


async def alone(given: InputFile, *, as_json: bool) -> Exit:
    """Check a file and say what it comes to; needs no credentials.

    Raises:
        SourceError: The file or the mapping cannot be read.
    """
    source = given.source()
    preparer, following = given.preparer(source), ProgressSource()
    reporter = ProgressReporter(following.take, given.options().progress_interval, SYSTEM_CLOCK)
    async with progress.shown(following.look):
        found = await inspected(source, preparer, reporter)
    return _tell(found, as_json=as_json)


async def against_server(connection: ServerOptions, given: InputFile, *, as_json: bool) -> Exit:
    """Return the same, and look up which of the documents are on the server already.

    Raises:
        SourceError: The file or the mapping cannot be read.
        SpaceInvoicesError: The server could not be asked.
    """
    source, organization_id = given.source(), given.organization()
    following = ProgressSource()
    async with connection.open() as si, progress.shown(following.look):
        found = await si.batch.check(
            source,
            organization_id=organization_id,
            key=given.key,
            account=given.account(),
            options=given.options(),
            existing=True,
            on_progress=following.take,
        )
    return _tell(found, as_json=as_json)


def _tell(found: Inspection, *, as_json: bool) -> Exit:
    for problem in found.problems:
        say(f"error: {_place(problem.error, problem.line)}")
    if found.wrong > len(found.problems):
        say(f"and {found.wrong - len(found.problems)} more")
    code = Exit.INCOMPLETE if found.differing else Exit.DONE
    write = _write_json if as_json else _write
    return finish(code if found.ok else Exit.USAGE, lambda: write(found))


def _place(error: Exception, line: int) -> str:
    return str(error) if getattr(error, "line", None) is not None else f"line {line}: {error}"


def _write(found: Inspection) -> None:
    asked = found.existing is not None
    write_facts(
        [
            ("rows", found.rows),
            ("documents", found.documents),
            ("their lines", found.lines),
            ("repeated rows", found.repeated),
            ("wrong rows", found.wrong),
            ("on the server", found.existing),
            ("differing there", found.differing if asked else None),
        ]
    )
    for remark in found.remarks:
        click.echo(clean(f"note: {remark}"))
    shown = Counter(remark.kind for remark in found.remarks)
    for kind, count in found.remark_counts.items():
        if count > shown[kind]:
            click.echo(f"note: {count - shown[kind]} more like it ({kind})")
    for one in found.found:
        if one.difference is not None:
            click.echo(clean(_differs(one)))
    for name, sums in sorted(found.totals_by_type.items(), key=lambda one: one[0] != "invoice"):
        for currency, total in sorted(sums.items()):
            net, with_tax = total.net.quantize(_CENT), total.with_tax.quantize(_CENT)
            paid = f", {total.paid.quantize(_CENT)} of it paid" if total.paid else ""
            what = "" if name == "invoice" else f" ({name})"
            amounts = f"{net} net, {with_tax} with taxes {currency}".rstrip()
            click.echo(clean(f"{amounts}{paid}{what}"))
    click.echo("nothing was sent; these are the totals that the server will calculate")


def _differs(one: Existing) -> str:
    return (
        f"line {one.line}, key {one.key!r}: is document {one.number or one.document_id} already, "
        f"and its {one.difference} differ"
    )


def _write_json(found: Inspection) -> None:
    told: dict[str, JsonValue] = {
        "dry_run": True,
        "rows": found.rows,
        "documents": found.documents,
        "lines": found.lines,
        "repeated": found.repeated,
        "wrong": found.wrong,
        "problems": problems(found.problems),
        "totals": {
            currency: {"net": total.net, "with_tax": total.with_tax}
            for currency, total in sorted(found.totals.items())
        },
    }
    told["totals_by_type"] = {
        kind: {currency: _amounts(total) for currency, total in sorted(sums.items())}
        for kind, sums in sorted(found.totals_by_type.items())
    }
    told["remarks"] = remarks(found.remarks)
    told["remark_counts"] = {str(kind): count for kind, count in found.remark_counts.items()}
    if found.existing is not None:
        told["existing"], told["differing"] = found.existing, found.differing
        told["found"] = [_existing(one) for one in found.found]
    write_json(told)


def _amounts(total: Sum) -> JsonValue:
    return {"net": total.net, "with_tax": total.with_tax, "paid": total.paid}


def _existing(one: Existing) -> JsonValue:
    return {
        "line": one.line,
        "key": one.key,
        "organization_id": one.organization_id,
        "document_id": one.document_id,
        "number": one.number,
        "total": one.total,
        "currency": one.currency,
        "difference": one.difference,
    }
