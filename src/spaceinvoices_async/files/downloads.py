"""Files that are sent, and files that are fetched: whole, or not there at all."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import stat
import struct
from typing import TYPE_CHECKING, BinaryIO, Final, Self

from attrs import field, frozen

from spaceinvoices_async import _validation
from spaceinvoices_async.errors import InvalidInputError, ResponseDecodeError
from spaceinvoices_async.files.uploads import FileInput, Upload, encode_form

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType

__all__ = ["Content", "Download", "FileInput", "Upload", "check", "encode_form"]

_PDF: Final = "application/pdf"
_PDF_START: Final = b"%PDF-"
_BLANKS: Final = b"\0\t\n\f\r "
_ENDS: Final = (
    (_PDF_START, b"%%EOF", _BLANKS),
    (b"\x89PNG\r\n\x1a\n", b"\0\0\0\0IEND\xaeB`\x82", b""),
    (b"\xff\xd8\xff", b"\xff\xd9", b""),
    (b"GIF8", b"\0;", b""),
)
"""Formats that say where they end: how they start, how they end, and what may follow."""
_RIFF: Final = (b"RIFF", b"WEBP")
# The first element, after a byte order mark, the declaration, comments and a document type.
_XML_ROOT: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<([A-Za-z_][\w:.-]*)",
    re.DOTALL,
)
_ZIP: Final = b"PK\x03\x04"
_ZIP_END: Final = struct.Struct("<4s8xIIH")  # signature, size and start of the directory, comment
_ZIP64: Final = 0xFFFF_FFFF
_MAX_NAME_BYTES: Final = 200
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
_BINARY: Final = getattr(os, "O_BINARY", 0)
_START_BYTES: Final = 1024
_END_BYTES: Final = 1024
_PRIVATE: Final = 0o600
"""An invoice names people and amounts: only its owner reads it, as the journal of a batch."""


class Download:
    """A file on its way: written beside its target, and renamed into place when it is complete.

    A sink for a transport, which may start over. Left before `finish`, it leaves nothing behind.
    The file can be read by its owner alone (mode 0600), from its first byte on; its temporary
    name cannot be guessed, and is never that of an existing file or link.

    Args:
        to: Where the file shall be; an existing one is replaced.
        accept: What the operation answers with; `application/pdf` has the content checked.

    Raises:
        InvalidInputError: No file can be made there; nothing was sent.
    """

    def __init__(self, to: str | os.PathLike[str], *, accept: str = "") -> None:
        self._target = _validation.path(to, "to")
        self._accept = accept
        # In the same folder, since only a rename within one file system is atomic. A file system
        # counts bytes, not characters.
        start = self._target.name.encode(errors="ignore")[:_MAX_NAME_BYTES].decode(errors="ignore")
        name = f".{start}.{secrets.token_hex(8)}.part"
        self._part = self._target.with_name(name) if self._target.name else self._target
        self._file: BinaryIO | None = None
        self._size = 0
        self._start = b""
        self._end = b""
        self._failure: OSError | None = None

    def __enter__(self) -> Self:
        try:
            _check_name(self._target)
            is_folder = self._target.is_dir() or not self._target.name
            is_taken = is_folder or _is_special(self._target)
            self._file = None if is_taken else _create(self._part)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise InvalidInputError(f"no file can be made there: {reason}", field="to") from error
        except ValueError as error:
            raise InvalidInputError("no file can have this name", field="to") from error
        if is_folder:
            raise InvalidInputError("must name a file, and is a folder", field="to")
        if is_taken:
            raise InvalidInputError("must name a file, and is a device, pipe or socket", field="to")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._file is None:
            return
        try:
            self._file.close()
        finally:
            self._part.unlink(missing_ok=True)

    def reset(self) -> None:
        """Forget what an earlier attempt wrote."""
        self._size, self._start, self._end, self._failure = 0, b"", b"", None
        self._keep(b"", start_over=True)

    def write(self, chunk: bytes) -> None:
        """Take the next part of the body."""
        self._size += len(chunk)
        if len(self._start) < _START_BYTES:
            self._start += chunk[:_START_BYTES]
        self._end = (self._end + chunk[-_END_BYTES:])[-_END_BYTES:]
        self._keep(chunk)

    def _keep(self, chunk: bytes, *, start_over: bool = False) -> None:
        """Write to the file; a full disk is reported by `finish`, it is not the network's fault."""
        if self._file is None:
            raise ValueError("the download is not open")
        if self._failure is not None:
            return
        try:
            if start_over:
                self._file.seek(0)
                self._file.truncate()
            self._file.write(chunk)
        except OSError as error:
            self._failure = error

    async def finish(self, headers: Mapping[str, str], *, framed: bool = True) -> Path:
        """Check the file and put it in its place.

        Args:
            headers: Of the answer, names in lower case.
            framed: Whether the answer said where its body ends.

        Raises:
            ResponseDecodeError: It is not complete, or not what was asked for.
            OSError: It could not be written.
        """
        content = Content(size=self._size, start=self._start, end=self._end)
        check(headers, content, accept=self._accept, framed=framed)
        if self._file is None:
            raise ValueError("the download is not open")
        if self._failure is None:
            self._file.close()
            # In a thread, and by path: a cancellation may close and remove it meanwhile.
            await asyncio.to_thread(_sync, self._part)
            self._part.replace(self._target)
            self._file = None
            return self._target
        raise self._failure


