"""Carries out one operation for the command line, or shows the request that it would send."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Final, cast

import click
from attrs import frozen

from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.operations import rendering
from spaceinvoices_async.cli.output import finish

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from spaceinvoices_async._api import Api
    from spaceinvoices_async._serialization.models import Model
    from spaceinvoices_async.cli.connection import ServerOptions
    from spaceinvoices_async.pagination.paginator import AsyncPaginator
    from spaceinvoices_async.transports.base import Request, Response
    from spaceinvoices_async.types import JsonValue

_NOT_SHOWN: Final = "not-shown"
"""Stands where a token would, in a dry run."""
_HIDDEN: Final = frozenset({"authorization", "user-agent"})
_ROWS_ON_A_TERMINAL: Final = 100


@frozen(kw_only=True)
class OperationCall:
    """One operation with its arguments, and how its result is wanted.

    Attributes:
        tag: Name of the resource.
        method: Name of its method.
        ids: Arguments by place.
        arguments: Arguments by name.
        child: Id or e-mail address of the child account to act as, if any.
        form: How the result is written.
        columns: Names of the columns wanted, in a table and in CSV.
        dry_run: Whether to show the request and send nothing.
        changes_something: Whether the call is more than a look.
    """

    tag: str
    method: str
    ids: Sequence[str]
    arguments: Mapping[str, object]
    child: str | None
    form: rendering.Format
    columns: Sequence[str]
    dry_run: bool
    changes_something: bool

    @property
    def limited(self) -> bool:
        """Whether it was said how many rows are wanted."""
        return self.arguments.get("limit") is not None

    def invoke(self, api: Api) -> object:
        """Call the method; a coroutine, or a paginator."""
        method = cast("Callable[..., object]", getattr(getattr(api, self.tag), self.method))
        return method(*self.ids, **self.arguments)


@frozen(kw_only=True)
class RequestCall:
    """A request to a literal path, and how its result is wanted."""

    verb: str
    path: str
    query: Mapping[str, str]
    body: JsonValue
    child: str | None
    form: rendering.Format
    dry_run: bool
    columns: Sequence[str] = ()

    @property
    def changes_something(self) -> bool:
        """Whether the call is more than a look."""
        return self.verb not in {"GET", "HEAD"}

    def invoke(self, api: Api) -> object:
        """Send the request; a coroutine."""
        return api.request(self.verb, self.path, query=self.query, body=self.body)


class _RequestShown(Exception):
    """Ends a dry run: the request was shown in place of being sent."""


class ShowingTransport:
    """A transport that writes each request to the standard output, without its token."""

    async def send(self, request: Request) -> Response:
        """Show a request and end the call.

        Raises:
            _RequestShown: Always.
        """
        click.echo(f"{request.method} {request.url}")
        for name, value in request.headers:
            if name.lower() not in _HIDDEN:
                click.echo(f"{name}: {value}")
        if request.body is not None:
            click.echo()
            try:
                click.echo(request.body.decode())
            except UnicodeDecodeError:
                click.echo(f"({len(request.body)} bytes)")
        raise _RequestShown

    async def aclose(self) -> None:
        """Close nothing: nothing was opened."""


async def carry_out(connection: ServerOptions, call: OperationCall | RequestCall) -> Exit:
    """Call an operation and write its result.

    Raises:
        SpaceInvoicesError: As `errors` describes.
    """
    if call.dry_run:
        return await show_request(connection, call.invoke, child=call.child)
    async with connection.open() as si, AsyncExitStack() as stack:
        api: Api = si
        if call.child is not None:
            is_email = "@" in call.child
            child = si.impersonate(
                id=None if is_email else call.child, email=call.child if is_email else None
            )
            api = await stack.enter_async_context(child)
        result = call.invoke(api)
        if isinstance(call, OperationCall) and hasattr(result, "__aiter__"):
            await _write_rows(cast("AsyncPaginator[Model]", result), call)
            return Exit.DONE
        value = await cast("Awaitable[object]", result)
    if call.changes_something:  # what cannot be shown is done all the same
        return finish(Exit.DONE, lambda: _write_value(value, call))
    _write_value(value, call)
    return Exit.DONE


async def show_request(
    connection: ServerOptions, invoke: Callable[[Api], object], *, child: str | None
) -> Exit:
    """Show the first request that a call would send; no credentials are needed."""
    from spaceinvoices_async.client import AsyncSpaceInvoices

    if child is not None:
        click.echo(f"# as the child account {child}, with a token of its own")
    try:
        async with AsyncSpaceInvoices(
            _NOT_SHOWN,
            base_url=connection.address(),
            options=connection.options(),
            transport=ShowingTransport(),
        ) as si:
            result = invoke(si)
            if hasattr(result, "__aiter__"):
                async for _ in cast("AsyncPaginator[Model]", result):
                    break
            else:
                await cast("Awaitable[object]", result)
    except _RequestShown:
        click.echo("# nothing was sent")
    return Exit.DONE


async def _write_rows(pages: AsyncPaginator[Model], call: OperationCall) -> None:
    """Write rows as they come, where the form can be written row by row."""
    if call.form == "jsonl":
        async for row in pages:
            rendering.write(rendering.render(row.to_dict(), "jsonl"))
        return
    rows: list[JsonValue] = []
    limited = call.form == "table" and not call.limited
    async for row in pages:
        if limited and len(rows) == _ROWS_ON_A_TERMINAL:
            from spaceinvoices_async.cli.errors import say

            say(f"the first {_ROWS_ON_A_TERMINAL}; --limit N or --output jsonl shows more")
            break
        rows.append(row.to_dict())
    rendering.write(rendering.render(rows, call.form, wanted=call.columns))


def _write_value(value: object, call: OperationCall | RequestCall) -> None:
    if value is None:
        return
    if hasattr(value, "__fspath__"):
        click.echo(str(value))
        return
    plain = rendering.as_json_value(value)
    rendering.write(rendering.render(plain, call.form, wanted=call.columns))
