"""The mark of a deprecated operation, for type checkers and editors; a call of it does not warn."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

__all__ = ["deprecated"]

Function = TypeVar("Function", bound=Callable[..., object])

if TYPE_CHECKING:
    # Type checkers bring it along; at run time it would be one more dependency before Python 3.13.
    from typing_extensions import deprecated
else:

    def deprecated(message: str) -> Callable[[Function], Function]:
        """Mark a function as deprecated, in the attribute that PEP 702 names."""

        def mark(function: Function) -> Function:
            function.__deprecated__ = message
            return function

        return mark