@frozen(kw_only=True)
class Content:
    """What is looked at of a file's content.

    Attributes:
        size: Bytes in all.
        start: At least its first 1024 bytes, or all.
        end: At least its last 1024 bytes, or all.
    """

    size: int
    start: bytes = field(repr=False)
    end: bytes = field(repr=False)

    @classmethod
    def of(cls, body: bytes) -> Self:
        """Return the content of a file that is in memory."""
        return cls(size=len(body), start=body[:_START_BYTES], end=body[-_END_BYTES:])

    @property
    def is_whole(self) -> bool | None:
        """Whether it ends as its format ends; None if the format does not say where that is."""
        if self.start.startswith(_RIFF[0]) and self.start[8:12] == _RIFF[1]:
            length = int.from_bytes(self.start[4:8], "little") + 8
            return self.size == length + length % 2
        for start, end, blanks in _ENDS:
            if self.start.startswith(start):
                return (self.end.rstrip(blanks) if blanks else self.end).endswith(end)
        if self.start.startswith(_ZIP):
            return self._is_whole_zip()
        root = _XML_ROOT.match(self.start)
        if root is None:
            ended = self.start.startswith(b"<?xml") and self.size == len(self.start)
            return False if ended else None
        if root[1].lower() == b"html":  # whose last end tags may be left out
            return None
        return re.search(rb"</" + re.escape(root[1]) + rb"\s*>\s*\Z", self.end) is not None

    def _is_whole_zip(self) -> bool | None:
        """Return whether the directory at its end lies where it says."""
        at = self.end.rfind(b"PK\x05\x06")
        if at < 0:  # before a long comment, or not there
            return None if self.size > len(self.end) else False
        if len(self.end) - at < _ZIP_END.size:
            return False
        ending: tuple[bytes, int, int, int] = _ZIP_END.unpack_from(self.end, at)
        _, length, start, comment = ending
        after = len(self.end) - at
        if _ZIP64 in {length, start}:
            return None
        return after == _ZIP_END.size + comment and start + length == self.size - after


def check(
    headers: Mapping[str, str], content: Content, *, accept: str, framed: bool = True
) -> None:
    """Hold the content of an answer against its headers and what was asked for.

    Args:
        headers: Of the answer, names in lower case.
        content: Of the file.
        accept: What the operation answers with.
        framed: Whether the answer said where its body ends. If only the end of the connection
            does, which looks the same when the connection breaks, the format has to tell.

    Raises:
        ResponseDecodeError: It is not complete, or no PDF where one was promised, or it cannot
            be told whether it is complete.
    """
    if "content-range" in headers:  # nobody asks for a part
        raise ResponseDecodeError("only a part of the file came; none is kept")
    if "content-encoding" in headers:  # a transport that unpacks takes it away
        packing = headers["content-encoding"][:40]
        raise ResponseDecodeError(f"the file came packed as {packing!a}; none is kept")
    size, length = content.size, headers.get("content-length", "")
    if length.isascii() and length.isdigit() and length.lstrip("0") != str(size).lstrip("0"):
        raise ResponseDecodeError(f"{size} bytes came of a file of {length[:15]}; none is kept")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if (_PDF in accept or kind == _PDF) and not content.start.startswith(_PDF_START):
        what = "something else" if kind in {"", _PDF} else kind
        raise ResponseDecodeError(f"a PDF was promised, {what} came; no file is kept")
    if not framed:
        _check_end(content, kind)


def _check_end(content: Content, kind: str) -> None:
    whole = content.is_whole
    if whole is None:
        raise ResponseDecodeError(
            f"it cannot be told whether the file is whole: the answer does not say how long it is, "
            f"and {kind or 'its format'} has no end of its own; none is kept"
        )
    if not whole:
        raise ResponseDecodeError(
            f"the connection ended after {content.size} bytes, before the file did; none is kept"
        )


def _check_name(path: Path) -> None:
    """Refuse here what would else fail at the end, when the file is renamed."""
    if 0 in os.fsencode(path):  # which refuses half a surrogate pair itself
        raise ValueError("a NUL in the name of a file")


def _is_special(path: Path) -> bool:
    """Return whether there is something that no file may take the place of.

    A link is replaced itself.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISLNK(mode))


def _create(path: Path) -> BinaryIO:
    # Exclusive: neither a file that is there nor a link is opened.
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, _PRIVATE), "wb")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | _NO_LINK | _BINARY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
