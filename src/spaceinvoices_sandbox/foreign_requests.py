"""Refusal of requests that another web page sends to the sandbox's own routes.

The routes beside the API ask for no token. A browser lets any page send requests to this machine, and
a name that its owner points at 127.0.0.1 (DNS rebinding) lets a page read the answers too. So a
request must name this machine as its host, come from no other origin, and carry JSON, which no plain
form can.
"""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from typing import Final

from starlette.requests import Request

from spaceinvoices_sandbox.loopback.errors import ApiError

IN_PROCESS_HOST: Final = "sandbox.invalid"
"""Host of the sandbox without a socket; no name below `.invalid` can ever be resolved."""
_SAME_SITE: Final = frozenset({"same-origin", "none"})
_READING: Final = frozenset({"GET", "HEAD"})


def check(request: Request, allowed_hosts: Collection[str]) -> None:
    """Raise 403 for a foreign host or origin, and 415 for a body that is not JSON."""
    host = request.headers.get("host", "")
    if not _is_this_machine(host, allowed_hosts):
        raise ApiError(403, f"Host {host[:100]!r} is not this machine; --allow-host lets it in")
    origin = request.headers.get("origin")
    if origin is not None and origin.lower() not in {
        f"http://{host}".lower(),
        f"https://{host}".lower(),
    }:
        raise ApiError(403, f"Origin {origin[:100]!r} may not use this server")
    if request.headers.get("sec-fetch-site", "none") not in _SAME_SITE:
        raise ApiError(403, "Another site may not use this server")
    if request.method not in _READING and _has_body(request) and not _is_json(request):
        raise ApiError(415, "The body must be application/json")


def _is_this_machine(host: str, allowed_hosts: Collection[str]) -> bool:
    name = _without_port(host).lower()
    if name in {"localhost", IN_PROCESS_HOST} or name.endswith(".localhost"):
        return True
    if name in {allowed.lower() for allowed in allowed_hosts}:
        return True
    try:  # an address cannot be pointed elsewhere, as a name can
        ip_address(name)
    except ValueError:
        return False
    return True


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _has_body(request: Request) -> bool:
    headers = request.headers
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


def _is_json(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "application/json"
