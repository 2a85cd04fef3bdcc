"""One request of a keyed create whose caller follows up by itself."""

from __future__ import annotations

from attrs import define


@define(eq=False)
class Trial:
    """What is asked of such a request, and what is seen of it.

    A batch looks up a hundred creates in doubt with one request and holds the rest of the rules of
    `creation` itself: look early, resend late, and never while an earlier request may be under way.
    """

    paid: bool = False
    """The request repeats one in doubt, and was charged to the retry budget."""
    last_send: float | None = None
    """The latest moment, on the client's clock, at which a first byte may have left."""
    waiting: bool = False
    """Between two attempts: nothing is under way, and cancelling costs nothing."""
    recognised: bool = False
    """The refusal speaks of the unique id, or of something that exists already."""
    older: bool = False
    """The document was on the server before the request was made."""
