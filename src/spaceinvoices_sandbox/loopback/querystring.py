"""Query strings and form bodies with brackets: `filter[where][name]=x`, read as the framework does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from spaceinvoices_sandbox.loopback.json_types import is_list, is_object

if TYPE_CHECKING:
    from spaceinvoices_sandbox.loopback.json_types import Json

_DEPTH: Final = 5
_ARRAY_LIMIT: Final = 20
_PARAMETER_LIMIT: Final = 1000
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class _Hole:
    """A position of a list that no parameter has filled."""


_HOLE: Final = _Hole()


def parse(text: str) -> dict[str, Json]:
    """Return the parameters as nested objects, lists and texts; nothing is ever refused."""
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
            root = merged if is_object(merged) else root
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
        leaf = _wrapped(key, leaf, outermost=position == 0)
    return leaf


def _wrapped(key: str, leaf: object, *, outermost: bool) -> object:
    """Return the leaf one level down, in a list for `[]` and small positions, else by name."""
    if key == "[]":
        return leaf if is_list(leaf) else [leaf]
    bracketed = key.startswith("[") and key.endswith("]")
    name = key[1:-1] if bracketed else key
    index = int(name) if name.isdecimal() and name.isascii() else -1
    if bracketed and not outermost and str(index) == name and index <= _ARRAY_LIMIT:
        holes: list[object] = [_HOLE] * index
        return [*holes, leaf]
    return {name: leaf}


def _merge(target: object, source: object) -> object:
    if not (is_object(source) or is_list(source)):
        return _merge_text(target, source)
    if is_list(target) and is_list(source):
        return _merge_lists(target, source)
    if not (is_object(target) or is_list(target)):
        return [target, *source] if is_list(source) else [target, source]
    into = _as_object(target)
    for name, value in _as_object(source).items():
        into[name] = _merge(into[name], value) if name in into else value
    return into


def _merge_text(target: object, source: object) -> object:
    if is_list(target):
        return [*target, source]
    if is_object(target):
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
        elif _branches(target[index]) and _branches(item):
            target[index] = _merge(target[index], item)
        else:
            target.append(item)
    return target


def _branches(value: object) -> bool:
    return is_object(value) or is_list(value)


def _as_object(value: object) -> dict[str, object]:
    if is_object(value):
        return value
    items = value if is_list(value) else []
    return {str(index): item for index, item in enumerate(items) if item is not _HOLE}


def _compact(value: object) -> Json:
    if is_list(value):
        return [_compact(item) for item in value if item is not _HOLE]
    if is_object(value):
        return {name: _compact(item) for name, item in value.items()}
    return value if isinstance(value, (str, bool)) else None
