"""A list sent to a create: every item on its own, the good ones kept even when others are bad."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final, cast

from spaceinvoices_async.transports.status_codes import UNAUTHORIZED
from spaceinvoices_sandbox.loopback.errors import ApiError, bad_request, server_error

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.api.registry import Handler
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Json

_BY_NAME: Final = frozenset({"accounts_change_password", "accounts_reset_password"})
"""What takes its arguments out of the body by their names, whatever the body is."""
_LISTED: Final = frozenset({"documents_create_payment"})
"""What takes a list too, beside every plain create."""
_NOT_FOUND: Final = 404
_OF_THE_PARENT: Final = (UNAUTHORIZED, _NOT_FOUND)


class _UndoneError(Exception):
    """Takes back what was done only to see whether it can be."""


def run(call: Call, handler: Handler) -> Answer | ApiError:
    """Return the handler's answer, or for a list of bodies the list of answers.

    Returns (so that the good items are kept) a 500 with one detail per item where any was refused.
    """
    if call.operation.body is None or call.body is None or isinstance(call.body, dict):
        return handler(call)
    if call.operation.id in _BY_NAME:
        return handler(call)
    _check_items(call)
    if not call.body:
        _check_parent(call, handler)
    made, refusals = _each(call, handler)
    while refusals and refusals[-1] is None:  # a list of JavaScript ends with what was set last
        refusals.pop()
    if refusals:
        return ApiError(
            500,
            "Failed with multiple errors, see `details` for more information.",
            details=refusals,
        )
    return made


def _check_items(call: Call) -> None:
    """Raise the refusal of a body that is no list of objects, or where one object is asked for."""
    listed = call.operation.id.endswith("_create") or call.operation.id in _LISTED
    if not isinstance(call.body, list) or not listed:
        raise bad_request("Value is not an object.")
    if not all(item is None or isinstance(item, dict) for item in call.body):
        raise bad_request("Some of array items are not an object.")
    if None in call.body:
        raise server_error("Cannot set properties of null")


def _each(call: Call, handler: Handler) -> tuple[list[Json], list[Json]]:
    """Return what was made, and for each item what was wrong with it, or None."""
    made: list[Json] = []
    refusals: list[Json] = []
    for item in call.body if isinstance(call.body, list) else ():
        try:
            with call.world.store.savepoint():
                made.append(cast("Json", handler(dataclasses.replace(call, body=item))))
            refusals.append(None)
        except ApiError as error:
            if error.status in _OF_THE_PARENT:  # looked at once for all items
                raise
            refusals.append(error.body()["error"])
    return made, refusals


def _check_parent(call: Call, handler: Handler) -> None:
    """Raise the refusal that a list without items gets: of the parent that they would belong to."""
    try:
        with call.world.store.savepoint():
            _try(call, handler)
    except _UndoneError:
        return
    except ApiError as error:
        if error.status in _OF_THE_PARENT:
            raise


def _try(call: Call, handler: Handler) -> None:
    """Do it with an empty object, and have it taken back."""
    handler(dataclasses.replace(call, body={}))
    raise _UndoneError
