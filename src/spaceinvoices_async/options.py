"""Options of a client and of a single call: frozen, and checked when they are made."""

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
    """Return the value of an environment variable; None where it is empty or not set."""
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
    """Timeouts of one attempt, in seconds; none of them is endless.

    Attributes:
        connect: Seconds to open a connection, TLS included.
        pool: Seconds to wait for a free connection; the limits keep this wait near zero.
        write: Seconds to wait until the socket takes the next piece of the request.
        read: Seconds to wait for the next piece of the answer.
        create: `read` timeout of a create with a unique id, because the server queues those.
        report: `read` timeout of exports, reports and files.
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
        """Return the read timeout of an operation with this safety and kind of answer."""
        if safety == "keyed":
            return self.create
        return self.report if binary else self.read


@frozen(kw_only=True)
class ClientOptions:
    """Options of a client; the defaults suit a service with thousands of calls at once.

    A value that cannot work raises a ConfigurationError that names it, when the options are made.
    `max_connections`, `keep_alive`, `proxy`, `ssl_context` and `trust_env` are for the default
    transport: one that you pass to the client takes them as arguments of its own. The last three are
    refused beside it; the first two have no effect then.

    Attributes:
        timeouts: Timeouts of the steps of one attempt.
        deadline: Seconds a call may take in all, with its waits and retries; `math.inf` for no end.
        first_connection: Seconds after which a call fails if this client has never reached the
            server, so that a wrong address is noticed early. After the first connection only the
            deadline counts. None for the deadline alone.
        create_deadline: Deadline, in seconds, of a create with a unique id.
        horizon: Seconds, from the last byte sent, within which the server may still carry out a
            create; the create is not sent again before. None means `max(90, timeouts.create + 30)`.
            Below about 100 it is not safe on Linux when the network fails for a while: the kernel
            goes on delivering what was written to a socket for about that long.
        lookup_delays: Seconds between the look-ups of a create with an unknown outcome; the last
            value repeats.
        max_attempts: Largest number of requests of one call; None for no limit but the deadline and
            the retry budget.
        retry_budget: Number of retry tokens, shared by all calls, for requests that are sent again
            although the first may have reached the server; None for no limit, 0 for no such retry.
        backoff: Seconds of the first wait before a retry; doubled for each retry, with full jitter.
        throttle_backoff: Seconds of the first wait after a 429 without `Retry-After`.
        max_backoff: Longest wait before a retry, in seconds.
        rate: Largest number of requests per second; None for no limit.
        burst: Number of requests that may be sent at once before the rate spaces them; no effect
            without `rate`.
        concurrency: Number of requests in flight at the start, which adapts; None for no limit but
            the connections.
        max_concurrency: Largest number of requests in flight that `concurrency` may grow to; no
            effect without it.
        max_connections: Largest number of open connections.
        keep_alive: Seconds that an idle connection is kept; the server closes it after five.
        max_response_bytes: Largest answer that is read into memory, in bytes, uncompressed; a
            download to a file has no such limit.
        token_ttl: Seconds that a token made by a login is valid; it is renewed after 80 % of them. No
            effect on a token that is given.
        allow_http: Whether `base_url` may be plain http to another host.
        app_info: Name and version of your program for the User-Agent, such as `"shop/2.1"`.
        proxy: URL of the proxy; None for that of the environment, if `trust_env`. A pickle holds it
            without user and password: give them again in the other process.
        ssl_context: TLS settings for a private certificate authority or a client certificate.
        trust_env: Whether the proxies and certificates that the environment names are used.
        on_drift: Function called with what an answer holds that the models do not know.
        on_call: Function called with the `CallRecord` of each call when it ends.
        on_attempt: Function called with each `Attempt` when it ends, look-ups included.
        telemetry: Observer of calls and batches, such as `telemetry.OpenTelemetry()`.
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
    """Return a proxy's URL without user and password, which have no place in a file or a queue."""
    user, at, host = url.rpartition("@")
    scheme = _SCHEME.match(user) if at else None
    return f"{scheme[0] if scheme else ''}{host}"


@frozen(kw_only=True)
class RequestOptions:
    """Options of one call; None means the value of the client.

    Attributes:
        deadline: Seconds the call may take in all; `math.inf` for no end.
        timeout: Seconds to wait for the next piece of the answer.
        headers: Additional headers; never `Authorization`, which belongs to the account.
        resume: Older way to write `sent_before=True`.
        sent_before: Latest time, with a time zone, at which another process may have sent a create
            with this `unique_id`; True if that is not known, which counts as now. The call then
            begins with a look-up, and sends only when the earlier request cannot be carried out
            any more: with True and a deadline below the horizon, never. Not needed for a first
            try; refused without a `unique_id`, and by any other call than a create that has one.
        idempotent: Whether this call can be repeated without harm, because nobody else writes to the
            same record: a PATCH, for example, is then sent again after an unknown outcome. No
            effect on a call that is repeated anyway, nor on a create with a `unique_id`.
        horizon: See `ClientOptions.horizon`; no effect on a call that is no such create.
        max_attempts: See `ClientOptions.max_attempts`.
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
