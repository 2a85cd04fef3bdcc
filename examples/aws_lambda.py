"""AWS Lambda: an invoice for each message of a queue.

Set SPACEINVOICES_TOKEN and ORGANIZATION_ID in the function's configuration, and let the queue's event
source report partial batch failures. Give the function a timeout of three minutes, and the queue a
visibility timeout of six times that.
"""

import asyncio
import json
import os
from collections.abc import Mapping
from functools import cache

from spaceinvoices_async import AsyncSpaceInvoices, RequestOptions, SpaceInvoicesError


@cache
def runner() -> asyncio.Runner:
    """Return one event loop for all invocations of a warm function, so that connections last."""
    return asyncio.Runner()


@cache
def client() -> AsyncSpaceInvoices:
    """Return one client for all invocations of a warm function."""
    return AsyncSpaceInvoices()


def handler(event: Mapping[str, list[dict[str, object]]], _context: object) -> dict[str, object]:
    """Issue what the messages say; those that failed are given back to the queue."""
    failed = runner().run(issue_all(event["Records"]))
    return {"batchItemFailures": [{"itemIdentifier": id_} for id_ in failed]}


async def issue_all(messages: list[dict[str, object]]) -> list[str]:
    """Issue all at once; the ids of the messages that failed."""
    results = await asyncio.gather(*map(issue, messages))
    return [
        str(message["messageId"]) for message, ok in zip(messages, results, strict=True) if not ok
    ]


async def issue(message: dict[str, object]) -> bool:
    """Issue one; whether it is issued."""
    attributes = message.get("attributes")
    received = int(attributes["ApproximateReceiveCount"]) if isinstance(attributes, dict) else 1
    # A message that was received before may have been sent before: then look first. Whether it was is
    # certain after the horizon of 90 seconds: with less time it would be given back again and again.
    options = (
        RequestOptions(deadline=20) if received == 1 else RequestOptions(120, sent_before=True)
    )
    try:
        order = json.loads(str(message["body"]))
        await client().documents.create(
            os.environ["ORGANIZATION_ID"],
            unique_id=order["id"],
            client={"name": order["customer"]},
            items=[{"name": order["product"], "price": order["price"]}],
            options=options,
        )
    except SpaceInvoicesError as error:
        print(f"message {message['messageId']}: {error}")  # the text holds no secret and no data
        return False
    except (ValueError, LookupError, TypeError) as error:  # no order: the others are issued
        print(f"message {message['messageId']} is no order: {type(error).__name__}")
        return False
    return True
