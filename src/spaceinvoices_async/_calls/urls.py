"""The address of the server: an origin and perhaps a prefix, safe to send tokens to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlsplit

from spaceinvoices_async._redaction import redact_url
from spaceinvoices_async.errors import ConfigurationError

if TYPE_CHECKING:
    from urllib.parse import SplitResult

DEFAULT_BASE_URL: Final = "https://api.spaceinvoices.com"
_BYTES_OF_AN_IPV4_ADDRESS: Final = 4
_EXAMPLE: Final = f"write it like {DEFAULT_BASE_URL}"


def resolve_base_url(text: str, *, allow_http: bool = False) -> str:
    """Return the base URL without a trailing slash, and without the `/v1` that every path brings.

    Raises:
        ConfigurationError: It is no origin, would leak the token, or holds what it must not.
    """
    if not isinstance(cast("object", text), str):
        raise ConfigurationError(f"base_url is text: {_EXAMPLE}.")
    url = text.strip()
    parts = _split(url)
    shown = redact_url(url)
    if parts.scheme not in {"http", "https"}:
        raise ConfigurationError(f"base_url has no http or https scheme: {_EXAMPLE}.")
    host = parts.hostname
    if not host:
        raise ConfigurationError(f"base_url {shown} names no host: {_EXAMPLE}.")
    if "@" in parts.netloc:
        raise ConfigurationError(
            f"base_url {shown} holds a user or a password: give the token as token=."
        )
    if "?" in url or "#" in url:
        raise ConfigurationError(f"base_url {shown} must have no query and no fragment.")
    if parts.scheme == "http" and not allow_http and not is_loopback(host):
        raise ConfigurationError(
            f"base_url {shown} would send the token unencrypted: use https, or set allow_http=True "
            "in ClientOptions."
        )
    return f"{parts.scheme}://{_authority(parts)}{_prefix(parts.path, shown)}"


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine, whatever the name servers say."""
    host = host.lower().rstrip(".")
    if host in {"::1", "localhost"}:  # names below it are asked of the name servers
        return True
    numbers = host.split(".")
    return (
        len(numbers) == _BYTES_OF_AN_IPV4_ADDRESS
        and numbers[0] == "127"
        and all(number.isascii() and number.isdigit() for number in numbers)
    )


def _split(url: str) -> SplitResult:
    # urlsplit drops tabs and line ends, and browsers read a backslash as a slash.
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise ConfigurationError(
            "base_url must be plain ASCII without spaces; international names as xn--."
        )
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ConfigurationError(f"base_url cannot be read: {_EXAMPLE}.") from error
    return parts


def _authority(parts: SplitResult) -> str:
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[parts.scheme]
    return host if parts.port in {None, usual} else f"{host}:{parts.port}"


def _prefix(path: str, shown: str) -> str:
    path = path.rstrip("/")
    # People paste the documented address.
    path = path.removesuffix("/v1").rstrip("/")
    segments = path.split("/")[1:]
    if any(segment.lower().replace("%2e", ".") in {"", ".", ".."} for segment in segments):
        raise ConfigurationError(f"base_url {shown} must have a plain path.")
    return path
