"""Which function answers which operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .call import Answer, Call

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


def handlers() -> Mapping[str, Handler]:
    """All handlers by operation id."""
    from . import (  # noqa: F401, PLC0415 - importing them is what registers them
        accounts,
        clients,
        documents,
        exchange,
        memberships,
        organizations,
        reporting,
        units,
    )

    return _handlers
