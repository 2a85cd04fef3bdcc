"""Requestor of one account: makes a call of an operation and its arguments, and decodes the answer."""

from __future__ import annotations

import asyncio
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from attrs import evolve

from spaceinvoices_async import operations
from spaceinvoices_async._calls.request import (
    Call,
    Content,
    check_owner,
    check_resumed,
    given_or_made,
    is_resumed,
    render_path,
    render_target,
)
from spaceinvoices_async._serialization import responses
from spaceinvoices_async._serialization.models import Model
from spaceinvoices_async._serialization.requests import Encoded, Multipart, free_body
from spaceinvoices_async._serialization.values import base_value
from spaceinvoices_async.clock import running_loop
from spaceinvoices_async.errors import ConfigurationError, InvalidInputError, ResponseDecodeError
from spaceinvoices_async.options import RequestOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from pathlib import Path

    from spaceinvoices_async._calls.context import AttemptResult
    from spaceinvoices_async._calls.request import Credentials, SingleSend
    from spaceinvoices_async._pipeline import Pipeline
    from spaceinvoices_async._serialization.drift import Drift
    from spaceinvoices_async.errors import OutcomeUnknownError
    from spaceinvoices_async.operations import Operation
    from spaceinvoices_async.pagination.list_query import ListQuery
    from spaceinvoices_async.pagination.paginator import AsyncPaginator
    from spaceinvoices_async.types import JsonValue


class InFlightCalls:
    """Counter of the calls in flight; once closed it refuses new ones, and can be drained.

    Args:
        name: What is closed, for the error of a call that comes too late.
        parent: Those of the client, for the calls of a view of it.
    """

    __slots__ = ("_idle", "_loops", "_name", "_parent", "_process", "closed")

    def __init__(self, name: str, parent: InFlightCalls | None = None) -> None:
        self._name = name
        self._parent = parent
        # By loop: calls left in one that was closed never end, and must not be waited for.
        self._loops: dict[asyncio.AbstractEventLoop, _LoopCalls] = {}
        self._idle: list[asyncio.Future[None]] = []
        self._process = os.getpid()
        self.closed: bool = False

    @property
    def count(self) -> int:
        """Calls that have begun and not ended."""
        loops = self._of_loops().copy()  # those of other threads come and go meanwhile
        return sum(calls.count for loop, calls in loops.items() if not loop.is_closed())

    def close(self) -> None:
        """Refuse every call from now on; those in flight go on."""
        self.closed = True

    def check_open(self) -> None:
        """Refuse what comes after the end.

        Raises:
            ConfigurationError: It is closed.
        """
        if self.closed:
            raise ConfigurationError(
                f"the {self._name} is closed: make calls inside its `async with` block, or before "
                "`aclose()`"
            )
        if self._parent is not None:
            self._parent.check_open()

    async def drain(self) -> None:
        """Wait until no call is in flight."""
        while self.count:
            idle = asyncio.get_running_loop().create_future()
            self._idle.append(idle)
            await idle

    def call(self) -> _LoopCalls:
        """Count a call while a `with` block lasts.

        Raises:
            ConfigurationError: What the call was made on is closed; nothing was sent.
        """
        self.check_open()
        loop = running_loop()
        found = self._of_loops().get(loop)
        if found is None:
            parent = None if self._parent is None else self._parent.call()
            found = self._loops[loop] = _LoopCalls(self, loop, parent)
        return found

    def ended(self, calls: _LoopCalls) -> None:
        """Take note that one of these calls has ended, and wake who drains."""
        if not calls.count and self._loops.get(calls.loop) is calls:
            del self._loops[calls.loop]
        if self._idle and not calls.loop.is_closed() and not self.count:
            waiting, self._idle = self._idle, []
            for idle in waiting:
                if not idle.done() and not idle.get_loop().is_closed():
                    idle.set_result(None)

    def _of_loops(self) -> dict[asyncio.AbstractEventLoop, _LoopCalls]:
        process = os.getpid()
        if self._process != process:  # the calls of the parent process go on there, not here
            self._process, self._loops, self._idle = process, {}, []
        return self._loops


