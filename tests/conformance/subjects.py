"""The transports that have to conform."""

from __future__ import annotations

from typing import Final

from spaceinvoices_async.transports.aiohttp import AiohttpTransport
from spaceinvoices_async.transports.httpx import HttpxTransport
from spaceinvoices_async.transports.httpx2 import Httpx2Transport

TRANSPORTS: Final = {
    "httpx": HttpxTransport,
    "httpx2": Httpx2Transport,
    "aiohttp": AiohttpTransport,
}
