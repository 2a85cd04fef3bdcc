"""Forms with files: read once, so that they can be sent again, and put into one body."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from attrs import field, frozen

from . import wire
from .errors import InvalidInputError
from .file_types import ReadFile, content_type

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .operations import FilePart

_GIVE: Final = "give a pathlib.Path, bytes, a stream of bytes, or an Upload"
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


async def encode_form(
    fields: Mapping[str, object], files: Sequence[FilePart] = ()
) -> tuple[bytes, str]:
    """The body of a form and its content type; files are read here, once.

    `files` says of which types the files may be; one it does not name may be of any.

    Raises:
        InvalidInputError: A file cannot be read, is not what it says or not what is taken, or
            there is none.
    """
    accepted = {part.name: part.media for part in files}
    heads: list[tuple[bytes, bytes]] = []
    found = 0
    for name, value in fields.items():
        if isinstance(value, (PathLike, bytes, bytearray, AsyncIterable, Upload)):
            found += 1
            upload = await _read(name, cast("FileInput", value))
            kind = content_type(name, upload, accepted.get(name, ()))
            head = _disposition(name, upload.name) + f"Content-Type: {kind}\r\n".encode()
            heads.append((head, upload.content))
        elif name in accepted:
            raise InvalidInputError(f"{_GIVE}, not {type(value).__name__}", field=name)
        else:
            text = wire.query_text(name, value)
            if text is not None:
                heads.append((_disposition(name), _encoded(name, text)))
    if not found:
        raise InvalidInputError(f"no file is given: {_GIVE}")
    return _joined(heads)


def _encoded(name: str, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise InvalidInputError("must not hold half a surrogate pair", field=name) from None


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


async def _read(name: str, value: FileInput) -> ReadFile:
    if isinstance(value, Upload):
        _check(name, value)
        content = await _content(name, value.content)
        return ReadFile(content, value.name, value.content_type)
    if isinstance(value, PathLike):
        path = Path(value)
        return ReadFile(await _content_of_path(name, path), path.name)
    return ReadFile(await _content(name, value))


def _check(name: str, upload: Upload) -> None:
    if not isinstance(cast("object", upload.name), str) or not upload.name:
        raise InvalidInputError("an Upload has a name, which is text", field=name)
    if not isinstance(cast("object", upload.content_type), str | None):
        raise InvalidInputError("the content type must be like image/png", field=name)


async def _content_of_path(name: str, path: Path) -> bytes:
    try:
        return await asyncio.to_thread(path.read_bytes)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InvalidInputError(f"{path.name} cannot be read: {reason}", field=name) from error
    except ValueError as error:  # a NUL, or half a surrogate pair
        raise InvalidInputError("no file can have this name", field=name) from error


async def _content(name: str, source: bytes | AsyncIterable[bytes]) -> bytes:
    given = cast("object", source)  # by a caller who may not use a type checker
    if isinstance(given, bytes | bytearray):
        return bytes(given)
    if not isinstance(given, AsyncIterable):
        raise InvalidInputError(f"{_GIVE}, not {type(given).__name__}", field=name)
    return b"".join([_piece(name, chunk) async for chunk in cast("AsyncIterable[object]", source)])


def _piece(name: str, chunk: object) -> bytes:
    # Made by the caller, who may not use a type checker: str would fail much later.
    if isinstance(chunk, bytes | bytearray):
        return bytes(chunk)
    if isinstance(chunk, memoryview):
        return chunk.tobytes()
    raise InvalidInputError("the stream must give bytes", field=name)
