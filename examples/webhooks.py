"""A service that takes the events of Space Invoices with FastAPI, each of them once.

    uvicorn examples.webhooks:app

Register `https://your.host/space-invoices/<secret>` with `webhooks.create(organization_id, url=...,
events=["document/create", "payment/create"])`. The API signs nothing, so the secret in the address is
what keeps strangers out.
"""

import hmac
import logging
import os
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request

from spaceinvoices_async import InvalidInputError
from spaceinvoices_async.webhooks import (
    DocumentEvent,
    Event,
    EventDeduplicator,
    EventInProgressError,
    PaymentEvent,
    UnknownEvent,
    parse,
)

log = logging.getLogger(__name__)
app = FastAPI()
seen = EventDeduplicator()
ledger: list[str] = []
"""Where a service of yours has its database."""


async def event_of(request: Request) -> Event:
    """Return the event in the body; 400 for what is none."""
    try:
        return parse(await request.body())
    except InvalidInputError as error:
        raise HTTPException(400, str(error)) from None


@app.post("/space-invoices/{secret}", status_code=204)
async def receive(secret: str, event: Annotated[Event, Depends(event_of)]) -> None:
    """Handle one event; an answer other than 2xx has it sent again after 2, 4 and 8 minutes."""
    if not hmac.compare_digest(secret.encode(), os.environ["WEBHOOK_SECRET"].encode()):
        raise HTTPException(404)
    try:
        with seen.once(event) as first:
            if first:
                handle(event)
    except EventInProgressError:  # a copy came before the first was done, which may still fail
        raise HTTPException(503) from None


def handle(event: Event) -> None:
    """Do what this service does about an event."""
    match event:
        case DocumentEvent(data=document) if event.verb == "create":
            ledger.append(f"document {document.number}: {document.total_with_tax}")
        case PaymentEvent(data=payment) if event.verb == "create":
            ledger.append(f"payment of {payment.document_id}: {payment.amount}")
        case UnknownEvent():
            log.warning("an event that this version does not know: %s", event.name)
        case _:
            log.info("nothing to do for %s", event.name)
