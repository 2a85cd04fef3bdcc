"""Forms with files."""

from __future__ import annotations

import io
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from spaceinvoices_async.client import AsyncSpaceInvoices
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.files.uploads import Upload, encode_form, sniff
from spaceinvoices_async.operations import FilePart
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from spaceinvoices_async.transports.base import TransportError
from spaceinvoices_async.types import UNSET

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def _read(body: bytes, media_type: str):
    """The parts as (name, file name, type, content), read by somebody else's parser."""
    head = f"Content-Type: {media_type}\r\n\r\n".encode()
    message = message_from_bytes(head + body, policy=policy.HTTP)
    assert message.is_multipart()
    return [
        (
            part.get_param("name", header="content-disposition"),
            part.get_filename(),
            part.get_content_type(),
            part.get_payload(decode=True),
        )
        for part in message.iter_parts()
    ]


async def _chunks(*chunks: object):
    for chunk in chunks:
        yield chunk


async def test_a_path_is_sent_with_its_name_and_type(tmp_path):
    path = tmp_path / "logo.png"
    path.write_bytes(PNG)
    parts = _read(*await encode_form({"type": "logo", "file": path, "note": UNSET}))
    assert parts == [
        ("type", None, "text/plain", b"logo"),
        ("file", "logo.png", "image/png", PNG),
    ]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (PNG, ("file", "file", "image/png", PNG)),
        (b"a;b\n1;2", ("file", "file", "application/octet-stream", b"a;b\n1;2")),
        (Upload(content=b"a;b", name="rows.csv"), ("file", "rows.csv", "text/csv", b"a;b")),
        (
            Upload(content=b"a;b", content_type="text/csv; charset=utf-8"),
            ("file", "file", "text/csv", b"a;b"),
        ),
    ],
)
async def test_bytes_and_uploads_are_told_by_their_content_and_name(file, expected):
    assert _read(*await encode_form({"file": file})) == [expected]


async def test_a_stream_is_read_to_its_end():
    parts = _read(*await encode_form({"file": _chunks(PNG[:5], bytearray(PNG[5:]))}))
    assert parts == [("file", "file", "image/png", PNG)]


async def test_the_boundary_is_random_and_names_cannot_break_out():
    upload = Upload(content=b"x", name='a"; filename="b\r\nX-Evil: 1\r\n\r\n.txt')
    first, media_type = await encode_form({"file": upload})
    second, other_type = await encode_form({"file": upload})
    assert media_type != other_type
    assert first != second
    assert b"\r\nX-Evil" not in first
    assert len(_read(first, media_type)) == 1


async def test_a_name_of_any_script_is_sent_as_utf8():
    body, _ = await encode_form({"file": Upload(content=b"x", name="račun.csv")})
    assert 'filename="račun.csv"'.encode() in body


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (Upload(content=b"not an image", name="logo.png"), "is said to be image/png"),
        (Upload(content=PNG, content_type="image/jpeg"), "its content is image/png"),
        (Upload(content=b"x", content_type="png"), "must be like image/png"),
        (Upload(content=b"x", content_type="a/b\r\nX: 1"), "must be like image/png"),
    ],
)
async def test_a_file_that_is_not_what_it_says_is_refused(file, problem):
    with pytest.raises(InvalidInputError, match=problem):
        await encode_form({"file": file})


IMAGE = [FilePart("file", ("image/*",))]
TABLE = [FilePart("file", ("text/csv",))]


@pytest.mark.parametrize(
    ("file", "parts", "expected"),
    [
        (PNG, IMAGE, "image/png"),
        (Upload(content=b"<svg/>", name="logo.svg"), IMAGE, "image/svg+xml"),
        (Upload(content=PNG, content_type="image/png; q=1"), IMAGE, "image/png"),
        (b"a;b\n1;2", TABLE, "text/csv"),
        (b"BMI;a\n1;2", TABLE, "text/csv"),
        (Upload(content=b"a;b", name="rows.CSV"), TABLE, "text/csv"),
        (Upload(content=b"a;b", content_type="TEXT/CSV; charset=utf-8"), TABLE, "text/csv"),
    ],
)
async def test_a_file_of_an_accepted_type_is_sent_as_that(file, parts, expected):
    (sent,) = _read(*await encode_form({"file": file}, parts))
    assert sent[2] == expected


