"""Names of files that no file system misreads, and no server can choose a folder with."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._]+")
_LONGEST_PART: Final = 60
_START: Final = b"%PDF-"
_END: Final = b"%%EOF"
_TAIL: Final = 1024


def pdf_name(document_id: str, *, kind: object = None, number: object = None) -> str:
    """`invoice-2026-00017-65f0c1....pdf`: of each document another one, and always the same."""
    parts = (safe(part) if isinstance(part, str) else "" for part in (kind, number))
    name = safe(document_id)
    if name != document_id:
        # Two ids that look alike once they are safe must not share a file.
        name = f"{name}-{hashlib.blake2s(document_id.encode(), digest_size=6).hexdigest()}"
    return "-".join([*filter(None, parts), name.strip("-")]) + ".pdf"


def safe(text: str) -> str:
    """Text as part of a file name: ASCII letters, digits, dots inside, and hyphens."""
    return _UNSAFE.sub("-", text)[:_LONGEST_PART].strip("-.")


def is_complete_pdf(path: Path) -> bool:
    """Whether there is a file that begins and ends as a PDF does."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_START))
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            return start == _START and _END in file.read()
    except FileNotFoundError:
        return False
