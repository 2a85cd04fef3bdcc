"""One request as aiohttp writes it, with nothing added, and in one piece where it is small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from aiohttp import ClientRequest, ClientResponse
from aiohttp.http import StreamWriter
from multidict import istr
from yarl import URL

if TYPE_CHECKING:
    import asyncio

    from aiohttp.connector import Connection

    from .aiohttp_routes import Route
    from .base import Request
    from .uploads import Pieces


class BareRequest(ClientRequest):
    """Sends the headers it is given; aiohttp would add some of its own."""

    DEFAULT_HEADERS = dict[istr, str]()  # noqa: RUF012 - as aiohttp has them
    POST_METHODS = set[str]()  # noqa: RUF012 - those that get a content type, content or not
    small: bytes | None = None
    """A body that the buffer of the socket can take whole."""

    @classmethod
    def of(
        cls, request: Request, way: Route, pieces: Pieces | None, loop: asyncio.AbstractEventLoop
    ) -> Self:
        """The request for one way to its origin; a large body comes in pieces."""
        # No name of its own: some reports of errors show the variables of every frame.
        body = request.body
        length = () if body is None else (("Content-Length", str(len(body))),)
        made = cls(
            request.method,
            URL(request.url, encoded=request.url.isascii()),
            headers=request.headers + length + way.headers,
            data=pieces,
            loop=loop,
            ssl=way.tls,
            proxy=way.proxy,
            proxy_headers=way.tunnel_headers,
        )
        if pieces is None:
            made.small = body
        return made

    async def send(self, conn: Connection) -> ClientResponse:
        """Write the request; a small body leaves with the head.

        aiohttp starts a task to write a body, which costs as much as everything else it does to
        send a request, and for bodies this small never waits for anything.
        """
        protocol = conn.protocol
        if self.small is None or protocol is None:
            return await super().send(conn)
        through_proxy = self.proxy is not None and not self.is_ssl()
        path = str(self.url) if through_proxy else self.url.raw_path_qs
        writer = StreamWriter(protocol, self.loop)
        await writer.write_headers(f"{self.method} {path} HTTP/1.1", self.headers)
        protocol.start_timeout()
        await writer.write_eof(self.small)
        return ClientResponse(
            self.method,
            self.original_url,
            writer=None,
            continue100=None,
            timer=self._timer,
            request_info=self.request_info,
            traces=self._traces,
            loop=self.loop,
            session=self._session,
            stream_writer=writer,
        )