@pytest.mark.parametrize(
    ("file", "parts", "problem"),
    [
        (
            Upload(content=b"%PDF-1.7", name="logo.pdf"),
            IMAGE,
            "file: 'logo.pdf' is application/pdf, and only image/* is accepted here",
        ),
        (b"an image?", IMAGE, "file: 'file' is of unknown type, and only image/* is accepted"),
        (PNG, TABLE, "file: 'file' is image/png, and only text/csv is accepted here"),
        (
            Upload(content=b"PK\x03\x04...", name="rows.csv"),
            TABLE,
            "file: 'rows.csv' is said to be text/csv, and its content is application/zip",
        ),
        (
            Upload(content=b"a;b", content_type="imagery/png"),
            IMAGE,
            "file: 'file' is imagery/png, and only image/* is accepted here",
        ),
        (
            b"x",
            [FilePart("file", ("text/csv", "text/tab-separated-values"))],
            "and only text/csv or text/tab-separated-values is accepted here",
        ),
    ],
)
async def test_a_file_of_another_type_is_refused_by_name(file, parts, problem):
    with pytest.raises(InvalidInputError) as caught:
        await encode_form({"file": file}, parts)
    assert problem in str(caught.value)


async def test_the_operations_know_what_they_take():
    async with AsyncSpaceInvoices("token", transport=ScriptedTransport()) as si:
        with pytest.raises(InvalidInputError, match=r"only image/\* is accepted"):
            await si.organizations.upload_image("org", type="logo", file=b"%PDF-1.7")
        with pytest.raises(InvalidInputError, match=r"only image/\* is accepted"):
            await si.units.upload_image("unit", type="logo", file=b"a;b")
        with pytest.raises(InvalidInputError, match="only text/csv is accepted"):
            await si.organizations.import_data("org", type="client", file=PNG)


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (Upload(content="text"), "not str"),
        (Upload(content=None), "not NoneType"),
        (Upload(content=PNG, name=None), "has a name, which is text"),
        (Upload(content=PNG, name=""), "has a name, which is text"),
        (Upload(content=PNG, content_type=5), "must be like image/png"),
        (Upload(content=PNG, content_type="image/"), "must be like image/png"),
        (Upload(content=PNG, content_type="image/p ng"), "must be like image/png"),
        (
            io.BytesIO(PNG),
            "give a pathlib.Path, bytes, a stream of bytes, or an Upload, not BytesIO",
        ),
        ("logo.png", "give a pathlib.Path, bytes, a stream of bytes, or an Upload, not str"),
        ([PNG], "not list"),
        (Path("a\0b"), "no file can have this name"),
        (Path("\ud800"), "no file can have this name"),
    ],
)
async def test_what_is_no_file_is_refused_in_words(file, problem):
    with pytest.raises(InvalidInputError) as caught:
        await encode_form({"type": "logo", "file": file}, IMAGE)
    assert caught.value.field == "file"
    assert problem in str(caught.value)


async def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(InvalidInputError, match="cannot be read: Is a directory"):
        await encode_form({"file": tmp_path}, IMAGE)


async def test_bytes_that_can_change_are_read_as_they_are_now():
    content = bytearray(PNG)
    body, media_type = await encode_form({"file": content}, IMAGE)
    content.clear()
    assert _read(body, media_type) == [("file", "file", "image/png", PNG)]


async def test_the_failure_of_a_stream_is_its_owners_and_nothing_is_sent():
    async def broken():
        yield PNG
        raise LookupError("mine")

    transport = ScriptedTransport()
    async with AsyncSpaceInvoices("token", transport=transport) as si:
        with pytest.raises(LookupError, match="mine"):
            await si.organizations.upload_image("org", type="logo", file=broken())
    assert transport.requests == []


async def test_a_text_that_is_no_unicode_is_refused():
    with pytest.raises(InvalidInputError, match="type: must not hold half a surrogate pair"):
        await encode_form({"type": "\ud800", "file": PNG})


async def test_a_path_given_as_text_is_refused_rather_than_sent_as_text():
    with pytest.raises(InvalidInputError, match=r"no file is given: give a pathlib\.Path"):
        await encode_form({"type": "logo", "file": "logo.png"})


async def test_what_cannot_be_read_is_named(tmp_path):
    with pytest.raises(InvalidInputError, match=r"file: gone\.png cannot be read: No such file"):
        await encode_form({"file": tmp_path / "gone.png"})
    with pytest.raises(InvalidInputError, match="must give bytes"):
        await encode_form({"file": _chunks("text")})


async def test_a_stream_is_sent_again_after_a_failure():
    transport = ScriptedTransport(TransportError("not_sent", "connect"), Reply({}))
    async with AsyncSpaceInvoices("token", transport=transport, clock=FakeClock(auto=True)) as si:
        await si.organizations.upload_image("org", type="logo", file=_chunks(PNG))
    first, second = transport.requests
    assert first.body == second.body
    parts = _read(second.body, second.headers["content-type"])
    assert parts[-1] == ("file", "file", "image/png", PNG)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a...", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"RIFF\0\0\0\0WAVEfmt ", None),
        (b"%PDF-1.4", "application/pdf"),
        (b"BM\x76\x02\0\0\0\0\0\0\x36\0\0\0", "image/bmp"),
        (b"BMI;weight\n21;70", None),
        (b"", None),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_first_bytes(content, expected):
    assert sniff(content) == expected
