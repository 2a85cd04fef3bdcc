"""Which function answers which operation."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer

Handler: TypeAlias = "Callable[[Call], Answer]"

_handlers: dict[str, Handler] = {}


def handles(*operation_ids: str) -> Callable[[Handler], Handler]:
    """Register the function as the one that answers these operations."""

    def register(handler: Handler) -> Handler:
        for operation_id in operation_ids:
            if operation_id in _handlers:
                raise ValueError(f"two handlers for {operation_id}")
            _handlers[operation_id] = handler
        return handler

    return register


_MODULES: Final = (
    "access_tokens",
    "account_records",
    "accounts",
    "categories",
    "clients",
    "csv_exchange",
    "directories",
    "document_actions",
    "document_search",
    "document_sharing",
    "document_update",
    "documents",
    "fiscal",
    "items",
    "memberships",
    "organizations",
    "payments",
    "recurrences",
    "reporting",
    "settings",
    "stock",
    "taxes",
    "units",
    "webhooks",
    "white_labels",
)


def handlers() -> Mapping[str, Handler]:
    """Return all handlers by operation id; importing their modules is what registers them."""
    for module in _MODULES:
        import_module(f"{__package__}.{module}")
    return _handlers
