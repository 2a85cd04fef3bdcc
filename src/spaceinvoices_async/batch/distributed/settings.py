"""Settings of a chunk: how another process is to send it. They pickle, and hold no credentials."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal

from attrs import evolve, field, frozen

from spaceinvoices_async import _validation
from spaceinvoices_async.batch.options import BatchOptions
from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.options import ClientOptions


@frozen(kw_only=True)
class ChunkSettings:
    """How `issue_chunk` sends the rows of a chunk.

    A value that cannot work raises ConfigurationError naming it, when the settings are made.

    Attributes:
        base_url: Address of the server; None is `SPACEINVOICES_BASE_URL`, or the API's own.
        credentials: Who makes the requests: `"package.module:function"`, called in the process that
            sends, and giving a token, or a mapping of `token`, or of `email` and `password`. None
            takes them from the environment, as a client does.
        client: Limits, timeouts and horizon. Hooks are left out, and a proxy's password.
        rate: Requests per second as the client's own account, in place of `client.rate`; None for
            no limit.
        account_rate: The same as each child account, which have limits of their own.
        transport: Library that sends; auto is aiohttp where it is installed, otherwise httpx.
        in_doubt: What is done with a row of unknown outcome. Settle: looked up until that is known,
            or it may be sent again, which takes about the horizon. Return: given back as
            unresolved, with what is known of it.
        sent_before: Says that an earlier run of this chunk may have sent any of its rows, and until
            when at the latest: an aware time, or True where it is not known. Every row is looked up
            first then, and one that is not found is sent only after the horizon; with
            `in_doubt="return"` not at all.
        keep_client: Name under which the process keeps the client for the next chunk, until
            `close_clients`; None closes it with the chunk.
        batch: Of it `on_existing`, `max_attempts`, `ordered` and `patience`.
    """

    base_url: str | None = None
    credentials: str | None = None
    client: ClientOptions = field(factory=ClientOptions)
    rate: float | None = 98.0
    account_rate: float | None = 98.0
    transport: Literal["auto", "httpx", "aiohttp"] = "auto"
    in_doubt: Literal["settle", "return"] = "settle"
    sent_before: datetime | bool | None = None
    keep_client: str | None = None
    batch: BatchOptions = field(factory=BatchOptions)

    def __attrs_post_init__(self) -> None:
        _validation.verify(self, _RULES)


def portable_options(options: ClientOptions) -> ClientOptions:
    """Return the client's options without what stays in this process: its hooks and telemetry.

    Raises:
        ConfigurationError: They hold what cannot be sent to another process.
    """
    if options.ssl_context is not None:
        raise ConfigurationError(
            "an ssl_context cannot be sent to other processes: give them the certificates by their "
            "environment, SSL_CERT_FILE, and make the client without one"
        )
    return evolve(options, on_drift=None, on_call=None, on_attempt=None, telemetry=None)


def _is_path(value: object) -> bool:
    if not isinstance(value, str):
        return False
    module, _, function = value.partition(":")
    return all(part.isidentifier() for part in [*module.split("."), function])


_RULES: Final[Mapping[str, _validation.Check]] = {
    "credentials": _validation.Check(
        'the path of a function, such as "package.module:function"', _is_path
    ).or_none(),
    "client": _validation.instance(ClientOptions, "ClientOptions()"),
    "rate": _validation.RATE.or_none(),
    "account_rate": _validation.RATE.or_none(),
    "transport": _validation.one_of("auto", "httpx", "aiohttp"),
    "in_doubt": _validation.one_of("settle", "return"),
    "sent_before": _validation.MOMENT_OR_FLAG.or_none(),
    "batch": _validation.instance(BatchOptions, "BatchOptions()"),
}
