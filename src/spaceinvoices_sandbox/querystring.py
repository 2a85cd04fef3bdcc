"""Query strings and form bodies with brackets: `filter[where][name]=x`, read as the framework does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from .jsonvalues import Json

_DEPTH: Final = 5
_ARRAY_LIMIT: Final = 20
_PARAMETER_LIMIT: Final = 1000
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class _Hole:
    """A position of a list that no parameter has filled."""


_HOLE: Final = _Hole()


def parse(text: str) -> dict[str, Json]:
    """The parameters as nested objects, lists and texts; nothing is ever refused."""
    root: dict[str, object] = {}
    for part in text.split("&")[:_PARAMETER_LIMIT]:
        if not part:
            continue
        split = part.find("]=")
        split = part.find("=") if split < 0 else split + 1
        name, value = (part, "") if split < 0 else (part[:split], part[split + 1 :])
        key = _decoded(name)
        if key:
            merged = _merge(root, _nested(_keys(key), _decoded(value)))
            root = merged if isinstance(merged, dict) else root
    return {name: _compact(value) for name, value in root.items()}


def _decoded(text: str) -> str:
    spaced = text.replace("+", " ")
    if "%" not in spaced:
        return spaced
    if _PERCENT.search(spaced):
        return spaced
    try:
        return unquote_to_bytes(spaced).decode()
    except UnicodeDecodeError:
        return spaced


def _keys(key: str) -> list[str]:
    first = _BRACKETS.search(key)
    if first is None:
        return [key]
    keys = [key[: first.start()]] if first.start() else []
    for depth, segment in enumerate(_BRACKETS.finditer(key)):
        if depth == _DEPTH:  # what is deeper becomes one long name
            keys.append(f"[{key[segment.start() :]}]")
            break
        keys.append(segment.group())
    return keys


def _nested(keys: list[str], value: object) -> object:
    leaf = value
    for position, key in reversed(list(enumerate(keys))):
        if key == "[]":
            leaf = [*leaf] if isinstance(leaf, list) else [leaf]
            continue
        bracketed = key.startswith("[") and key.endswith("]")
        name = key[1:-1] if bracketed else key
        index = int(name) if name.isdecimal() and name.isascii() else -1
        if bracketed and position and str(index) == name and 0 <= index <= _ARRAY_LIMIT:
            leaf = [*([_HOLE] * index), leaf]
        else:
            leaf = {name: leaf}
    return leaf


def _merge(target: object, source: object) -> object:
    if not isinstance(source, (dict, list)):
        return _merge_text(target, source)
    if not isinstance(target, (dict, list)):
        return [target, *source] if isinstance(source, list) else [target, source]
    if isinstance(target, list) and isinstance(source, list):
        return _merge_lists(target, source)
    into = target if isinstance(target, dict) else _as_object(target)
    for name, value in (source if isinstance(source, dict) else _as_object(source)).items():
        into[name] = _merge(into[name], value) if name in into else value
    return into


def _merge_text(target: object, source: object) -> object:
    if isinstance(target, list):
        return [*target, source]
    if isinstance(target, dict):
        return {**target, str(source): True}
    return [target, source]


def _merge_lists(target: list[object], source: list[object]) -> list[object]:
    for index, item in enumerate(source):
        if item is _HOLE:
            continue
        if index >= len(target):
            target.extend([_HOLE] * (index - len(target)))
            target.append(item)
        elif target[index] is _HOLE:
            target[index] = item
        elif isinstance(target[index], (dict, list)) and isinstance(item, (dict, list)):
            target[index] = _merge(target[index], item)
        else:
            target.append(item)
    return target


def _as_object(items: list[object]) -> dict[str, object]:
    return {str(index): item for index, item in enumerate(items) if item is not _HOLE}


def _compact(value: object) -> Json:
    if isinstance(value, list):
        return [_compact(item) for item in value if item is not _HOLE]
    if isinstance(value, dict):
        return {name: _compact(item) for name, item in value.items()}
    return value if isinstance(value, (str, bool)) else None
