"""Which proxy a request goes through, by the usual environment variables."""

from __future__ import annotations

import ipaddress
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies_environment

from spaceinvoices_async.errors import ConfigurationError

_SCHEMES: Final = frozenset({"http", "https", "socks5", "socks5h"})
_USUAL_PORTS: Final = {"http": 80, "https": 443}


def environment_proxy(url: str) -> str | None:
    """Return the proxy of `HTTPS_PROXY`, `HTTP_PROXY` or `ALL_PROXY`, unless `NO_PROXY` has it.

    Raises:
        ConfigurationError: The variable holds no address of a proxy.
    """
    parts = urlsplit(url)
    proxies = getproxies_environment()
    name = parts.scheme if proxies.get(parts.scheme, "").strip() else "all"
    proxy = proxies.get(name, "").strip()
    port = parts.port or _USUAL_PORTS.get(parts.scheme)
    if not proxy or is_exempt(parts.hostname or "", port, proxies.get("no", "")):
        return None
    return checked_proxy(proxy if "://" in proxy else f"http://{proxy}", f"{name.upper()}_PROXY")


def checked_proxy(proxy: str, source: str) -> str:
    """Return the URL of a proxy, without blanks round it.

    Args:
        proxy: The URL.
        source: The argument or variable that it comes from; an error names it.

    Raises:
        ConfigurationError: It is no URL of a proxy.
    """
    proxy = proxy.strip()
    try:
        parts = urlsplit(proxy)
        usable = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
        usable = usable and parts.path in {"", "/"}
    except ValueError:  # a port beyond 65535, or half an IPv6 address
        usable = False
    # Not shown: it may hold a password.
    if not usable or not proxy.isprintable() or " " in proxy:
        raise ConfigurationError(
            f"{source}: the proxy cannot be used: write its URL like http://proxy.example:3128"
        )
    return proxy


def is_exempt(host: str, port: int | None, exempt: str) -> bool:
    """Return whether `NO_PROXY` names a host.

    Its entries, between commas or blanks, are `*` for every host; a domain, which stands for the
    hosts below it too, also as `.domain` or `*.domain`; an address, IPv6 with or without brackets;
    or a range such as `10.0.0.0/8`. A port behind an entry limits it to that port.
    """
    host = host.lower().rstrip(".")
    return any(_names(entry, host, port) for entry in exempt.lower().replace(",", " ").split())


def _names(entry: str, host: str, port: int | None) -> bool:
    if entry == "*":
        return True
    if "/" in entry:
        return _in_range(host, entry)
    address = _address(entry.strip("[]"))
    if address is None:
        name, colon, digits = entry.rpartition(":")
        if colon and digits.isdecimal():
            if int(digits) != port:
                return False
            entry = name
        address = _address(entry.strip("[]"))
    if address is not None:
        return address == _address(host)
    domain = entry.removeprefix("*").strip(".")
    if not domain or _address(host) is not None:
        return False
    return host == domain or host.endswith(f".{domain}")


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _in_range(host: str, entry: str) -> bool:
    address = _address(host)
    try:
        return address is not None and address in ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return False
