"""A row on its way: claimed, and not yet known to be done or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async.errors import ApiError
    from spaceinvoices_async.scalars import JsonValue

    from .records import Claim, Lane


@define(eq=False)
class Item:
    """One claimed row."""

    claim: Claim
    body: Mapping[str, JsonValue] = field(repr=False)
    resumed: bool = False
    """An earlier run may have sent it."""
    changed: bool = False
    """That run may have sent another content."""
    safe_from: float = float("-inf")
    """When no earlier request of it can be carried out any more, on the client's clock."""
    sends: int = 0
    """Requests of this run that may have reached the server."""
    attempts: int = 0
    """Those of them whose outcome is not known."""
    looks: int = 0
    """Look-ups since the last request."""
    due: float = 0.0
    """When to look it up next."""
    refusal: ApiError | None = None
    """What the server said, if that may have meant `already stored`."""

    @property
    def lane(self) -> Lane:
        """For whom it is issued."""
        return self.claim.lane

    @property
    def unasked(self) -> bool:
        """Whether an earlier run may have sent it, and this one has not looked for it yet."""
        return self.resumed and self.looks == 0 and self.attempts == 0

    @property
    def untouched(self) -> bool:
        """Whether no request of it can ever have been made."""
        return self.attempts == 0 and not self.resumed
