"""The command of one operation: its arguments, options and help, read off the resource method."""

from __future__ import annotations

import sys
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from spaceinvoices_async.cli.connection import connection_options, run
from spaceinvoices_async.cli.operations import rendering
from spaceinvoices_async.cli.operations.body import read_body
from spaceinvoices_async.cli.operations.call import OperationCall, carry_out
from spaceinvoices_async.cli.where import WHERE_HELP, read_conditions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spaceinvoices_async.cli.connection import ServerOptions
    from spaceinvoices_async.cli.exit_codes import Exit
    from spaceinvoices_async.cli.operations.method import Method, Parameter

_LIST_OPTIONS: Final = (
    click.Option(["--where"], multiple=True, metavar="CONDITION", help=WHERE_HELP),
    click.Option(["--order"], multiple=True, metavar="NAME", help="Such as 'date DESC'."),
    click.Option(["--fields"], metavar="NAMES", help="Names of the properties wanted, by commas."),
    click.Option(["--include"], multiple=True, metavar="RELATION", help="Related objects to add."),
    click.Option(["--skip"], type=click.IntRange(0), help="Rows to pass over first."),
    click.Option(["--limit"], type=click.IntRange(1), help="Rows wanted in all; all if not given."),
    click.Option(["--deleted"], is_flag=True, help="Deleted rows too."),
)
_LIST_NAMES: Final = frozenset(
    {"where", "order", "fields", "include", "skip", "limit", "deleted", "filter"}
)


def make_command(method: Method) -> click.Command:
    """Return the command of a resource method."""
    options = [*_parameters(method), *_common(method)]

    @connection_options
    @click.pass_context
    def called(context: click.Context, /, *, connection: ServerOptions, **given: object) -> Exit:
        return _call(context, method, connection, given)

    name = method.name.replace("_", "-")
    command = click.command(
        name,
        help=_help(method),
        short_help=method.operation.summary,
        epilog=f"Documented at {method.operation.docs}",
    )(called)
    command.params = [*options, *command.params]
    return command


def _help(method: Method) -> str:
    parts = [method.documentation]
    fields = _fields(method)
    if fields:
        lines = "\n".join(fields)
        parts.append(f"\b\nFields of the body, for --set:\n{lines}")
    if method.example:
        # An empty line would end what click leaves as it is.
        example = method.example.rstrip().lstrip("\n")
        parts.append(f"\b\nExample, in Python:\n{example}")
    return "\n\n".join(parts)


def _fields(method: Method) -> list[str]:
    model = method.body
    if model is None:
        return []
    lines: list[str] = []
    for field in model.FIELDS:
        parameter = method.parameters.get(field.name)
        kind = "object" if field.kind == "model" else field.kind
        many = f"list of {kind}" if field.many else kind
        needed = ", required" if field.required else ""
        choices = "" if parameter is None else "|".join(parameter.choices)
        told = "" if parameter is None else parameter.help
        lines.append(f"  {field.name} ({choices or many}{needed}): {told}")
    return lines


def _parameters(method: Method) -> Iterator[click.Parameter]:
    body = method.body
    of_body = frozenset[str]() if body is None else frozenset(body.wire_names())
    for parameter in method.parameters.values():
        if parameter.positional:
            yield click.Argument([parameter.name], metavar=parameter.name.upper())
        elif parameter.name == "body":
            yield click.Option(
                ["--body"], metavar="JSON|@FILE|-", help="The body: JSON, a file of it, or stdin."
            )
            yield click.Option(
                ["--set", "places"],
                multiple=True,
                metavar="PLACE=VALUE",
                help="Set a place of the body, such as client.name=Rocket or 'items[0].price=10'; "
                "PLACE:=JSON for any JSON value.",
            )
        elif method.lists and parameter.name in _LIST_NAMES:
            continue
        elif parameter.name not in of_body:
            yield _option(parameter)
    if method.lists:
        yield from _LIST_OPTIONS


