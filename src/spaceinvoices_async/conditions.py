"""Build conditions on rows: `field("total").between(10, 20) & (field("custom.key") == "x")`."""

from __future__ import annotations


class Condition:
    """What a row must meet; joined with `&` and `|`."""


class Field:
    """A property to compare."""

    def __init__(self, name: str) -> None:
        self.name = name


def field(name: str) -> Field:
    """Name a property, `"unique_id"`, or a path into one, `"custom.key"`."""
    return Field(name)
