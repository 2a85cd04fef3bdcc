"""Secrets taken out of what is shown to a person: by the name of a member, and by the value itself."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

from spaceinvoices_sandbox.loopback.json_types import Json, dump, is_list, is_object, load

HIDDEN: Final = "•••"
"""What stands in place of a secret."""
_NAMES: Final = re.compile(
    "pass(?:word|wd|phrase)|token|secret|authorization|credential|api[-_]?key|cookie", re.IGNORECASE
)
_PIN: Final = re.compile("(?:^pin|_pin|Pin|PIN)$")
_SHORTEST: Final = 4
"""Letters of a secret below which its value alone is not looked for: it would be found everywhere."""
_ECHOED: Final = 8
"""Letters by which a secret is known where only its beginning is told."""
_TOKEN: Final = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{64}(?![0-9A-Za-z])")
_NAMED_VALUE: Final = re.compile(r"(`[^`]*`[^`(]*\(value: )(.*?)(\)[;.])", re.DOTALL)
_SNIPPET: Final = re.compile(r'(?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON', re.DOTALL)


def is_secret(name: str) -> bool:
    """Return whether a member of this name holds a secret."""
    return _NAMES.search(name) is not None or _PIN.search(name) is not None


def without_secrets(value: Json) -> Json:
    """Return the value with secret members hidden at any depth, and addresses cleaned."""
    if isinstance(value, dict):
        return {
            name: HIDDEN
            if is_secret(name) and item not in (None, "", [], {}) and not isinstance(item, bool)
            else without_secrets(item)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [without_secrets(item) for item in value]
    return without_secrets_in_address(value) if isinstance(value, str) else value


def without_secrets_in_address(text: str) -> str:
    """Return the text; of an address without its password and the secret parts of its query."""
    if "://" not in text or any(letter.isspace() for letter in text):
        return text
    try:
        parts = urlsplit(text)
    except ValueError:
        return text
    user, at, host = parts.netloc.rpartition("@")
    place = f"{HIDDEN}@{host}" if at and user else parts.netloc
    query = without_secrets_in_query(parts.query)
    return urlunsplit((parts.scheme, place, parts.path, query, parts.fragment))


def without_secrets_in_query(query: str) -> str:
    """Return the query with the values of secret names hidden, within JSON as well."""
    return "&".join(_shown_pair(pair) for pair in query.split("&")) if query else ""


def _shown_pair(pair: str) -> str:
    name, equals, value = pair.partition("=")
    plain = unquote(value.replace("+", " "))
    if equals and is_secret(unquote(name)):
        return f"{name}={HIDDEN}"
    if not plain.startswith(("{", "[")):
        return pair
    if any(True for _ in _secrets_in_text(plain)):
        return f"{name}={HIDDEN}"
    return pair


def secrets_in(value: object, *, named: bool = False) -> Iterator[str]:
    """Yield every text and number below a secret name."""
    if is_object(value):
        for name, item in value.items():
            yield from secrets_in(item, named=named or is_secret(name))
    elif is_list(value):
        for item in value:
            yield from secrets_in(item, named=named)
    elif named and isinstance(value, (str, int, float)) and not isinstance(value, bool):
        yield str(value)


def secrets_in_query(query: str) -> Iterator[str]:
    """Yield every value of a secret name, within JSON too."""
    for name, value in parse_qsl(query, keep_blank_values=True):
        if is_secret(name):
            yield value
        else:
            yield from _secrets_in_text(value)


def _secrets_in_text(text: str) -> Iterator[str]:
    if not text.startswith(("{", "[")):
        return
    try:
        inner = load(text)
    except ValueError:
        if _NAMES.search(text):
            yield text
        return
    yield from secrets_in(inner)


def hidden_in(text: str, secrets: Iterable[str]) -> str:
    """Return the text without these secrets, whole or cut, and without tokens."""
    for secret in sorted({*secrets}, key=len, reverse=True):
        for form in _written(secret):
            if len(form) > _ECHOED:
                text = re.sub(re.escape(form[:_ECHOED]) + r"[^\s\"'<>&`,;)]*", HIDDEN, text)
            if len(form) >= _SHORTEST:
                text = text.replace(form, HIDDEN)
    text = _NAMED_VALUE.sub(_without_value, text)
    text = _SNIPPET.sub(f'"{HIDDEN}" is not valid JSON', text)
    return _TOKEN.sub(HIDDEN, text)


def _written(secret: str) -> set[str]:
    """Return the secret as it is written in a text, an address, JSON, HTML and XML."""
    escaped = html.escape(secret, quote=False)
    quoted = escaped.replace('"', "&#34;").replace("'", "&#39;")
    in_json = dump(secret).decode()[1:-1]
    in_xml = secret.replace("&", "&amp;").replace("<", "&lt;")
    return {secret, quote(secret), quote(secret, safe=""), escaped, quoted, in_json, in_xml}


def _without_value(found: re.Match[str]) -> str:
    before, _, after = found.groups()
    name = before.split("`")[1]
    return f"{before}{HIDDEN}{after}" if is_secret(name) else found.group()
