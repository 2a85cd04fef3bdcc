"""What an answer holds that the models do not know: found on request, never an error."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

DriftKind = Literal["unknown field", "unknown value", "null", "wrong type"]


@frozen
class Drift:
    """One difference between an answer and its model.

    Attributes:
        kind: What is different.
        model: Name of the model that was filled.
        path: Where, in wire names, such as `_documentItems[0].price`.
        found: What was found: a JSON type, or a value of an enumeration; never a customer's data.
    """

    kind: DriftKind
    model: str
    path: str
    found: str
