"""Names of the commands written by hand, and what the help says of each without loading it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN_COMMANDS: Final[Mapping[str, str]] = {
    "batch": "Issue many documents, each exactly once.",
    "login": "Keep a server and its credentials as a profile.",
    "logout": "Forget a profile.",
    "profiles": "List the profiles.",
    "request": "Send a request to any route of the API.",
    "whoami": "Show whose token this is.",
}
"""Short help by name; each is a module of `commands` with a command of that name."""

BUNDLED_COMMANDS: Final[Mapping[str, str]] = {
    "sandbox": "Run the embedded server, for development and tests.",
}
"""Short help of the commands that the other package of this project brings, by an entry point."""
