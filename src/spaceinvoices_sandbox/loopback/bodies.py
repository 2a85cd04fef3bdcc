"""Request bodies: JSON, forms with brackets and multipart, limited and unpacked as the framework does."""

from __future__ import annotations

import re
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
_JSON: Final = "application/json"
_KNOWN: Final = frozenset({_JSON, "application/x-www-form-urlencoded", "multipart/form-data"})
_WORD: Final = r"[!#$%&'*+.^`|~\w-]+"
_QUOTED: Final = r'"((?:[^"\\]|\\.)*)"'
_TYPE = re.compile(
    rf"\s*([\w!#$&^.+-]+/[\w!#$&^.+-]+)\s*((?:; *{_WORD} *= *(?:{_QUOTED}|{_WORD}) *)*)\s*\Z",
    re.ASCII,
)
_PARAMETER = re.compile(rf"; *({_WORD}) *= *(?:{_QUOTED}|({_WORD}))", re.ASCII)
_NO_LETTER = re.compile("[^0-9a-z]")
_CODECS: Final = {
    "utf8": "utf-8",
    "utf7": "utf-7",
    "utf16": "utf-16-le",
    "utf16le": "utf-16-le",
    "utf16be": "utf-16-be",
}
_ZLIB = re.compile(r"(incorrect (?:header|data|length) check|invalid [\w /-]+)")
_FIELDS: Final = 1000
_ITEMS: Final = 100
_DEPTH: Final = 32
UPLOAD_LIMIT: Final = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Body:
    """What the body holds; of other content types nothing."""

    value: Json = field(default_factory=dict[str, "Json"])
    uploads: Mapping[str, Upload] = field(default_factory=dict[str, Upload])


def parse(content_type: str, encoding: str, raw: bytes, limit: int = LIMIT) -> Body:
    """Return the body read; raises 400, 413 or 415, never for a content type that is not known."""
    kind, parameters = _media_type(content_type)
    if kind not in _KNOWN:
        return Body()
    if kind == "multipart/form-data":
        _limited(raw, UPLOAD_LIMIT)
        return _multipart(raw, parameters.get("boundary", ""))
    charset = _charset(parameters.get("charset", "utf-8"), only="" if kind == _JSON else "utf-8")
    if not raw:
        return Body()
    text = _text(_unpacked(encoding, raw, limit), charset)
    return Body(_json(text) if kind == _JSON else _form(text))


def _media_type(content_type: str) -> tuple[str, dict[str, str]]:
    """Type and parameters; a value that is not written as RFC 7231 says is none at all."""
    found = _TYPE.match(content_type)
    if found is None:
        return "", {}
    named = _PARAMETER.finditer(found.group(2))
    return found.group(1).lower(), {
        each.group(1).lower(): each.group(2) or each.group(3) for each in named
    }


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
    whole = b""
    while True:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
        try:
            whole += unpacker.decompress(raw, limit + 1 - len(whole))
        except zlib.error as error:
            told = _ZLIB.search(str(error))
            reason = "incorrect header check" if told is None else told.group(1)
            raise ApiError(400, reason, code="Z_DATA_ERROR") from None
        _limited(whole, limit)
        if not unpacker.eof:
            raise ApiError(400, "unexpected end of file", code="Z_BUF_ERROR")
        raw = unpacker.unused_data
        if encoding == "deflate" or raw[:1] in {b"", b"\0"}:  # one more member otherwise
            return whole


def _charset(given: str, *, only: str) -> str:
    """Return the codec; raises the 415 of one that the framework's parsers do not take."""
    plain = _NO_LETTER.sub("", given.lower())
    known = given.lower() == only if only else given.lower().startswith("utf-")
    if not known or plain not in _CODECS:
        raise ApiError(
            415, f'unsupported charset "{given.upper()}"', name="UnsupportedMediaTypeError"
        )
    return _CODECS[plain]


def _text(raw: bytes, charset: str) -> str:
    """Decode the text; half of a pair of bytes at its end is left out."""
    if charset.startswith("utf-16"):
        raw = raw[: len(raw) // 2 * 2]
    return raw.decode(charset, errors="replace")


def _form(text: str) -> Json:
    """Return the fields of a form, which may be more deeply nested than those of a query."""
    count = text.count("&") + 1
    if count > _FIELDS:
        raise ApiError(413, "too many parameters", name="PayloadTooLargeError")
    try:
        limits = querystring.Limits(depth=_DEPTH, items=max(_ITEMS, count), strict=True)
        return {**querystring.parse(text, limits)}
    except querystring.TooDeepError:
        raise ApiError(400, "The input exceeded the depth", name="BadRequestError") from None


def _json(text: str) -> Json:
    """Return the value in the text; a byte order mark is passed over."""
    text = text.removeprefix("\ufeff")
    if not text:
        return {}
    try:
        return javascript.doubles(load(text))
    except (ValueError, RecursionError):
        raise ApiError(400, json_error(text), name="SyntaxError") from None


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
