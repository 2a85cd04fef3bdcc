"""Multipart forms: files are read once, so that the body can be sent again."""

from __future__ import annotations

import asyncio
import mimetypes
import re
import secrets
from collections.abc import AsyncIterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from attrs import field, frozen

from spaceinvoices_async._serialization.responses import query_text
from spaceinvoices_async.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spaceinvoices_async.operations import FilePart

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
    """Return the type given, or told by name or content, if the content agrees.

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
    """Return whether a type is another, or lies in its range."""
    if taken.endswith("/*"):
        return declared.startswith(taken.removesuffix("*"))
    return declared == taken


def sniff(content: bytes) -> str | None:
    """Return the content type told by the first bytes, for the kinds of file the API takes."""
    for kind, starts in _SIGNATURES.items():
        if content.startswith(starts) and _beyond_the_start(kind, content):
            return kind
    return None


def _beyond_the_start(kind: str, content: bytes) -> bool:
    if kind == "image/webp":
        return content[8:12] == b"WEBP"
    # Two letters are a signature no text is safe from; four bytes of zero follow in an image.
    return kind != "image/bmp" or content[6:10] == bytes(4)


_GIVE: Final = "give a pathlib.Path, bytes, a stream of bytes, or an Upload"
_ESCAPES: Final = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A", "\0": "%00"})


@frozen(kw_only=True)
class Upload:
    """A file to send, with a name or a content type.

    Attributes:
        content: The bytes, or a stream of bytes that is read to its end before anything is sent.
        name: File name that is sent to the server.
        content_type: Content type, such as `image/png`; found by content and name if not given.
    """

    content: bytes | AsyncIterable[bytes] = field(repr=False)
    name: str = "file"
    content_type: str | None = None


FileInput: TypeAlias = PathLike[str] | bytes | AsyncIterable[bytes] | Upload
"""A file to send: a `Path`, its bytes, a stream of them, or an `Upload` that also names it."""


async def encode_form(
    fields: Mapping[str, object], files: Sequence[FilePart] = ()
) -> tuple[bytes, str]:
    """Return the body of a form and its content type; files are read here, once.

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
            text = query_text(name, value)
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
    """Return as browsers write it: https://html.spec.whatwg.org/#multipart-form-data."""
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
