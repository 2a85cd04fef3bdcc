"""Of which type a file is: told by its owner, its name or its first bytes, which must agree."""

from __future__ import annotations

import mimetypes
import re
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from .errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TYPE: Final = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
_UNKNOWN: Final = "application/octet-stream"
_SIGNATURES: Final[Mapping[str, tuple[bytes, ...]]] = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/bmp": (b"BM",),
    "image/tiff": (b"II*\x00", b"MM\x00*"),
    "image/webp": (b"RIFF",),
    "application/pdf": (b"%PDF-",),
    "application/zip": (b"PK\x03\x04",),  # a spreadsheet too
}


@frozen
class ReadFile:
    """A file that was read."""

    content: bytes = field(repr=False)
    name: str = "file"
    content_type: str | None = None
    """As its owner gave it."""


def content_type(field: str, file: ReadFile, accepted: Sequence[str] = ()) -> str:
    """The type given, or told by the name or the content, if the content does not contradict it.

    Raises:
        InvalidInputError: It contradicts, or the type is none of those accepted.
    """
    found = sniff(file.content)
    given = file.content_type
    declared = _given(field, given) if given is not None else _told(file.name, found, accepted)
    if found != declared and (declared in _SIGNATURES or (found and declared.startswith("text/"))):
        raise InvalidInputError(
            f"{file.name!r} is said to be {declared}, and its content is "
            f"{found or 'something else'}",
            field=field,
        )
    if accepted and not any(_within(declared, taken) for taken in accepted):
        unknown = "of unknown type" if declared == _UNKNOWN else declared
        raise InvalidInputError(
            f"{file.name!r} is {unknown}, and only {' or '.join(accepted)} is accepted here; an "
            "Upload may say its content_type",
            field=field,
        )
    return declared if given is None else given


def _given(field: str, text: str) -> str:
    declared = text.partition(";")[0].strip().lower()
    if not _TYPE.fullmatch(declared) or not text.isascii() or not text.isprintable():
        raise InvalidInputError("the content type must be like image/png", field=field)
    return declared


def _told(name: str, found: str | None, accepted: Sequence[str]) -> str:
    # A table of our own: the system's says that .csv is Excel's, where Excel is installed.
    guessed = mimetypes.MimeTypes().guess_type(name)[0] or found
    if guessed is not None:
        return guessed
    # Text has no signature: bytes without a name are taken for what alone is accepted.
    texts = [taken for taken in accepted if taken.startswith("text/") and not taken.endswith("*")]
    return texts[0] if len(accepted) == len(texts) == 1 else _UNKNOWN


def _within(declared: str, taken: str) -> bool:
    """Whether a type is another, or lies in its range."""
    if taken.endswith("/*"):
        return declared.startswith(taken.removesuffix("*"))
    return declared == taken


def sniff(content: bytes) -> str | None:
    """The content type told by the first bytes, for the kinds of file the API takes."""
    for kind, starts in _SIGNATURES.items():
        if content.startswith(starts) and _beyond_the_start(kind, content):
            return kind
    return None


def _beyond_the_start(kind: str, content: bytes) -> bool:
    if kind == "image/webp":
        return content[8:12] == b"WEBP"
    # Two letters are a signature no text is safe from; four bytes of zero follow in an image.
    return kind != "image/bmp" or content[6:10] == bytes(4)
