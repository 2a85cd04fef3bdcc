"""What may be shown: allow-lists, since a list of what must not be shown is never complete."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MASK: Final = "***"
_SHORTEST_SECRET: Final = 4  # a shorter one is found everywhere

SHOWN_HEADERS: Final = frozenset(
    {
        "content-length",
        "content-type",
        "date",
        "retry-after",
        "server",
        "user-agent",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-request-id",
        "x-total-count",
    }
)


def shown_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that tell of a call and nothing of its data, in lower case."""
    return {name.lower(): value for name, value in headers.items() if name.lower() in SHOWN_HEADERS}


def redact_url(url: str) -> str:
    """Return a URL without what may be secret: user, password, query values and fragment.

    Filters hold e-mail addresses and names, so only the names of the parameters remain.
    """
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return MASK
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    scheme = f"{parts.scheme}://" if parts.scheme else ""
    user = f"{MASK}@" if "@" in parts.netloc else ""
    return f"{scheme}{user}{host}{port}{parts.path}" + _redacted_query(parts.query)


def _redacted_query(query: str) -> str:
    if not query:
        return ""
    names = (pair.partition("=")[0] for pair in query.split("&"))
    return "?" + "&".join(f"{name}={MASK}" for name in names)


def scrub(raw: bytes, secrets: Iterable[str]) -> bytes:
    """Return a body without the secrets that were sent: a server may repeat what it refuses."""
    for secret in secrets:
        if len(secret) >= _SHORTEST_SECRET:
            raw = raw.replace(secret.encode(), MASK.encode())
            raw = raw.replace(json.dumps(secret)[1:-1].encode(), MASK.encode())
    return raw
