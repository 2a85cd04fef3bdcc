"""A web application with FastAPI: an order becomes an invoice, however many workers there are.

    WEB_CONCURRENCY=4 uvicorn fastapi_service:app

uvicorn reads the number of workers from the same variable. The limit of the API is one for the account,
so each worker takes its share.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from spaceinvoices_async import (
    ApiError,
    AsyncSpaceInvoices,
    ClientOptions,
    InvalidInputError,
    NotSentError,
    OutcomeUnknownError,
    RateLimitedError,
    RequestOptions,
    ServerError,
    ValidationError,
)

WORKERS = int(os.environ.get("WEB_CONCURRENCY", "1"))
REQUESTS_PER_SECOND = 98 / WORKERS
HORIZON = timedelta(seconds=90)
"""How long the API may still carry out a request: `horizon` of the client."""


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open one client for each worker, opened with it and closed with it."""
    async with AsyncSpaceInvoices(options=ClientOptions(rate=REQUESTS_PER_SECOND)) as si:
        app.state.si = si
        yield


app = FastAPI(lifespan=lifespan)


@app.exception_handler(OutcomeUnknownError)
async def in_progress(_request: Request, error: OutcomeUnknownError) -> Response:
    """Perhaps issued: the caller asks again, and says until when the order may have been sent."""
    answer = {"order": error.unique_id, "state": "in progress"}
    if error.resend_not_before is not None:
        answer["sent_before"] = f"{error.resend_not_before - HORIZON:%Y-%m-%dT%H:%M:%S.%fZ}"
    return JSONResponse(answer, 202, headers={"Retry-After": "30"})


@app.exception_handler(NotSentError)
@app.exception_handler(RateLimitedError)
@app.exception_handler(ServerError)
async def unavailable(_request: Request, _error: Exception) -> Response:
    """Nothing was issued: the caller tries again later."""
    return JSONResponse({"error": "invoicing is not available"}, 503, headers={"Retry-After": "10"})


@app.exception_handler(ValidationError)
async def refused(_request: Request, error: ValidationError) -> Response:
    """Answer that the API refused the invoice: the caller corrects it."""
    return JSONResponse({"error": "the invoice was refused", "fields": dict(error.fields)}, 422)


@app.exception_handler(InvalidInputError)
async def wrong(_request: Request, error: InvalidInputError) -> Response:
    """Answer that the SDK refused the invoice and sent nothing: the caller corrects it."""
    return JSONResponse({"error": str(error), "fields": {str(error.field): [str(error)]}}, 422)


@app.exception_handler(ApiError)
async def failed(_request: Request, _error: ApiError) -> Response:
    """Answer for a bad token, no right, no such organization: not the caller's fault."""
    return JSONResponse({"error": "invoicing is set up wrongly"}, 500)


@app.post("/organizations/{organization_id}/orders/{order_id}/invoice")
async def invoice(
    organization_id: str,
    order_id: str,
    price: str,
    request: Request,
    *,
    retry: bool = False,
    sent_before: datetime | None = None,
) -> dict[str, str]:
    """Issue the invoice of an order, once.

    A second request for it repeats the `sent_before` of a 202; without one it says `retry=true`.
    """
    si: AsyncSpaceInvoices = request.app.state.si
    document = await si.documents.create(
        organization_id,
        unique_id=order_id,
        client={"name": "Rocket man"},
        items=[{"name": "Space suit", "quantity": 1, "price": price}],
        options=RequestOptions(deadline=10, sent_before=sent_before or retry),
    )
    return {"number": str(document.number)}
