"""Answers that fail the way networks and gateways fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from starlette.responses import Response

from spaceinvoices_sandbox.loopback import replies
from spaceinvoices_sandbox.loopback.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.types import Send

    from spaceinvoices_sandbox.faults import Fault

_GATEWAY = "<html><head><title>{0}</title></head><body><h1>{0}</h1><hr>nginx</body></html>"


class _Abortable(Protocol):
    def abort(self) -> None: ...


class _Cycle(Protocol):
    """One request of uvicorn."""

    transport: _Abortable
    disconnected: bool


class Dropped(Exception):
    """The connection ends without an answer."""


def drop(send: Send) -> None:
    """Reset the connection under the request; the ASGI standard has no word for it."""
    cycle = cast("_Cycle | None", getattr(send, "__self__", None))
    if getattr(cycle, "transport", None) is None or cycle is None:
        raise Dropped
    cycle.disconnected = True  # as it is in a moment: otherwise uvicorn logs a missing answer
    cycle.transport.abort()


async def apply(
    fault: Fault | None,
    request: Request,
    answer: Callable[[], Awaitable[Response]],
    sleep: Callable[[float], Awaitable[None]],
) -> Response:
    """Return the answer with the fault in it; raises `Dropped` where there is to be none."""
    if fault is None:
        return await answer()
    if fault.kind in {"refuse", "drop-before"}:
        raise Dropped
    if fault.kind == "throttle":
        return throttled(request, fault.seconds)
    if fault.kind in {"bad-gateway", "unknown-error"}:
        status, title = (502, "502 Bad Gateway") if fault.kind == "bad-gateway" else (520, "520")
        return Response(_GATEWAY.format(title), status, media_type="text/html")
    if fault.kind == "delay-before":
        await sleep(fault.seconds)
    response = await answer()
    if fault.kind == "delay-after":
        await sleep(fault.seconds)
    if fault.kind == "drop-after":
        raise Dropped
    if fault.kind == "garbage":
        return Response(b'{"id": "6', response.status_code, media_type="application/json")
    return response


def throttled(request: Request, seconds: float) -> Response:
    """429, and when to come again."""
    response = replies.refusal(request, ApiError(429, "Too Many Requests"))
    response.headers["retry-after"] = f"{max(seconds, 0):g}"
    return response


async def send_half(response: Response, send: Send) -> None:
    """Promise the whole body, send half of it, and reset."""
    body = bytes(response.body)
    await send(
        {
            "type": "http.response.start",
            "status": response.status_code,
            "headers": response.raw_headers,
        }
    )
    await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
    drop(send)
