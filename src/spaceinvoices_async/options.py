"""What a client and a single call can be told: frozen options, checked where they are made."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Self, cast

from attrs import field, fields, frozen

from spaceinvoices_async import _validation
from spaceinvoices_async._lazy import LazyModule
from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.instrumentation import Attempt, CallRecord, Telemetry
from spaceinvoices_async.transports.base import MAX_BODY_BYTES

if TYPE_CHECKING:
    import ssl

    from spaceinvoices_async._serialization import drift as _drift
else:
    _drift = LazyModule("spaceinvoices_async._serialization.drift")
    ssl = LazyModule("ssl")

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

TOKEN_VARIABLE: Final = "SPACEINVOICES_TOKEN"  # noqa: S105 - the name of a variable
BASE_URL_VARIABLE: Final = "SPACEINVOICES_BASE_URL"
EMAIL_VARIABLE: Final = "SPACEINVOICES_EMAIL"
PASSWORD_VARIABLE: Final = "SPACEINVOICES_PASSWORD"  # noqa: S105 - the name of a variable


def from_environment(variable: str) -> str | None:
    """The value of an environment variable, read now; an empty one counts as absent."""
    return os.environ.get(variable, "").strip() or None


def _copy(headers: Mapping[str, str]) -> Mapping[str, str]:
    # Anything else is left to the check, which names it. A member of an enumeration of text goes
    # out as its value, which `str()` would not give.
    if not isinstance(cast("object", headers), Mapping):
        return headers
    return {_built_in(name): _built_in(text) for name, text in headers.items()}


def _built_in(value: str) -> str:
    return str.__str__(value) if isinstance(cast("object", value), str) else value


def _line(text: str | None) -> str | None:
    return None if text is None else _built_in(text)


@frozen(kw_only=True)
class Timeouts:
    """How long one attempt may wait for each of its steps, in seconds; all of them end.

    Attributes:
        connect: To open a connection, TLS included.
        pool: For a free connection; the limits keep this near zero.
        write: For each piece of the request to be taken by the socket.
        read: For each piece of the answer.
        create: As `read`, for a create with a unique id: the server queues those.
        report: As `read`, for exports, reports and files.
    """

    connect: float = 10.0
    pool: float = 10.0
    write: float = 30.0
    read: float = 30.0
    create: float = 60.0
    report: float = 60.0

    def __attrs_post_init__(self) -> None:
        _validation.verify(self, _TIMEOUTS)

    def read_for(self, *, safety: str, binary: bool) -> float:
        """The read timeout that fits an operation of this safety and kind of answer."""
        if safety == "keyed":
            return self.create
        return self.report if binary else self.read


@frozen(kw_only=True)
class ClientOptions:
    """How a client behaves; every default is safe for a service with thousands of calls at once.

    A value that cannot work raises ConfigurationError naming it, when the options are made.

    Attributes:
        timeouts: For the steps of one attempt.
        deadline: Seconds a call may take in all, with its waits and retries; `math.inf` for no end.
        first_connection: Seconds after which a call gives up on a server that this client has never
            reached, so that a wrong address is told at once; once there was a connection, the
            deadline alone counts. None leaves it to the deadline.
        create_deadline: The same for a create with a unique id.
        horizon: Seconds from the last byte sent within which the server may still carry out a
            create; it is not sent again before. None is `max(90, timeouts.create + 30)`. Below
            about 100 it is not safe on Linux against a server that cannot be reached for a while:
            the kernel goes on delivering what was written to a socket for about that long.
        lookup_delays: Seconds between the look-ups of a create with an unknown outcome; the last
            one repeats.
        max_attempts: Most times a call is sent; None leaves it to the deadline and the budget.
        retry_budget: Tokens for re-sends that may have reached the server, shared by all calls;
            None for no limit, 0 for none of those re-sends.
        backoff: Seconds of the first wait before a retry, doubled from then on, with full jitter.
        throttle_backoff: The same after a 429 that does not say how long to wait.
        max_backoff: Longest of these waits.
        rate: Requests per second the client never exceeds; None for no limit.
        burst: Requests that may go out at once before the rate spaces them.
        concurrency: Requests in flight at the start; None for no limit but the connections.
        max_concurrency: The most the client lets the concurrency grow to.
        max_connections: Most connections open at once.
        keep_alive: Seconds an idle connection is kept; the server drops it after five.
        max_response_bytes: Most bytes of an answer that are read into memory, unpacked; a download
            to a file has no such limit.
        token_ttl: Seconds a token made by logging in lives on the server; renewed at 80 %.
        allow_http: Lets `base_url` be plain http to another host than this one.
        app_info: Who is calling, for the User-Agent, such as `"shop/2.1"`.
        proxy: URL of the proxy; None takes the environment's, if `trust_env`. A pickle has it
            without user and password: in another process give them anew, or in its environment.
        ssl_context: For a private certificate authority or a client certificate.
        trust_env: Whether proxies named by the environment are used.
        on_drift: Called with what an answer holds that the models do not know.
        on_call: Called with the record of each call as it ends.
        on_attempt: Called with each attempt of a call as it ends, look-ups included.
        telemetry: Follows calls and batches: a `telemetry.OpenTelemetry`.
    """

    timeouts: Timeouts = field(factory=Timeouts)
    deadline: float = 60.0
    first_connection: float | None = 5.0
    create_deadline: float = 180.0
    horizon: float | None = None
    lookup_delays: tuple[float, ...] = (0.5, 1.0, 2.0, 4.0)
    max_attempts: int | None = None
    retry_budget: int | None = 500
    backoff: float = 0.05
    throttle_backoff: float = 1.0
    max_backoff: float = 20.0
    rate: float | None = 98.0
    burst: int = 2
    concurrency: int | None = 8
    max_concurrency: int = 32
    max_connections: int = 32
    keep_alive: float = 4.0
    max_response_bytes: int = MAX_BODY_BYTES
    token_ttl: int = 3600
    allow_http: bool = False
    app_info: str | None = field(default=None, converter=_line)
    proxy: str | None = field(
        default=None, converter=_line, repr=False
    )  # its URL may hold a password
    ssl_context: ssl.SSLContext | None = None
    trust_env: bool = True
    on_drift: Callable[[_drift.Drift], None] | None = None
    on_call: Callable[[CallRecord], None] | None = None
    on_attempt: Callable[[Attempt], None] | None = None
    telemetry: Telemetry | None = None

    def __attrs_post_init__(self) -> None:
        _validation.verify(self, _CLIENT_OPTIONS)
        if self.concurrency is not None and self.concurrency > self.max_concurrency:
            raise ConfigurationError(
                "ClientOptions.concurrency must not be more than max_concurrency."
            )

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        # Nothing in it changes, and an SSL context cannot be copied.
        return self

    def __reduce__(self) -> tuple[object, ...]:
        values = {option.name: getattr(self, option.name) for option in fields(type(self))}
        if self.proxy is not None:
            values["proxy"] = _without_user(self.proxy)
        return _remade, (type(self), values)

    def horizon_for(self, call: RequestOptions | None = None) -> float:
        """Return the seconds from its last byte within which the server may still carry out a create."""
        if call is not None and call.horizon is not None:
            return call.horizon
        if self.horizon is not None:
            return self.horizon
        read = self.timeouts.create if call is None or call.timeout is None else call.timeout
        # Never under 90 s: the server queues creates, and may run one long after we gave up on it.
        return max(90.0, read + 30.0)


def _remade(cls: type[ClientOptions], values: dict[str, Any]) -> ClientOptions:
    return cls(**values)


def _without_user(url: str) -> str:
    """A proxy's URL without user and password, which have no place in a file or a queue."""
    user, at, host = url.rpartition("@")
    scheme = _SCHEME.match(user) if at else None
    return f"{scheme[0] if scheme else ''}{host}"


