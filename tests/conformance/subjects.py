"""The transports that have to conform."""

from __future__ import annotations

from typing import Final

from spaceinvoices_async.transports.aiohttp import AiohttpTransport
from spaceinvoices_async.transports.httpx import HttpxTransport

TRANSPORTS: Final = {"httpx": HttpxTransport, "aiohttp": AiohttpTransport}