class _LoopCalls:
    """The calls in flight in one event loop: entered by each, so that none needs an object."""

    __slots__ = ("_all", "_parent", "count", "loop")

    def __init__(
        self, calls: InFlightCalls, loop: asyncio.AbstractEventLoop, parent: _LoopCalls | None
    ) -> None:
        self._all = calls
        self._parent = parent
        self.loop: Final = loop
        self.count: int = 0

    def __enter__(self) -> None:
        self.count += 1
        if self._parent is not None:
            self._parent.__enter__()

    def __exit__(self, *_: object) -> None:
        self.count -= 1
        self._all.ended(self)
        if self._parent is not None:
            self._parent.__exit__()


if TYPE_CHECKING:
    _Payload: TypeAlias = tuple[Mapping[str, JsonValue] | None, Content | None, str | None]
    """JSON body, bytes of the body, unique id."""
    _Body: TypeAlias = Mapping[str, JsonValue] | Multipart | Encoded

T = TypeVar("T")
M = TypeVar("M", bound=Model)

_DEFAULTS: Final = RequestOptions()


class Requestor:
    """Carries operations out with the credentials of one account; generated methods call it."""

    def __init__(
        self,
        pipeline: Pipeline,
        credentials: Credentials,
        *,
        in_flight: InFlightCalls | None = None,
        on_drift: Callable[[Drift], None] | None = None,
    ) -> None:
        self.pipeline: Final = pipeline
        self.credentials: Final = credentials
        # The SDK's own calls about tokens are not counted: they go on while a client closes.
        self._in_flight = in_flight or InFlightCalls("requestor")
        self._on_drift = on_drift

    async def call(
        self,
        operation: Operation,
        decode: Callable[[JsonValue], T],
        *,
        path: Sequence[str] = (),
        query: Mapping[str, object] | None = None,
        body: _Body | None = None,
        options: RequestOptions | None = None,
    ) -> T:
        """Carry an operation out and decode its answer.

        Raises:
            SpaceInvoicesError: As `errors` describes.
        """
        payload = await _payload(operation, body, options)
        call = self._call(operation, path, query, options, payload=payload)
        # Tracebacks may be kept with their variables: from here on none of them shows the data.
        del body, path, query, payload
        with self._in_flight.call():
            answer = await self.pipeline.execute(call)
        return _decoded(operation, self._watched(operation, decode), answer)

    async def attempt(
        self,
        operation: Operation,
        single: SingleSend,
        *,
        path: Sequence[str],
        body: Mapping[str, JsonValue],
        options: RequestOptions | None = None,
    ) -> JsonValue:
        """Send a keyed create once, and leave what follows from its outcome to the caller.

        Raises:
            OutcomeUnknownError: It may or may not have been carried out: look it up, and send it
                again only after the horizon.
            SpaceInvoicesError: As `errors` describes.
        """
        call = self._call(
            operation, path, None, options, payload=_json(operation, body), single=single
        )
        del body
        with self._in_flight.call():
            return (await self.pipeline.execute(call)).value

    async def read(
        self,
        operation: Operation,
        *,
        path: Sequence[str] = (),
        query: Mapping[str, object] | None = None,
        body: _Body | None = None,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Return the bytes of a binary operation.

        Raises:
            SpaceInvoicesError: As `errors` describes.
        """
        from spaceinvoices_async.files.downloads import Content, check  # for those who download

        payload = await _payload(operation, body)
        with self._in_flight.call():
            call = self._call(operation, path, query, options, payload=payload)
            answer = await self.pipeline.execute(call)
        data = b"" if answer.response is None else answer.response.body
        with _named(operation, answer):
            check(
                answer.headers, Content.of(data), accept=operation.accept, framed=_is_framed(answer)
            )
        return data

    async def download(
        self,
        operation: Operation,
        *,
        to: str | os.PathLike[str],
        path: Sequence[str] = (),
        query: Mapping[str, object] | None = None,
        body: _Body | None = None,
        options: RequestOptions | None = None,
    ) -> Path:
        """Save a binary operation's bytes to a file, which appears whole or not at all.

        Raises:
            SpaceInvoicesError: As `errors` describes.
        """
        from spaceinvoices_async.files.downloads import Download  # for those who download

        payload = await _payload(operation, body)
        call = self._call(operation, path, query, options, payload=payload)
        del body, query, payload  # as in `call`
        with self._in_flight.call(), Download(to, accept=operation.accept) as download:
            answer = await self.pipeline.execute(evolve(call, sink=download))
            with _named(operation, answer):
                return await download.finish(answer.headers, framed=_is_framed(answer))

    def paginate(
        self,
        operation: Operation,
        model: type[M],
        rows: ListQuery,
        *,
        path: Sequence[str] = (),
        query: Mapping[str, object] | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPaginator[M]:
        """Walk the rows of a list operation; nothing is sent before the first is asked for."""
        from spaceinvoices_async.pagination.cursor import (  # for those who list
            read_rows,
            read_total,
        )
        from spaceinvoices_async.pagination.paginator import AsyncPaginator

        async def fetch(page: dict[str, JsonValue]) -> tuple[list[JsonValue], int | None]:
            call = self._call(operation, path, {**(query or {}), "filter": page}, options)
            del page
            with self._in_flight.call():
                answer = await self.pipeline.execute(call)
            return _decoded(operation, read_rows, answer), read_total(answer.headers)

        return AsyncPaginator(fetch, self._watched(operation, responses.one(model)), rows)

    async def request(
        self,
        operation: Operation,
        *,
        query: Mapping[str, object] | None = None,
        body: JsonValue = None,
        options: RequestOptions | None = None,
    ) -> JsonValue:
        """Carry out an operation that is in no table; its path is literal.

        Raises:
            SpaceInvoicesError: As `errors` describes.
        """
        content = None if body is None else _content(free_body(body, operation.id), operation)
        payload = (None, content, None)
        call = self._call(operation, (), query, options, route=operation.path, payload=payload)
        del body, query, content, payload
        with self._in_flight.call():
            return (await self.pipeline.execute(call)).value

    async def reconcile(
        self,
        error: OutcomeUnknownError,
        decode: Callable[[JsonValue], T],
        *,
        options: RequestOptions | None = None,
    ) -> T | None:
        """Return what became of a keyed create; None once it is certain that nothing did.

        Raises:
            InvalidInputError: The error is not one of a keyed create.
            OutcomeUnknownError: The deadline passed before that was certain.
        """
        operation = operations.OPERATIONS.get(error.operation or "")
        if operation is None or error.unique_id is None:
            raise InvalidInputError("only a create with a unique id can be reconciled")
        with self._in_flight.call():
            answer = await self.pipeline.reconcile(
                self._call(operation, error.path, None, options),
                unique_id=error.unique_id,
                not_before=error.resend_not_before,
            )
        return None if answer is None else _decoded(operation, decode, answer)

    def _watched(
        self, operation: Operation, decode: Callable[[JsonValue], T]
    ) -> Callable[[JsonValue], T]:
        """Return the same decoding; what the models do not know is told to whoever asked for it."""
        if self._on_drift is None:
            return decode
        from spaceinvoices_async._serialization.drift import reporting  # for those who ask

        return reporting(decode, self._on_drift, operation.id)

    def _call(
        self,
        operation: Operation,
        path: Sequence[str],
        query: Mapping[str, object] | None,
        options: RequestOptions | None,
        *,
        route: str | None = None,
        payload: _Payload = (None, None, None),
        single: SingleSend | None = None,
    ) -> Call:
        check_resumed(options, operation)
        where = render_path(operation, path) if route is None else route
        arguments = [str(base_value(argument)) for argument in path]  # checked by render_path
        json, content, unique_id = payload
        lane = _lane(operation, arguments)
        if json is not None:
            check_owner(operation, json, lane)
        return Call(
            operation=operation,
            target=render_target(where, query, operation.id),
            arguments=tuple(arguments),
            credentials=self.credentials,
            options=options or _DEFAULTS,
            # Without an organization in the path an account is the lane: one merchant's ten
            # thousand PDFs must not stand before another's only one.
            lane=lane or self.credentials.account_id or "",
            json=json,
            content=content,
            unique_id=unique_id,
            single=single,
        )


class AnonymousRequestor(Requestor):
    """Requestor without an account: makes the calls that need no token, and refuses all others."""

    def _call(
        self,
        operation: Operation,
        path: Sequence[str],
        query: Mapping[str, object] | None,
        options: RequestOptions | None,
        *,
        route: str | None = None,
        payload: _Payload = (None, None, None),
        single: SingleSend | None = None,
    ) -> Call:
        if operation.authenticated and not _needs_no_token(operation):
            raise without_account(operation.id)
        return super()._call(
            operation, path, query, options, route=route, payload=payload, single=single
        )


def without_account(what: str) -> ConfigurationError:
    """Build the error of what a client without an account cannot do."""
    return ConfigurationError(
        f"{what} needs an account, and this client is anonymous: make another one with the token "
        "of `(await client.accounts.login(...)).id`; nothing was sent"
    )


def _needs_no_token(free: Operation) -> bool:
    """Return whether an operation that is given by its path is one that needs no token."""
    return any(
        (other.method, other.path) == (free.method, free.path) and not other.authenticated
        for other in operations.OPERATIONS.values()
    )


def _lane(operation: Operation, path: Sequence[str]) -> str:
    """Return the argument in whose name calls queue fairly, `""` for operations without one."""
    if operation.lane is None:
        return ""
    before = operation.path.partition(f"{{{operation.lane}}}")[0]
    number = before.count("{")
    return path[number] if number < len(path) else ""


def _content(value: object, operation: Operation) -> Content:
    try:
        return Content(responses.dumps(value), "application/json")
    except UnicodeEncodeError:
        problem = "must not hold half a surrogate pair"
    except TypeError as error:
        problem = f"cannot be sent as JSON: {error}"
    raise InvalidInputError(problem, field="body", operation=operation.id)


def _json(
    operation: Operation, body: Mapping[str, JsonValue], options: RequestOptions = _DEFAULTS
) -> _Payload:
    """Return the body to send, with the unique id of all attempts where the operation has one."""
    unique_id: str | None = None
    key = operation.unique_key
    if operation.safety == "keyed" and key is not None:
        given = body.get(key.property)
        unique_id = given_or_made(given, operation.id, sent=is_resumed(options))
        body = {**body, key.property: unique_id}
    return body, _content(body, operation), unique_id


async def _payload(
    operation: Operation, body: _Body | None, options: RequestOptions | None = None
) -> _Payload:
    if body is None:
        return None, None, None
    if isinstance(body, Multipart):
        return None, await _form(operation, body), None
    if isinstance(body, Encoded):
        return None, Content(body.data, body.media_type), None
    return _json(operation, body, options or _DEFAULTS)


async def _form(operation: Operation, body: Multipart) -> Content:
    from spaceinvoices_async.files.uploads import encode_form  # for those who upload

    data, media_type = await encode_form(body.fields, operation.files)
    return Content(data, media_type)


@contextmanager
def _named(operation: Operation, answer: AttemptResult) -> Generator[None]:
    """Tell an answer that is not the file that was asked for by its operation and status."""
    try:
        yield
    except ResponseDecodeError as error:
        error.operation, error.status = operation.id, answer.status
        raise


def _decoded(operation: Operation, decode: Callable[[JsonValue], T], answer: AttemptResult) -> T:
    try:
        return decode(answer.value)
    except responses.UnexpectedShape as problem:
        raise ResponseDecodeError(
            f"{answer.status}, but {problem}", status=answer.status, operation=operation.id
        ) from problem


def _is_framed(answer: AttemptResult) -> bool:
    return answer.response is None or answer.response.framed
