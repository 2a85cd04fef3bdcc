"""Finds a field of a model by name, and the field that a misspelt name may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spaceinvoices_async._serialization.fields import FieldSpec
    from spaceinvoices_async._serialization.models import Model


def find_field(model: type[Model], name: str) -> FieldSpec | None:
    """Return the field of this Python name or wire name; None if the model has none."""
    return next((field for field in model.FIELDS if name in {field.name, field.wire}), None)


def closest_name(model: type[Model], name: str) -> str | None:
    """Return the Python name of a field that is spelt nearly like this; None if there is none."""
    import difflib  # two milliseconds, for those who misspell

    close = difflib.get_close_matches(name, [field.name for field in model.FIELDS], n=1)
    return close[0] if close else None


def spelling_hint(model: type[Model], name: str) -> str:
    """Return what a name may mean: the closest one, or else all that the model has."""
    close = closest_name(model, name)
    if close is not None:
        return f"did you mean {close!r}?"
    return f"it has {', '.join(field.name for field in model.FIELDS)}"
