"""A place in the document, and what is wrong there."""

from typing import NamedTuple


class Problem(NamedTuple):
    """One finding of the lint.

    Attributes:
        pointer: JSON pointer to the place in the OpenAPI document.
        message: What is wrong, and what to write instead.
    """

    pointer: str
    message: str
