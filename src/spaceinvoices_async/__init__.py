"""Async SDK for the Space Invoices v1 API: no invoice issued twice, lost, or in the wrong books.

Everything public is loaded at its first use. The models of the API are in
`spaceinvoices_async.models`, its operations in `spaceinvoices_async.operations`, helpers for tests
in `spaceinvoices_async.testing`, transports in `spaceinvoices_async.transports`.
"""

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spaceinvoices_async.account_view import AccountView
    from spaceinvoices_async.client import AsyncSpaceInvoices
    from spaceinvoices_async.errors import (
        AccessDeniedError,
        ApiError,
        BadRequestError,
        ConfigurationError,
        ConnectFailed,
        DeadlineExceeded,
        InvalidInputError,
        InvalidTokenError,
        LimiterTimeout,
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
    from spaceinvoices_async.filters.conditions import Condition, Field, field
    from spaceinvoices_async.instrumentation import Attempt, CallRecord, ClientStats
    from spaceinvoices_async.options import ClientOptions, RequestOptions, Timeouts
    from spaceinvoices_async.pagination.paginator import (
        AsyncPage,
        AsyncPaginator,
        CollectionMovedError,
    )
    from spaceinvoices_async.types import UNSET, Unset

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
    "CollectionMovedError",
    "Condition",
    "ConfigurationError",
    "ConnectFailed",
    "DeadlineExceeded",
    "Field",
    "InvalidInputError",
    "InvalidTokenError",
    "LimiterTimeout",
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
    "ValidationError",
    "field",
]

_HOMES: Final = {
    "client": ("AsyncSpaceInvoices",),
    "filters.conditions": ("Condition", "Field", "field"),
    "options": ("ClientOptions", "RequestOptions", "Timeouts"),
    "instrumentation": ("Attempt", "CallRecord", "ClientStats"),
    "pagination.paginator": ("AsyncPage", "AsyncPaginator", "CollectionMovedError"),
    "types": ("UNSET", "Unset"),
    "account_view": ("AccountView",),
}
_HOME: Final = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f".{_HOME.get(name, 'errors')}", __name__)
    value = getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
