"""Forms with files: read once, so that they can be sent again, and put into one body."""

from __future__ import annotations

import asyncio
import mimetypes
import secrets
from collections.abc import AsyncIterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from attrs import field, frozen

from . import wire
from .errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNKNOWN: Final = "application/octet-stream"
_SIGNATURES: Final[Mapping[str, tuple[bytes, ...]]] = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/bmp": (b"BM",),
    "image/tiff": (b"II*\x00", b"MM\x00*"),
    "image/webp": (b"RIFF",),
    "application/pdf": (b"%PDF-",),
}
_ESCAPES: Final = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A", "\0": "%00"})


@frozen(kw_only=True)
class Upload:
    """A file to send, with a name or a type of its own.

    Attributes:
        content: Its bytes, or a stream of them, which is read to its end before anything is sent.
        name: The file name the server is told.
        content_type: Such as `image/png`; told by the content and the name if not given.
    """

    content: bytes | AsyncIterable[bytes] = field(repr=False)
    name: str = "file"
    content_type: str | None = None


FileInput: TypeAlias = PathLike[str] | bytes | AsyncIterable[bytes] | Upload
"""A file to send: a `Path`, its bytes, a stream of them, or an `Upload` that also names it."""


async def encode_form(fields: Mapping[str, object]) -> tuple[bytes, str]:
    """The body of a form and its content type; files are read here, once.

    Raises:
        InvalidInputError: A file cannot be read or is not what it says, or there is none.
    """
    heads: list[tuple[bytes, bytes]] = []
    files = 0
    for name, value in fields.items():
        if isinstance(value, str) or not isinstance(
            value, (PathLike, bytes, AsyncIterable, Upload)
        ):
            text = wire.query_text(name, value)
            if text is not None:
                heads.append((_disposition(name), text.encode()))
            continue
        files += 1
        content, filename, kind = await _read(name, cast("FileInput", value))
        head = _disposition(name, filename) + f"Content-Type: {kind}\r\n".encode()
        heads.append((head, content))
    if not files:
        raise InvalidInputError("no file is given: give a pathlib.Path, bytes, or an Upload")
    return _joined(heads)


def _joined(parts: list[tuple[bytes, bytes]]) -> tuple[bytes, str]:
    boundary = secrets.token_hex(16)
    while any(boundary.encode() in content for _, content in parts):
        boundary = secrets.token_hex(16)
    line = f"--{boundary}".encode()
    body = b"".join(line + b"\r\n" + head + b"\r\n" + content + b"\r\n" for head, content in parts)
    return body + line + b"--\r\n", f"multipart/form-data; boundary={boundary}"


def _disposition(name: str, filename: str | None = None) -> bytes:
    """As browsers write it: https://html.spec.whatwg.org/#multipart-form-data."""
    text = f'Content-Disposition: form-data; name="{name.translate(_ESCAPES)}"'
    if filename is not None:
        text += f'; filename="{filename.translate(_ESCAPES)}"'
    return f"{text}\r\n".encode("utf-8", "replace")


async def _read(name: str, value: FileInput) -> tuple[bytes, str, str]:
    """The content, the file name and the content type."""
    if isinstance(value, Upload):
        content = await _content(name, value.content)
        return content, value.name, _content_type(name, content, value.name, value.content_type)
    if isinstance(value, PathLike):
        path = Path(value)
        content = await _content_of_path(name, path)
        return content, path.name, _content_type(name, content, path.name, None)
    content = await _content(name, value)
    return content, "file", _content_type(name, content, "", None)


async def _content_of_path(name: str, path: Path) -> bytes:
    try:
        return await asyncio.to_thread(path.read_bytes)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InvalidInputError(f"{path.name} cannot be read: {reason}", field=name) from error


async def _content(name: str, source: bytes | AsyncIterable[bytes]) -> bytes:
    if isinstance(source, bytes):
        return source
    chunks: list[bytes] = []
    async for chunk in source:
        # Written by the caller, who may not use a type checker: str would fail much later.
        if not isinstance(chunk, (bytes, bytearray, memoryview)):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidInputError("the stream must give bytes", field=name)
        chunks.append(bytes(chunk))
    return b"".join(chunks)


def _content_type(name: str, content: bytes, filename: str, given: str | None) -> str:
    """The type given, or told by the name, if the content does not contradict it."""
    found = sniff(content)
    if given is not None:
        declared = given.partition(";")[0].strip().lower()
        if "/" not in declared or not given.isascii() or not given.isprintable():
            raise InvalidInputError("the content type must be like image/png", field=name)
    else:
        declared = mimetypes.guess_type(filename)[0] or found or _UNKNOWN
    if declared in _SIGNATURES and declared != found:
        raise InvalidInputError(
            f"is said to be {declared}, and its content is {found or 'something else'}", field=name
        )
    return declared if given is None else given


def sniff(content: bytes) -> str | None:
    """The content type told by the first bytes, for the kinds of file the API takes."""
    for kind, starts in _SIGNATURES.items():
        if content.startswith(starts) and (kind != "image/webp" or content[8:12] == b"WEBP"):
            return kind
    return None
