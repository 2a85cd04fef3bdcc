"""A server with fixed answers, as cheap as Python allows: what is measured is the client."""

import json
from typing import Final
from urllib.parse import unquote

import serving
from payloads import CHARGE, CHAT, DOCUMENT

_ROWS: Final = 10_000
_PAGE: Final = 100


def _answer(value: object, head: str = "") -> bytes:
    # Without blanks, as JavaScript writes it.
    body = json.dumps(value, separators=(",", ":")).encode()
    lines = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return f"{lines}{head}\r\n".encode() + body


_DOCUMENT: Final = _answer(DOCUMENT)
_CHAT: Final = _answer(CHAT)
_CHARGE: Final = _answer(CHARGE)


def _clients(target: str) -> bytes:
    wanted = json.loads(unquote(target.partition("filter=")[2].partition("&")[0]) or "{}")
    first = wanted.get("skip", 0)
    last = min(first + min(wanted.get("limit", _PAGE), _PAGE), _ROWS)
    rows = [{"id": f"{row:024x}", "name": f"Client {row}"} for row in range(first, last)]
    return _answer(rows, f"x-total-count: {_ROWS}\r\n")


def _respond(head: bytes) -> bytes:
    target = head.split(b" ", 2)[1].decode()
    if "/chat/" in target:
        return _CHAT
    if target.startswith("/v1/invoices"):
        return _CHARGE
    return _clients(target) if "/clients" in target else _DOCUMENT


if __name__ == "__main__":
    arguments = serving.parser(__doc__)
    arguments.add_argument("--latency", type=float, default=0.0, help="seconds per answer")
    given = arguments.parse_args()
    serving.run(given, _respond, latency=given.latency)