def _option(parameter: Parameter) -> click.Option:
    flag = f"--{parameter.name.replace('_', '-')}"
    names, kind = [flag, parameter.name], _kind(parameter)
    told = all(f"`{choice}`" in parameter.help for choice in parameter.choices)
    choices = "" if told else f" One of {', '.join(parameter.choices)}."
    if kind is bool:
        names[0] = f"{flag}/--no-{flag[2:]}"
    filtered = parameter.mentions("Where", "Mapping")
    option = partial(
        click.Option,
        names,
        type=None if kind is bool else kind,
        required=parameter.required,
        multiple=filtered or parameter.mentions("Sequence"),
        metavar="CONDITION" if filtered else "DATE" if kind is _moment else None,
        help=WHERE_HELP if filtered else f"{parameter.help}{choices}",
    )
    # To some versions of click an option with a default is given, even if that is None.
    return option() if parameter.required else option(default=None)


def _kind(parameter: Parameter) -> click.Path | type | Callable[[str], date | datetime]:
    """Return what turns the text of an option into the argument."""
    if parameter.name == "to":
        return click.Path(path_type=Path)
    if parameter.mentions("FileInput"):
        return click.Path(exists=True, dir_okay=False, path_type=Path)
    if parameter.mentions("bool"):
        return bool
    if parameter.mentions("int"):
        return int
    return _moment if parameter.mentions("Moment", "date", "datetime") else str


def _moment(text: str) -> date | datetime:
    try:
        return date.fromisoformat(text)
    except ValueError:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            raise click.BadParameter(
                f"{text!r} is no date such as 2026-11-30, nor a time such as 2026-11-30T12:00:00Z"
            ) from None


def _common(method: Method) -> Iterator[click.Parameter]:
    yield click.Option(
        ["--output"],
        type=click.Choice(rendering.FORMATS),
        help="A table on a terminal, JSON in a pipe, if not given.",
    )
    yield click.Option(["--as", "child"], metavar="ID|E-MAIL", help="Act as this child account.")
    yield click.Option(
        ["--dry-run"], is_flag=True, help="Show the request, in place of a result; send nothing."
    )
    if method.destroys:
        yield click.Option(["--yes"], is_flag=True, help="Do not ask before it is done.")


def _call(
    context: click.Context, method: Method, connection: ServerOptions, given: dict[str, object]
) -> Exit:
    form, child = given.pop("output"), given.pop("child")
    dry_run, agreed = bool(given.pop("dry_run")), bool(given.pop("yes", False))
    ids = [str(given.pop(one.name)) for one in method.parameters.values() if one.positional]
    arguments, columns = _arguments(method, given)
    if method.destroys and not agreed and not dry_run:
        _ask(context, ids)
    call = OperationCall(
        tag=method.tag,
        method=method.name,
        ids=ids,
        arguments=arguments,
        child=None if child is None else str(child),
        form=rendering.chosen(form),
        columns=columns,
        dry_run=dry_run,
        changes_something=method.operation.safety != "safe",
    )
    return run(carry_out(connection, call))


def _ask(context: click.Context, ids: list[str]) -> None:
    """Ask on a terminal; elsewhere nobody can answer, and the command line says what is meant."""
    if sys.stdin.isatty() and sys.stderr.isatty():
        name = context.command_path.partition(" ")[2]
        click.confirm(f"{name} {' '.join(ids)}: go on?", abort=True, err=True)
    else:
        raise click.UsageError("takes away what is there: say --yes", context)


def _arguments(
    method: Method, given: dict[str, object]
) -> tuple[dict[str, object], tuple[str, ...]]:
    """Return the keyword arguments of the method, and the columns wanted of its rows."""
    arguments: dict[str, object] = {}
    columns: tuple[str, ...] = ()
    if "body" in method.parameters:
        text, places = given.pop("body"), cast("tuple[str, ...]", given.pop("places"))
        body = read_body(None if text is None else str(text), places, method.body)
        if body is not None:
            arguments["body"] = body
    fields = given.pop("fields", None)
    if isinstance(fields, str):
        columns = tuple(name.strip() for name in fields.split(",") if name.strip())
        arguments["fields"] = list(columns)
    for name, value in given.items():
        if value is None or value == () or (name == "deleted" and not value):
            continue
        if not isinstance(value, tuple):
            arguments[name] = value
        elif method.parameters[name].mentions("Where", "Mapping"):
            arguments[name] = read_conditions(cast("tuple[str, ...]", value))
        else:
            arguments[name] = list(cast("tuple[object, ...]", value))
    return arguments, columns
