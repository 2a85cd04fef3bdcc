"""Makes the classes of models: attrs classes whose methods attrs makes when one of them is used.

A create reads its answer into seven models, and for their methods attrs takes longer than all the
rest of a first call. Reading needs none of them, so a class begins with its slots alone.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

    from spaceinvoices_async._serialization.models import Model

__all__ = ["frozen_model", "input_model"]

_ADDED_BY_THE_STATEMENT: Final = frozenset({"__dict__", "__weakref__"})
_OF_ATTRS: Final = (
    *("__attrs_attrs__", "__attrs_props__", "__init__", "__eq__", "__ne__", "__replace__"),
    *("__getstate__", "__setstate__", "__match_args__"),
)
_OF_FROZEN_ATTRS: Final = (*_OF_ATTRS, "__hash__", "__setattr__", "__delattr__")


class _Late:
    """An attribute of a class until attrs has made it; asked for, it has all of them made."""

    __slots__ = ("_made", "_name", "_owner")

    def __init__(self, made: Callable[[], type]) -> None:
        self._made = made

    def __set_name__(self, owner: type, name: str) -> None:
        self._owner = owner
        self._name = name

    def __get__(self, instance: object, owner: type) -> object:
        made = vars(self._made())
        for name, value in vars(self._owner).copy().items():
            # Several threads may come here at once: what one of them has set stays.
            if not isinstance(value, _Late) or vars(self._owner).get(name) is not value:
                continue
            if name in made:
                setattr(self._owner, name, made[name])
            else:  # older versions of attrs have fewer
                with suppress(AttributeError):  # gone already
                    delattr(self._owner, name)
        return getattr(owner if instance is None else instance, self._name)


def _slotted(body: type[Model], decorate: Callable[[type], type], late: tuple[str, ...]) -> type:
    fields = (*(field.name for field in body.FIELDS), "additional_properties")
    given = {n: value for n, value in vars(body).items() if n not in _ADDED_BY_THE_STATEMENT}

    def made() -> type:
        # Of a class of its own: attrs writes into the one it is given, in each thread that asks.
        return decorate(type(body.__name__, body.__bases__, given))

    return type(
        body.__name__,
        body.__bases__,
        {
            **{name: value for name, value in given.items() if name not in fields},
            **{name: _Late(made) for name in late},
            "__slots__": fields,
        },
    )


if TYPE_CHECKING:
    from attrs import define as input_model
    from attrs import frozen as frozen_model
else:

    def frozen_model(**options: bool) -> Callable[[type[Model]], type]:
        """Make the class of what is received; takes the options of `attrs.frozen`."""
        return lambda body: _slotted(body, attrs.frozen(**options), _OF_FROZEN_ATTRS)

    def input_model(**options: bool) -> Callable[[type[Model]], type]:
        """Make the class of what is sent; takes the options of `attrs.define`."""
        return lambda body: _slotted(body, attrs.define(**options), _OF_ATTRS)
