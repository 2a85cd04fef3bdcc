"""The table of the properties of a model, which the generator writes."""

from typing import NamedTuple


class FieldSpec(NamedTuple):
    """One property of a model."""

    name: str
    wire: str
    kind: str = "json"
    """A key of `values.ENCODERS`, or "model"."""
    many: bool = False
    model: str | None = None
    """Class name of the nested model, in the same models package."""
    enum: str | None = None
    """Name of the documented values, in the types beside the models package."""
    or_boolean: bool = False
    """A plain true or false may stand in place of the nested model."""
    required: bool = False
    secret: bool = False
