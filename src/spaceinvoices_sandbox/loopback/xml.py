"""Documents in XML, as the framework's writer makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from spaceinvoices_sandbox.loopback import javascript

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.loopback.json_types import Json


def error_document(told: Mapping[str, object]) -> str:
    """Write an error as `strong-error-handler` does."""
    return "<?xml version='1.0'?>\n" + "\n".join(_elements("error", told, "", "    "))


def answer_document(value: Json) -> str:
    """Write an answer as `strong-remoting` does; a list is one of `result`."""
    if value is None:
        return "<null/>"
    told: Json = {"result": value} if isinstance(value, list) else value
    lines = _elements("response", told, "", "  ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines)


def _elements(name: str, value: object, indent: str, step: str) -> list[str]:
    """Return the lines of one member; of a list, one element for each item that is something."""
    if isinstance(value, list):
        items = cast("list[object]", value)
        return [
            line
            for item in items
            if item is not None
            for line in _elements(name, item, indent, step)
        ]
    if not isinstance(value, dict):
        text = javascript.text(value).replace("&", "&amp;").replace("<", "&lt;")
        return [f"{indent}<{name}>{text}</{name}>"]
    parts = cast("dict[object, object]", value)
    inner = [
        line
        for key, item in parts.items()
        for line in _elements(str(key), item, indent + step, step)
    ]
    return [f"{indent}<{name}>", *inner, f"{indent}</{name}>"] if inner else [f"{indent}<{name}/>"]
