"""Keys less what is easily lost, by which near-twins are found."""

from __future__ import annotations

import unicodedata


def loose_key(key: str) -> str:
    """Return the key less what is easily lost: case, white space, Unicode form, zeros in front."""
    plain = "".join(unicodedata.normalize("NFKC", key).casefold().split())
    return plain.lstrip("0") or plain
