"""The transport protocol: one request in, one answer or one classified failure out."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Final, Literal, Protocol, Self

from attrs import field, frozen

from spaceinvoices_async.errors import InvalidInputError

MAX_BODY_BYTES: Final = 64 * 1024 * 1024
"""Bytes of a body that are read into memory, unless an option says otherwise."""
_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


@frozen(kw_only=True)
class TransportTimeouts:
    """Seconds each phase of one exchange may take."""

    connect: float = 10.0
    write: float = 30.0
    read: float = 30.0
    """The longest silence, not the whole answer."""
    pool: float = 10.0


class Sink(Protocol):
    """Takes the body of a successful answer as it arrives, in place of memory."""

    def reset(self) -> None:
        """Forget what an earlier attempt wrote, as a successful head has arrived."""
        ...

    def write(self, chunk: bytes) -> None:
        """Take the next part of the body."""
        ...


class SendProgress:
    """How far a request has come; a transport that can tell, tells.

    What is known only while the request is under way: a caller who gives up must know whether a
    byte may have left, and a create is safe to repeat only so long after its last byte.

    Attributes:
        held: Whether the transport tells before it sends.
        sent_at: When the first byte was about to be written, by the clock; None before.
        written_at: When the last byte had been handed to the system; None while that is not known.
        on_sending: Called with `sent_at`, just before the first byte.
    """

    __slots__ = ("_monotonic", "held", "on_sending", "sent_at", "written_at")

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self.held: bool = False
        self.sent_at: float | None = None
        self.written_at: float | None = None
        self.on_sending: Callable[[float], None] | None = None

    def hold(self) -> None:
        """Note that no byte is out yet, and that `sending` will be called before the first."""
        self.held = True

    def sending(self) -> None:
        """Note that the first byte is about to be handed to the socket."""
        self.sent_at = self._monotonic()
        if self.on_sending is not None:
            self.on_sending(self.sent_at)

    def written(self) -> None:
        """Note that the last byte has been handed to the system."""
        self.written_at = self._monotonic()

    @property
    def not_sent(self) -> bool:
        """Whether it is certain that no byte has left."""
        return self.held and self.sent_at is None


class CheckedHeaders(tuple[tuple[str, str], ...]):
    """Headers that can be sent, checked as they are made: for many requests that bring the same.

    Raises:
        InvalidInputError: A header cannot be sent, or would start another one.
    """

    __slots__ = ()

    def __new__(cls, headers: Iterable[tuple[str, str]]) -> Self:
        """Check the headers; here, since an HTTP library may refuse some after the first byte."""
        made = super().__new__(cls, headers)
        if made:
            names, values = zip(*made, strict=True)
            plain = "" not in names and "".join(names).replace("-", "a")
            if not (
                plain and plain.isascii() and plain.isalnum() and _is_one_line("".join(values))
            ):
                _refuse_one_of(made)
        return made

    def __repr__(self) -> str:
        return f"<{len(self)} headers>"  # one of them is the token


@frozen(kw_only=True)
class Request:
    """One HTTP request, complete: nothing is added, followed or repeated by a transport.

    Raises:
        InvalidInputError: A header cannot be sent, or would start another one.
    """

    method: str
    url: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: bytes | None = field(default=None, repr=False)
    timeouts: TransportTimeouts = field(factory=TransportTimeouts)
    sink: Sink | None = field(default=None, repr=False)
    """Given the body of a 2xx answer, in place of `Response.body`."""
    progress: SendProgress | None = field(default=None, repr=False)
    max_body: int = MAX_BODY_BYTES
    """Bytes of the answer's body, unpacked, that are read into memory at most; not into a sink."""

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.headers, CheckedHeaders):
            CheckedHeaders(self.headers)


def _is_one_line(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _refuse_one_of(headers: tuple[tuple[str, str], ...]) -> None:
    for name, value in headers:
        if not _HEADER_NAME.fullmatch(name):
            raise InvalidInputError("is no name of a header", field=f"header {ascii(name)[:50]}")
        if not _is_one_line(value):
            raise InvalidInputError(
                "must be one line of printable ASCII", field=f"header {name[:50]}"
            )


@frozen(kw_only=True)
class Response:
    """One complete HTTP answer of any status; header names are in lower case."""

    status: int
    headers: Mapping[str, str] = field(factory=dict[str, str], repr=False)
    body: bytes = field(default=b"", repr=False)
    framed: bool = True
    """Whether the answer said where its body ends; else only the end of the connection did."""


class TransportError(Exception):
    """There is no complete answer; `outcome` says whether the server can have seen the request.

    Attributes:
        outcome: "not_sent" only if no byte of the request can have been processed.
        reason: "dns", "connect", "connect_timeout", "tls", "proxy", "pool", "protocol",
            "write", "write_timeout", "read_timeout", "reset", "closed", "truncated", "too_large"
            or another short word; shown to users, so it holds no data.
    """

    def __init__(self, outcome: Literal["not_sent", "unknown"], reason: str) -> None:
        super().__init__(outcome, reason)
        self.outcome: Literal["not_sent", "unknown"] = outcome
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.reason} ({self.outcome.replace('_', ' ')})"


class Transport(Protocol):
    """Sends requests; deadlines, retries, limits and tokens are the pipeline's business."""

    def send(self, request: Request) -> Awaitable[Response]:
        """Exchange one request for its complete answer, whatever its status; awaited at once.

        Cancelling must close or return the connection before the cancellation goes on.

        Raises:
            TransportError: There is no complete answer.
        """
        ...

    async def aclose(self) -> None:
        """Close every connection; safe to call twice."""
        ...
