"""Query strings and form bodies with brackets: `filter[where][name]=x`, read as `qs` reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from spaceinvoices_sandbox.loopback.json_types import is_list, is_object

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spaceinvoices_sandbox.loopback.json_types import Json

_PARAMETER_LIMIT: Final = 1000
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BRACKETS = re.compile("%5([BD])", re.IGNORECASE)
_POSITION = re.compile(r"(?:0|[1-9][0-9]*)\Z")


class TooDeepError(ValueError):
    """More brackets behind one name than are allowed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of what is written with brackets is read.

    Args:
        depth: brackets behind a name; the rest becomes one long name.
        items: length of a list; a longer one becomes an object.
        strict: raise `TooDeepError` for what is deeper; otherwise nothing is ever refused.
    """

    depth: int = 5
    items: int = 1000
    strict: bool = False


class _Hole:
    """A position of a list that no parameter has filled."""


class _Items(list[object]):
    """A list; `conflict` is the position of the last value put beside another, or -1."""

    conflict: int = -1


class _Members(dict[str, object]):
    """An object; `top` is the last position of a list that became too long for one, or -1."""

    conflict: int = -1
    top: int = -1


_HOLE: Final = _Hole()
_QUERY: Final = Limits()


def parse(text: str, limits: Limits = _QUERY) -> dict[str, Json]:
    """Return the parameters as nested objects, lists and texts."""
    merger = _Merger(limits)
    values: dict[str, object] = {}
    cleaned = _BRACKETS.sub(lambda found: "[" if found.group(1) in "Bb" else "]", text)
    for part in cleaned.split("&")[:_PARAMETER_LIMIT]:
        if not part:
            continue
        split = part.find("]=")
        split = part.find("=") if split < 0 else split + 1
        name, value = (part, "") if split < 0 else (part[:split], part[split + 1 :])
        key, read = _decoded(name), _decoded(value)
        values[key] = merger.combined(values[key], read) if key in values else read
    if "[" not in cleaned and "__proto__" not in values:
        return {name: _compact(values[name]) for name in _ordered(values) if name}
    root: object = _Members()
    for key in _ordered(values):
        if key:
            root = merger.merged(root, merger.nested(_segments(key, limits), values[key]))
    return {name: _compact(value) for name, value in _entries(root)}


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


def _segments(key: str, limits: Limits) -> list[str]:
    """Split a name from the groups in brackets behind it; each ends with its own bracket."""
    opened = key.find("[")
    segments = [key[:opened] if opened >= 0 else key] if opened else []
    count = 0
    while opened >= 0 and count < limits.depth:
        closed = _closing(key, opened)
        if closed < 0:
            return [*segments, f"[{key[opened:]}]"]
        segments.append(key[opened : closed + 1])
        count += 1
        opened = key.find("[", closed + 1)
    if opened >= 0:
        if limits.strict:
            raise TooDeepError(key)
        segments.append(f"[{key[opened:]}]")
    return segments


def _closing(key: str, opened: int) -> int:
    """Where the bracket is closed, -1 where it is not."""
    level = 0
    for index in range(opened, len(key)):
        level += (key[index] == "[") - (key[index] == "]")
        if not level:
            return index
    return -1


@dataclass(frozen=True, slots=True)
class _Merger:
    """Puts values together, as one list or object grows out of many parameters."""

    limits: Limits

    def nested(self, segments: list[str], value: object) -> object:
        """Put the value below its names."""
        leaf = value
        for segment in reversed(segments):
            leaf = self._wrapped(segment, leaf)
        return leaf

    def _wrapped(self, segment: str, leaf: object) -> object:
        """Put the leaf one level down, in a list for `[]` and small positions, else by name."""
        if segment == "[]":
            return leaf if _is_overflow(leaf) else self.combined(_Items(), leaf)
        bracketed = segment.startswith("[") and segment.endswith("]")
        name = segment[1:-1] if bracketed else segment
        if not bracketed or not _POSITION.match(name):
            return _Members() if name == "__proto__" else _Members({name: leaf})
        index = int(name)
        if index < self.limits.items:
            return _Items([*[_HOLE] * index, leaf])
        return _overflowed({name: leaf}, index)

    def combined(self, first: object, second: object) -> object:
        """Both as one list."""
        added = second if is_list(second) else [second]
        if isinstance(first, _Members) and _is_overflow(first):
            for item in added:
                first.top += 1
                first[str(first.top)] = item
            return first
        return self._limited([*(first if is_list(first) else [first]), *added])

    def _limited(self, items: Iterable[object]) -> object:
        """Return the list, or the object that a too long one becomes."""
        listed = _Items(items)
        if len(listed) > self.limits.items:
            return _overflowed(dict(_entries(listed)), len(listed) - 1)
        return listed

    def merged(self, target: object, source: object) -> object:
        """Put what the source has into the target."""
        if source == "" and isinstance(source, str):
            return target
        if not (is_object(source) or is_list(source)):
            return self._with_value(target, source)
        if not isinstance(target, (_Items, _Members)):
            return self._beside(target, source)
        if isinstance(target, _Items) and is_list(source):
            return self._lists(target, source)
        return self._with_members(target, source)

    def _with_value(self, target: object, source: object) -> object:
        if isinstance(target, _Items):
            if len(target) >= self.limits.items:
                return _overflowed(dict(_entries(_Items([*target, source]))), len(target))
            target.append(source)
            return target
        if not isinstance(target, _Members):
            return self._limited([target, source])
        if target.top >= 0:
            target.top += 1
            target[str(target.top)] = source
        elif target.conflict >= 0:
            target.conflict += 1
            target[str(target.conflict)] = source
        else:
            pair = self._limited([target, source])
            if isinstance(pair, _Items):
                pair.conflict = 1
            return pair
        return target

    def _beside(self, target: object, source: object) -> object:
        """Put a text before what has members."""
        if isinstance(source, _Members) and _is_overflow(source):
            moved = {str(int(name) + 1): value for name, value in _entries(source)}
            return _overflowed({"0": target, **moved}, source.top + 1)
        return self._limited([target, *(source if is_list(source) else [source])])

    def _lists(self, target: _Items, source: list[object]) -> object:
        for index, item in enumerate(source):
            if item is _HOLE:
                continue
            if index >= len(target):
                target.extend([_HOLE] * (index - len(target)))
                target.append(item)
            elif target[index] is _HOLE:
                target[index] = item
            elif _branches(target[index]) and _branches(item):
                target[index] = self.merged(target[index], item)
            else:
                target.append(item)
        if len(target) > self.limits.items:
            return _overflowed(dict(_entries(target)), len(target) - 1)
        return target

    def _with_members(self, target: _Items | _Members, source: object) -> _Members:
        into = target if isinstance(target, _Members) else _Members(_entries(target))
        if isinstance(target, _Items) and target.conflict >= 0:
            into.conflict = len(target) - 1
        source_top = source.top if isinstance(source, _Members) else -1
        for name, value in _entries(source):
            into[name] = self.merged(into[name], value) if name in into else value
            position = int(name) if _POSITION.match(name) else -1
            if source_top >= 0 > into.top:
                into.top = max(source_top, *_positions(into))
            if into.top >= 0:
                into.top = max(into.top, position)
            if into.conflict >= 0:
                into.conflict = max(into.conflict, position)
        return into


def _overflowed(members: dict[str, object], top: int) -> _Members:
    made = _Members(members)
    made.top = top
    return made


def _is_overflow(value: object) -> bool:
    return isinstance(value, _Members) and value.top >= 0


def _positions(members: _Members) -> list[int]:
    return [int(name) for name in members if _POSITION.match(name)] or [-1]


def _branches(value: object) -> bool:
    return is_object(value) or is_list(value)


def _ordered(members: Iterable[str]) -> list[str]:
    """Return the names as JavaScript goes through them: positions first, in their order."""
    names = list(members)
    positions = sorted((name for name in names if _POSITION.match(name)), key=int)
    return [*positions, *(name for name in names if not _POSITION.match(name))]


def _entries(value: object) -> list[tuple[str, object]]:
    if is_object(value):
        return [(name, value[name]) for name in _ordered(value)]
    items = value if is_list(value) else []
    return [(str(index), item) for index, item in enumerate(items) if item is not _HOLE]


def _compact(value: object) -> Json:
    if is_list(value):
        return [_compact(item) for item in value if item is not _HOLE]
    if is_object(value):
        return {name: _compact(item) for name, item in _entries(value)}
    return value if isinstance(value, str) else None
