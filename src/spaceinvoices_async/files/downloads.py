"""Files that are sent, and files that are fetched: whole, or not there at all."""

from __future__ import annotations

import asyncio
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Self

from spaceinvoices_async.errors import InvalidInputError, ResponseDecodeError
from spaceinvoices_async.files.uploads import FileInput, Upload, encode_form

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

__all__ = ["Download", "FileInput", "Upload", "check", "encode_form"]

_PDF: Final = "application/pdf"
_PDF_START: Final = b"%PDF-"
_LONGEST_NAME: Final = 200


class Download:
    """A file on its way: written beside its target, and renamed into place when it is complete.

    A sink for a transport, which may start over. Left before `finish`, it leaves nothing behind.

    Args:
        to: Where the file shall be; an existing one is replaced.
        accept: What the operation answers with; `application/pdf` has the content checked.

    Raises:
        InvalidInputError: No file can be made there; nothing was sent.
    """

    def __init__(self, to: str | os.PathLike[str], *, accept: str = "") -> None:
        self._target = Path(to)
        self._accept = accept
        # In the same folder, since only a rename within one file system is atomic. A file system
        # counts bytes, not characters.
        start = self._target.name.encode(errors="ignore")[:_LONGEST_NAME].decode(errors="ignore")
        name = f".{start}.{secrets.token_hex(8)}.part"
        self._part = self._target.with_name(name) if self._target.name else self._target
        self._file: BinaryIO | None = None
        self._size = 0
        self._start = b""
        self._failure: OSError | None = None

    def __enter__(self) -> Self:
        try:
            _check_name(self._target)
            is_folder = self._target.is_dir() or not self._target.name
            self._file = None if is_folder else self._part.open("xb")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise InvalidInputError(f"no file can be made there: {reason}", field="to") from error
        except ValueError as error:
            raise InvalidInputError("no file can have this name", field="to") from error
        if is_folder:
            raise InvalidInputError("must name a file, and is a folder", field="to")
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
        self._size, self._start, self._failure = 0, b"", None
        self._keep(b"", start_over=True)

    def write(self, chunk: bytes) -> None:
        """Take the next part of the body."""
        self._size += len(chunk)
        if len(self._start) < len(_PDF_START):
            self._start += chunk[: len(_PDF_START)]
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

    async def finish(self, headers: Mapping[str, str]) -> Path:
        """Check the file and put it in its place.

        Raises:
            ResponseDecodeError: It is not complete, or not what was asked for.
            OSError: It could not be written.
        """
        check(headers, size=self._size, start=self._start, accept=self._accept)
        if self._file is None:
            raise ValueError("the download is not open")
        if self._failure is None:
            self._file.close()
            # In a thread, and by path: a cancellation may close and remove it meanwhile.
            await asyncio.to_thread(_flush, self._part)
            self._part.replace(self._target)
            self._file = None
            return self._target
        raise self._failure


def check(headers: Mapping[str, str], *, size: int, start: bytes, accept: str) -> None:
    """Hold the content of an answer against its headers and what was asked for.

    Raises:
        ResponseDecodeError: It is not complete, or no PDF where one was promised.
    """
    if "content-range" in headers:  # nobody asks for a part
        raise ResponseDecodeError("only a part of the file came; none is kept")
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and length.lstrip("0") != str(size).lstrip("0"):
        raise ResponseDecodeError(f"{size} bytes came of a file of {length[:15]}; none is kept")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if (_PDF in accept or kind == _PDF) and not start.startswith(_PDF_START):
        raise ResponseDecodeError(
            f"a PDF was promised, {kind or 'something else'} came; no file is kept"
        )


def _check_name(path: Path) -> None:
    """Refuse here what would else fail at the end, when the file is renamed."""
    if 0 in os.fsencode(path):  # which refuses half a surrogate pair itself
        raise ValueError("a NUL in the name of a file")


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