@frozen(kw_only=True)
class RequestOptions:
    """What one call is told beside its arguments; what is None is as the client has it.

    Attributes:
        deadline: Seconds the call may take in all; `math.inf` for no end.
        timeout: Seconds to wait for each piece of the answer.
        headers: To send as well; never `Authorization`, which belongs to the account.
        resume: As `sent_before=True`.
        sent_before: Says that a create of this `unique_id` may have been sent before by another
            process, and until when at the latest: the call begins with a look-up, and sends only
            when that request cannot be carried out any more. An aware time, or True where it is
            not known (it counts as sent just now). A first try needs none of it.
        idempotent: Says that repeating this call does no harm, since nobody else writes to the same
            record: an unsafe one, a PATCH say, is then sent again after an unknown outcome.
        horizon: As `ClientOptions.horizon`.
        max_attempts: As `ClientOptions.max_attempts`.
    """

    deadline: float | None = None
    timeout: float | None = None
    headers: Mapping[str, str] = field(default={}, converter=_copy, repr=False)
    resume: bool = False
    sent_before: datetime | bool | None = None
    idempotent: bool = False
    horizon: float | None = None
    max_attempts: int | None = None

    def __attrs_post_init__(self) -> None:
        _validation.verify(self, _REQUEST_OPTIONS)


_TIMEOUTS: Final[Mapping[str, _validation.Check]] = dict.fromkeys(
    ("connect", "pool", "write", "read", "create", "report"), _validation.seconds()
)
_CLIENT_OPTIONS: Final = {
    "timeouts": _validation.instance(Timeouts, "Timeouts(read=10)"),
    "deadline": _validation.seconds(endless=True),
    "first_connection": _validation.seconds().or_none(),
    "create_deadline": _validation.seconds(endless=True),
    "horizon": _validation.seconds(zero=True).or_none(),
    "lookup_delays": _validation.DELAYS,
    "max_attempts": _validation.whole(1).or_none(),
    "retry_budget": _validation.whole(0).or_none(),
    "backoff": _validation.seconds(),
    "throttle_backoff": _validation.seconds(),
    "max_backoff": _validation.seconds(),
    "rate": _validation.RATE.or_none(),
    "burst": _validation.whole(1),
    "concurrency": _validation.whole(1).or_none(),
    "max_concurrency": _validation.whole(1),
    "max_connections": _validation.whole(1),
    "keep_alive": _validation.seconds(zero=True),
    "max_response_bytes": _validation.whole(1024),
    "token_ttl": _validation.whole(10),
    "allow_http": _validation.FLAG,
    "app_info": _validation.LINE.or_none(),
    "proxy": _validation.LINE.or_none(),
    "trust_env": _validation.FLAG,
    "on_drift": _validation.HOOK.or_none(),
    "on_call": _validation.HOOK.or_none(),
    "on_attempt": _validation.HOOK.or_none(),
    "telemetry": _validation.Check(
        "telemetry, such as telemetry.OpenTelemetry()",
        lambda value: callable(getattr(value, "call_started", None)),
    ).or_none(),
}
_REQUEST_OPTIONS: Final = {
    "deadline": _validation.seconds(endless=True).or_none(),
    "timeout": _validation.seconds().or_none(),
    "headers": _validation.HEADERS,
    "resume": _validation.FLAG,
    "sent_before": _validation.MOMENT_OR_FLAG.or_none(),
    "idempotent": _validation.FLAG,
    "horizon": _validation.seconds(zero=True).or_none(),
    "max_attempts": _validation.whole(1).or_none(),
}
