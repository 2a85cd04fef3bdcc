"""Keys less what is easily lost, by which near-twins are found."""

from __future__ import annotations

import unicodedata
from typing import Final

_UNSEEN: Final = frozenset({"Cc", "Cf"})
"""Categories of characters that are not shown: controls, marks of format, joiners."""


def loose_key(key: str) -> str:
    """Return the key less what is easily lost.

    That is case, white space, characters that nobody sees, Unicode form, and zeros in front.
    """
    plain = "".join(unicodedata.normalize("NFKC", key).casefold().split())
    if not plain.isprintable():
        plain = "".join(one for one in plain if unicodedata.category(one) not in _UNSEEN)
    return plain.lstrip("0") or plain
