"""A transport that answers from a script, for tests without a server or a socket."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias
from urllib.parse import parse_qsl, unquote, urlsplit

from attrs import field, frozen

from spaceinvoices_async._serialization import responses
from spaceinvoices_async.transports.base import Request, Response, TransportError
from spaceinvoices_async.transports.status_codes import is_success
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@frozen(kw_only=True)
class SentRequest:
    """A request as a server would see it.

    Attributes:
        method: HTTP method, such as `POST`.
        path: Decoded path, which begins with `/v1`.
        query: Decoded parameters of the query.
        headers: Headers, with names in lower case.
        body: Body as it was sent.
    """

    method: str
    path: str
    query: Mapping[str, str] = field(factory=dict[str, str])
    headers: Mapping[str, str] = field(factory=dict[str, str], repr=False)
    body: bytes = field(default=b"", repr=False)

    @property
    def token(self) -> str | None:
        """The access token of the request."""
        return self.headers.get("authorization")

    @property
    def json(self) -> JsonValue:
        """The body, decoded; None if there is none."""
        return responses.loads(self.body) if self.body else None


@frozen
class Reply:
    """An answer of the scripted transport.

    Attributes:
        json: Value that is sent as JSON.
        status: HTTP status.
        body: Body as bytes, in place of `json`.
        headers: Further headers; the content type of JSON is added.
    """

    json: object = UNSET
    status: int = field(default=200, kw_only=True)
    body: bytes = field(default=b"", kw_only=True)
    headers: Mapping[str, str] = field(factory=dict[str, str], kw_only=True)

    def as_response(self) -> Response:
        """Return the answer as a transport returns it."""
        if isinstance(self.json, Unset):
            return Response(status=self.status, headers=_lower(self.headers), body=self.body)
        headers = {"content-type": "application/json", **_lower(self.headers)}
        return Response(status=self.status, headers=headers, body=responses.dumps(self.json))


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


Handler: TypeAlias = Callable[[SentRequest], Reply | Awaitable[Reply]]
"""Answers a request, or says how to."""


class ScriptedTransport:
    """Transport for tests: answers from a list or by a function, and keeps what was sent.

    ```python
    transport = ScriptedTransport(Reply({"id": "a1"}), TransportError("unknown", "reset"))
    async with AsyncSpaceInvoices("token", transport=transport) as si:
        await si.accounts.authorized()
    assert transport.requests[0].path == "/v1/Accounts/authorized"
    ```

    A function takes the `SentRequest` and returns a `Reply`, or raises a `TransportError`; it may
    be `async`. A request beyond the end of a list raises `AssertionError`, as does one after the
    transport was closed.
    """

    def __init__(self, *script: Reply | TransportError | Handler) -> None:
        self._script = list(script)
        self._handler = script[0] if len(script) == 1 and callable(script[0]) else None
        self.requests: list[SentRequest] = []
        self.closed: bool = False

    async def send(self, request: Request) -> Response:
        """Answer a request.

        Raises:
            TransportError: The script says so.
            AssertionError: The script has no answer.
        """
        sent = _read(request)
        if self.closed:
            raise AssertionError(f"{sent.method} {sent.path} came after the transport was closed")
        self.requests.append(sent)
        step = self._next(sent)
        if request.progress is not None:
            request.progress.hold()
            if not isinstance(step, TransportError) or step.outcome != "not_sent":
                request.progress.sending()
                request.progress.written()
        reply = await _played(step, sent)
        response = reply.as_response()
        if request.sink is None or not is_success(response.status):
            return response
        request.sink.reset()
        request.sink.write(response.body)
        return Response(status=response.status, headers=response.headers)

    def _next(self, sent: SentRequest) -> Reply | TransportError | Handler:
        if self._handler is not None:
            return self._handler
        if not self._script:
            raise AssertionError(f"the script has no answer to {sent.method} {sent.path}")
        return self._script.pop(0)

    async def aclose(self) -> None:
        """Answer nothing any more."""
        self.closed = True


async def _played(step: Reply | TransportError | Handler, sent: SentRequest) -> Reply:
    await asyncio.sleep(0)  # as every real exchange lets other tasks run
    if isinstance(step, TransportError):
        raise step
    if isinstance(step, Reply):
        return step
    reply = step(sent)
    return await reply if inspect.isawaitable(reply) else reply


def _read(request: Request) -> SentRequest:
    parts = urlsplit(request.url)
    return SentRequest(
        method=request.method,
        path=unquote(parts.path),
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
        headers={name.lower(): value for name, value in request.headers},
        body=request.body or b"",
    )
