"""Async SDK for the Space Invoices v1 API: no invoice issued twice, lost, or in the wrong books.

Everything public is loaded at its first use. The models of the API are in
`spaceinvoices_async.models`, its operations in `spaceinvoices_async.operations`, helpers for tests
in `spaceinvoices_async.testing`, transports in `spaceinvoices_async.transports`.
"""

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spaceinvoices_async._serialization.drift import Drift
    from spaceinvoices_async.account_view import AccountView
    from spaceinvoices_async.client import AsyncSpaceInvoices
    from spaceinvoices_async.clock import Clock
    from spaceinvoices_async.errors import (
        AccessDeniedError,
        ApiError,
        BadRequestError,
        ConfigurationError,
        ConnectFailed,
        DeadlineExceeded,
        EmailNotVerifiedError,
        InvalidInputError,
        InvalidTokenError,
        LimiterTimeout,
        LoginFailedError,
        NotFoundError,
        NotSentError,
        OutcomeUnknownError,
        PoolTimeout,
        RateLimitedError,
        ResponseDecodeError,
        ServerError,
        SpaceInvoicesError,
        UniqueIdReusedError,
        ValidationError,
    )
    from spaceinvoices_async.files.uploads import FileInput, Upload
    from spaceinvoices_async.filters.conditions import Condition, Field, field
    from spaceinvoices_async.instrumentation import Attempt, CallRecord, ClientStats, LimiterStats
    from spaceinvoices_async.options import ClientOptions, RequestOptions, Timeouts
    from spaceinvoices_async.pagination.paginator import (
        AsyncPage,
        AsyncPaginator,
        CollectionMovedError,
    )
    from spaceinvoices_async.totals import DocumentTotals, preview_totals
    from spaceinvoices_async.types import UNSET, JsonValue, Unset

    __version__: str
    """Version of the installed package."""

__all__ = [
    "UNSET",
    "AccessDeniedError",
    "AccountView",
    "ApiError",
    "AsyncPage",
    "AsyncPaginator",
    "AsyncSpaceInvoices",
    "Attempt",
    "BadRequestError",
    "CallRecord",
    "ClientOptions",
    "ClientStats",
    "Clock",
    "CollectionMovedError",
    "Condition",
    "ConfigurationError",
    "ConnectFailed",
    "DeadlineExceeded",
    "DocumentTotals",
    "Drift",
    "EmailNotVerifiedError",
    "Field",
    "FileInput",
    "InvalidInputError",
    "InvalidTokenError",
    "JsonValue",
    "LimiterStats",
    "LimiterTimeout",
    "LoginFailedError",
    "NotFoundError",
    "NotSentError",
    "OutcomeUnknownError",
    "PoolTimeout",
    "RateLimitedError",
    "RequestOptions",
    "ResponseDecodeError",
    "ServerError",
    "SpaceInvoicesError",
    "Timeouts",
    "UniqueIdReusedError",
    "Unset",
    "Upload",
    "ValidationError",
    "field",
    "preview_totals",
]

_HOMES: Final = {
    "_serialization.drift": ("Drift",),
    "client": ("AsyncSpaceInvoices",),
    "clock": ("Clock",),
    "files.uploads": ("FileInput", "Upload"),
    "filters.conditions": ("Condition", "Field", "field"),
    "options": ("ClientOptions", "RequestOptions", "Timeouts"),
    "instrumentation": ("Attempt", "CallRecord", "ClientStats", "LimiterStats"),
    "pagination.paginator": ("AsyncPage", "AsyncPaginator", "CollectionMovedError"),
    "totals": ("DocumentTotals", "preview_totals"),
    "types": ("UNSET", "JsonValue", "Unset"),
    "account_view": ("AccountView",),
}
_HOME: Final = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name == "__version__":
        return importlib.import_module("._version", __name__).VERSION
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f".{_HOME.get(name, 'errors')}", __name__)
    value = getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})
