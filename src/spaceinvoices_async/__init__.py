"""Async SDK for the Space Invoices v1 API: no invoice issued twice, lost, or in the wrong books.

Everything public is loaded at its first use. The models of the API are in
`spaceinvoices_async.models`, its operations in `spaceinvoices_async.operations`, helpers for tests
in `spaceinvoices_async.testing`, transports in `spaceinvoices_async.transports`.
"""

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .client import AsyncSpaceInvoices
    from .conditions import Condition, Field, field
    from .errors import (
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
    from .options import ClientOptions, RequestOptions, Timeouts
    from .outcomes import Attempt
    from .pagination import AsyncPage, AsyncPaginator, CollectionMovedError
    from .recording import CallRecord
    from .stats import ClientStats
    from .unset import UNSET, Unset
    from .views import AccountView

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
    "conditions": ("Condition", "Field", "field"),
    "options": ("ClientOptions", "RequestOptions", "Timeouts"),
    "outcomes": ("Attempt",),
    "pagination": ("AsyncPage", "AsyncPaginator", "CollectionMovedError"),
    "recording": ("CallRecord",),
    "stats": ("ClientStats",),
    "unset": ("UNSET", "Unset"),
    "views": ("AccountView",),
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
