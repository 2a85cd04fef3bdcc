"""Modules that only type hints name: imported when somebody evaluates the hints.

`typing.get_type_hints` and `inspect.signature(eval_str=True)` look a hint's names up in the module
that holds it. Where importing their modules would make the start of every program slower, a
`LazyModule` stands in for them.
"""

import importlib


class LazyModule:
    """A module that is imported when one of its names is asked for."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> object:
        return getattr(importlib.import_module(self._name), name)

    def __repr__(self) -> str:
        return f"LazyModule({self._name!r})"
