"""Reads the error bodies of LoopBack 3 and 4; anything else (HTML, empty, cut off) reads as empty.

https://loopback.io/doc/en/lb3/Using-strong-error-handler.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec
from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .wire import JsonValue

_DEEPEST: Final = 50
_Fields: TypeAlias = "dict[str, tuple[str, ...]]"


@frozen(kw_only=True)
class ErrorBody:
    """What the server said about a refusal."""

    name: str | None = None
    code: str | None = None
    message: str | None = None
    details: JsonValue = None
    fields: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    """Messages per refused property, for validation errors of either generation."""


def parse(raw: bytes) -> ErrorBody:
    """Find the error object of a body; never raises, whatever the body holds."""
    try:
        document: JsonValue = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return ErrorBody()  # a proxy's page, or nothing: the status has to speak for itself
    if not isinstance(document, dict):
        return ErrorBody()
    found = document.get("error", document)
    if isinstance(found, str):
        return ErrorBody(message=found)
    if not isinstance(found, dict):
        return ErrorBody()
    details = found.get("details")
    if not _is_shallow(details, _DEEPEST):
        details = None
    return ErrorBody(
        name=_text(found.get("name")),
        code=_text(found.get("code")),
        message=_text(found.get("message")),
        details=details,
        fields=_fields(details),
    )


def _is_shallow(value: JsonValue, depth: int) -> bool:
    """Whether an error that holds this can be pickled: deeper down Python gives up."""
    if not isinstance(value, (dict, list)):
        return True
    items = value.values() if isinstance(value, dict) else value
    return depth > 0 and all(_is_shallow(item, depth - 1) for item in items)


def _text(value: JsonValue) -> str | None:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, (dict, list)):
        return None
    return str(value)


def _fields(details: JsonValue) -> _Fields:
    """LoopBack 3 sends `{messages: {field: [text]}}`, LoopBack 4 `[{path, message}]`."""
    if isinstance(details, dict):
        messages = details.get("messages")
        if isinstance(messages, dict):
            return {name: tuple(_texts(value)) for name, value in messages.items()}
        return {}
    collected: _Fields = {}
    for item in details if isinstance(details, list) else ():
        if isinstance(item, dict):
            path = (_text(item.get("path")) or "").strip("./").replace("/", ".")
            collected[path] = (*collected.get(path, ()), *_texts(item.get("message")))
    return collected


def _texts(value: JsonValue) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        text = _text(item)
        if text is not None:
            yield text
