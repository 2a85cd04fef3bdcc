"""The API as one account sees it: what a client and its views share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from spaceinvoices_async._generated import models
from spaceinvoices_async._generated.resources import Resources
from spaceinvoices_async._lazy import LazyModule
from spaceinvoices_async.types import JsonValue

if TYPE_CHECKING:
    from spaceinvoices_async import errors as _errors
    from spaceinvoices_async import operations as _operations
    from spaceinvoices_async import options as _options
else:
    _errors = LazyModule("spaceinvoices_async.errors")
    _operations = LazyModule("spaceinvoices_async.operations")
    _options = LazyModule("spaceinvoices_async.options")


class Api(Resources):
    """The resources of one account, and what reaches beyond them."""

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        body: JsonValue = None,
        safety: _operations.Safety | None = None,
        options: _options.RequestOptions | None = None,
    ) -> JsonValue:
        """Reach any route of the API, with the same care as the others.

        Args:
            method: HTTP method.
            path: From the root of the API, `"/v1/Organizations/62c.../documents"`; no query.
            query: Parameters; mappings and lists are sent as JSON.
            body: Sent as JSON; numbers and times as strictly as in the other calls.
            safety: Whether it may be sent twice; told by the method if not given.
            options: Deadline, timeouts and headers of this call.

        Raises:
            SpaceInvoicesError: As `errors` describes.
        """
        from spaceinvoices_async._calls.free_request import free_operation

        operation = free_operation(method, path, safety)
        answer = self._requestor.request(operation, query=query, body=body, options=options)
        # Tracebacks may be kept with their variables: from here on none of them shows the data.
        del body, query
        return await answer

    async def reconcile(
        self, error: _errors.OutcomeUnknownError, *, options: _options.RequestOptions | None = None
    ) -> models.Document | None:
        """Return what became of a create in doubt; None once it is certain that nothing did.

        Raises:
            InvalidInputError: The error is not one of a create with a unique id.
            OutcomeUnknownError: The deadline passed before that was certain.
        """
        from spaceinvoices_async._generated.models import (
            Document,  # the largest model, seldom needed
        )
        from spaceinvoices_async._serialization import responses

        return await self._requestor.reconcile(error, responses.one(Document), options=options)
