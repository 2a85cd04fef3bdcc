"""Refusals of names that there are not."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_MOST_SHOWN = 60


def check_known(what: str, name: object, known: Collection[str]) -> None:
    """Raise `ValueError` with the names there are, the nearest one first, unless the name is one."""
    if isinstance(name, str) and name in known:
        return
    near = get_close_matches(name, known, n=1) if isinstance(name, str) else []
    hint = f"did you mean {near[0]}? " if near else ""
    raise ValueError(f"no {what} {_shown(name)}: {hint}there are {', '.join(known)}")


def _shown(name: object) -> str:
    text = repr(name)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}..."
