"""How connections to an origin are made: over TLS or not, through a proxy or not."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.parse import unquote

from attrs import frozen
from yarl import URL

from spaceinvoices_async.errors import ConfigurationError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping


@frozen(kw_only=True)
class Route:
    """What every request to one origin shares."""

    tls: ssl.SSLContext | bool = True
    proxy: URL | None = None
    tunnel_headers: Mapping[str, str] | None = None
    """For the proxy, with the request for a tunnel."""
    headers: tuple[tuple[str, str], ...] = ()
    """For the proxy too, but with each request, where there is no tunnel."""


def route(origin: str, *, tls: ssl.SSLContext | None, proxy: str | None) -> Route:
    """The way to an origin.

    Raises:
        ConfigurationError: The proxy cannot be used.
    """
    if proxy is None:
        return Route(tls=tls or True)
    address = _address(proxy)
    headers: dict[str, str] = {}
    if address.raw_user is not None:
        pair = f"{unquote(address.raw_user)}:{unquote(address.raw_password or '')}"
        headers["Proxy-Authorization"] = f"Basic {b64encode(pair.encode()).decode('ascii')}"
        address = address.with_user(None)
    if origin.startswith("https:"):
        return Route(tls=tls or True, proxy=address, tunnel_headers=headers or None)
    return Route(tls=tls or True, proxy=address, headers=tuple(headers.items()))


def _address(proxy: str) -> URL:
    try:
        address = URL(proxy)
    except ValueError:
        address = URL()
    if address.scheme not in {"http", "https"} or not address.host:
        raise ConfigurationError(
            "the proxy cannot be used: over aiohttp it needs an http or https URL; the default "
            "transport takes socks5 too"
        )
    return address
