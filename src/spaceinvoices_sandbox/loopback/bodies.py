"""Request bodies: JSON, forms with brackets and multipart, limited and unpacked as the framework does."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from email.message import Message
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.loopback import javascript, querystring
from spaceinvoices_sandbox.loopback.answers import Upload
from spaceinvoices_sandbox.loopback.errors import ApiError
from spaceinvoices_sandbox.loopback.json_errors import json_error
from spaceinvoices_sandbox.loopback.json_types import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.loopback.json_types import Json

LIMIT: Final = 100 * 1024
UPLOAD_LIMIT: Final = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Body:
    """What the body holds; of other content types nothing."""

    value: Json = field(default_factory=dict[str, "Json"])
    uploads: Mapping[str, Upload] = field(default_factory=dict[str, Upload])


def parse(content_type: str, encoding: str, raw: bytes, limit: int = LIMIT) -> Body:
    """Return the body read; raises 400, 413 or 415, never for a content type that is not known."""
    kind, parameters = _media_type(content_type)
    if not raw or kind not in {
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    }:
        return Body()
    if kind == "multipart/form-data":
        _limited(raw, UPLOAD_LIMIT)
        return _multipart(raw, parameters.get("boundary", ""))
    text = _text(_unpacked(encoding, raw, limit), parameters.get("charset", "utf-8"))
    if kind == "application/json":
        return Body(_json(text))
    return Body({**querystring.parse(text)})


def _media_type(content_type: str) -> tuple[str, dict[str, str]]:
    message = Message()
    message["content-type"] = content_type or "application/octet-stream"
    parameters = {str(name).lower(): str(value) for name, value in message.get_params() or []}
    return message.get_content_type(), parameters


def _limited(raw: bytes, limit: int) -> bytes:
    if len(raw) > limit:
        raise ApiError(413, "request entity too large", name="PayloadTooLargeError")
    return raw


def _unpacked(encoding: str, raw: bytes, limit: int) -> bytes:
    if encoding in {"", "identity"}:
        return _limited(raw, limit)
    if encoding not in {"gzip", "deflate"}:
        raise ApiError(
            415, f'unsupported content encoding "{encoding}"', name="UnsupportedMediaTypeError"
        )
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        return _limited(unpacker.decompress(raw, limit + 1), limit)
    except zlib.error:
        raise ApiError(400, "incorrect header check", code="Z_DATA_ERROR") from None


def _text(raw: bytes, charset: str) -> str:
    if not charset.lower().startswith("utf-"):
        raise ApiError(
            415, f'unsupported charset "{charset.upper()}"', name="UnsupportedMediaTypeError"
        )
    return raw.decode(charset, errors="replace")


def _json(text: str) -> Json:
    """Return the value in the text.

    Null counts as no body, and a byte order mark is passed over.
    """
    text = text.removeprefix("\ufeff")
    if not text:
        return {}
    try:
        value = javascript.doubles(load(text))
    except (ValueError, RecursionError):
        raise ApiError(400, json_error(text), name="SyntaxError") from None
    return {} if value is None else value


def _multipart(raw: bytes, boundary: str) -> Body:
    fields: dict[str, Json] = {}
    uploads: dict[str, Upload] = {}
    if not boundary:
        return Body()
    for part in raw.split(b"--" + boundary.encode())[1:]:
        head, separator, data = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        if part.startswith(b"--") or not separator:
            continue
        headers = Message()
        for line in head.decode(errors="replace").split("\r\n"):
            key, _, value = line.partition(":")
            headers[key.strip()] = value.strip()
        name = headers.get_param("name", "", header="content-disposition")
        filename = headers.get_filename()
        content = data.removesuffix(b"\r\n")
        if filename is None:
            fields[str(name)] = content.decode(errors="replace")
        else:
            uploads[str(name)] = Upload(filename, headers.get_content_type(), content)
    return Body(fields, uploads)
