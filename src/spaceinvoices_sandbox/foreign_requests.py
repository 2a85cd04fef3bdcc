"""Refusal of requests that another web page sends to the sandbox's own routes and pages.

The routes and pages beside the API ask for no token. A browser lets any page send requests to this machine, and
a name that its owner points at 127.0.0.1 (DNS rebinding) lets a page read the answers too. So a
request must name this machine as its host, come from no other origin, and carry JSON, which no plain
form can. The forms of the window must come from the window.
"""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from typing import Final

from starlette.requests import Request

from spaceinvoices_sandbox.loopback.errors import ApiError

IN_PROCESS_HOST: Final = "sandbox.invalid"
"""Host of the sandbox without a socket; no name below `.invalid` can ever be resolved."""
_JSON: Final = "application/json"
_FORM: Final = "application/x-www-form-urlencoded"
_OWN_SITE: Final = "same-origin"
_SAME_SITE: Final = frozenset({_OWN_SITE, "none"})
_READING: Final = frozenset({"GET", "HEAD"})


def check(request: Request, allowed_hosts: Collection[str]) -> None:
    """Raise 403 for a foreign host or origin, and 415 for a body that is not JSON."""
    _check_sender(request, allowed_hosts)
    if request.method not in _READING and _has_body(request) and _kind(request) != _JSON:
        raise ApiError(415, "The body must be application/json")


def check_form(request: Request, allowed_hosts: Collection[str]) -> None:
    """Raise 403 for a foreign host or origin, and for a form that does not say where it comes from.

    Any page can post a plain form here, so the browser must say that the form was this server's own:
    by `Origin` or by `Sec-Fetch-Site`, which no page can set. Raise 415 for a body of another type.
    """
    _check_sender(request, allowed_hosts)
    if request.method in _READING:
        return
    headers = request.headers
    if headers.get("sec-fetch-site", _OWN_SITE) != _OWN_SITE:
        raise ApiError(403, "A form of another page may not use this server")
    if "origin" not in headers and "sec-fetch-site" not in headers:
        raise ApiError(403, "A form must say by Origin or Sec-Fetch-Site where it comes from")
    if _kind(request) != _FORM:
        raise ApiError(415, f"The body must be {_FORM}")


def _check_sender(request: Request, allowed_hosts: Collection[str]) -> None:
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


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
