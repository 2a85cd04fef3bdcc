"""A port that is open most of the time, and refuses connections in between."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ACCEPTED_PER_REFUSED = 9


class Door:
    """Refuses one connection in ten.

    Nobody is told about a refused connection but the client: whoever sees it reports it with
    `refused`, and the door opens again.
    """

    def __init__(self, make_connection: Callable[[], asyncio.Protocol]) -> None:
        self.accepted = 0
        self.refusals = 0
        self._make_connection = make_connection
        self._loop = asyncio.get_running_loop()
        # Bound and never listening: it keeps the port ours while the door is closed.
        self._holder = _bound(0)
        self.port: int = self._holder.getsockname()[1]
        self._listener: socket.socket | None = None
        self._welcomes: set[asyncio.Task[object]] = set()
        self._open()

    def refused(self) -> None:
        """A client saw its connection refused."""
        self.refusals += 1
        if self._listener is None and not self._due:
            self._open()

    async def aclose(self) -> None:
        """Accept nobody any more."""
        self._close()
        self._holder.close()
        await asyncio.gather(*self._welcomes)

    @property
    def _due(self) -> bool:
        return self.accepted >= _ACCEPTED_PER_REFUSED * (self.refusals + 1)

    def _open(self) -> None:
        self._listener = _bound(self.port)
        self._listener.listen(256)
        self._loop.add_reader(self._listener, self._accept)

    def _accept(self) -> None:
        while self._listener is not None:
            try:
                connection, _ = self._listener.accept()
            except BlockingIOError:
                break
            self._welcome(connection)
        if self._due:
            # Nobody is left in the queue, who would be reset instead of refused.
            self._close()

    def _close(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            self._loop.remove_reader(listener)
            listener.close()

    def _welcome(self, connection: socket.socket) -> None:
        self.accepted += 1
        connection.setblocking(False)
        task = asyncio.ensure_future(
            self._loop.connect_accepted_socket(self._make_connection, connection)
        )
        self._welcomes.add(task)
        task.add_done_callback(self._welcomes.discard)


def _bound(port: int) -> socket.socket:
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.setblocking(False)
    bound.bind(("127.0.0.1", port))
    return bound
