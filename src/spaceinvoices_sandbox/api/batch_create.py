"""A list sent to a create: every item on its own, the good ones kept even when others are bad."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, cast

from spaceinvoices_async.transports.status_codes import UNAUTHORIZED
from spaceinvoices_sandbox.loopback.errors import ApiError, bad_request, server_error

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.api.registry import Handler
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Json


def run(call: Call, handler: Handler) -> Answer | ApiError:
    """Return the handler's answer, or for a list of bodies the list of answers.

    Returns (so that the good items are kept) a 500 with one detail per item where any was refused.
    """
    if isinstance(call.body, (str, bool, int, float)) and call.operation.body is not None:
        raise bad_request("Value is not an object.")
    if not isinstance(call.body, list):
        return handler(call)
    if not call.operation.id.endswith("_create"):
        raise bad_request("Value is not an object.")
    if not all(item is None or isinstance(item, dict) for item in call.body):
        raise bad_request("Some of array items are not an object.")
    if None in call.body:
        raise server_error("Cannot set properties of null")
    made: list[Json] = []
    refusals: list[Json] = []
    for item in call.body:
        try:
            with call.world.store.savepoint():
                made.append(cast("Json", handler(dataclasses.replace(call, body=item))))
            refusals.append(None)
        except ApiError as error:
            if error.status == UNAUTHORIZED:  # rights are checked once for all items
                raise
            refusals.append(error.body()["error"])
    if any(refusal is not None for refusal in refusals):
        return ApiError(
            500,
            "Failed with multiple errors, see `details` for more information.",
            details=refusals,
        )
    return made
