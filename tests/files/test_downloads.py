"""Downloads: whole, or not there at all."""

from __future__ import annotations

import asyncio
import io
import os
import stat
import zipfile
from pathlib import Path

import pytest

from spaceinvoices_async.client import AsyncSpaceInvoices
from spaceinvoices_async.errors import InvalidInputError, NotFoundError, ResponseDecodeError
from spaceinvoices_async.files import downloads as files
from spaceinvoices_async.files.downloads import Content, Download
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from spaceinvoices_async.transports.base import TransportError
from tests.support.account_server import refusal

DEVICE = Path(os.devnull)
PDF = b"%PDF-1.7\n" + b"x" * 5000
PDF_HEADERS = {"content-type": "application/pdf", "content-length": str(len(PDF))}


async def _download(to: Path | str, *replies: Reply | TransportError) -> Path:
    transport = ScriptedTransport(*replies)
    async with AsyncSpaceInvoices("token", transport=transport, clock=FakeClock(auto=True)) as si:
        return await si.documents.download_pdf("doc", to=to)


async def test_a_file_appears_whole_in_place_of_an_older_one(tmp_path):
    target = tmp_path / "invoice.pdf"
    target.write_bytes(b"older and longer " * 1000)
    path = await _download(str(target), Reply(body=PDF, headers=PDF_HEADERS))
    assert path == target
    assert target.read_bytes() == PDF
    assert list(tmp_path.iterdir()) == [target]


async def test_a_retry_starts_the_file_over(tmp_path):
    target = tmp_path / "invoice.pdf"

    class Truncating(ScriptedTransport):
        async def send(self, request):
            if not self.requests:
                request.sink.reset()
                request.sink.write(PDF + b"surplus")
            return await super().send(request)

    transport = Truncating(
        TransportError("unknown", "truncated"), Reply(body=PDF, headers=PDF_HEADERS)
    )
    async with AsyncSpaceInvoices("token", transport=transport, clock=FakeClock(auto=True)) as si:
        await si.documents.download_pdf("doc", to=target)
    assert target.read_bytes() == PDF


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply({}), "a PDF was promised, application/json came"),
        (Reply(body=b"<html>", headers={"content-type": "text/html"}), "text/html came"),
        (Reply(body=b""), "something else came"),
        (
            Reply(
                body=PDF[:100],
                status=206,
                headers={
                    "content-type": "application/pdf",
                    "content-length": "100",
                    "content-range": f"bytes 0-99/{len(PDF)}",
                },
            ),
            "only a part of the file came",
        ),
        (Reply(body=PDF, headers={"content-length": "9" * 5000}), "bytes came of a file of 9"),
        (
            Reply(body=PDF[:-1], headers=PDF_HEADERS),
            f"{len(PDF) - 1} bytes came of a file of {len(PDF)}",
        ),
    ],
)
async def test_an_answer_that_is_not_the_file_leaves_nothing(tmp_path, reply, problem):
    with pytest.raises(ResponseDecodeError, match=problem):
        await _download(tmp_path / "invoice.pdf", reply)
    assert list(tmp_path.iterdir()) == []


async def test_a_refusal_leaves_the_older_file_alone(tmp_path):
    target = tmp_path / "invoice.pdf"
    target.write_bytes(b"older")
    with pytest.raises(NotFoundError):
        await _download(target, refusal("MODEL_NOT_FOUND", 404))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"older"]


async def test_a_cancelled_download_leaves_nothing(tmp_path):
    begun = asyncio.Event()

    async def never(_):
        begun.set()
        await asyncio.Event().wait()

    async with AsyncSpaceInvoices("token", transport=ScriptedTransport(never)) as si:
        task = asyncio.create_task(si.documents.download_pdf("doc", to=tmp_path / "a.pdf"))
        await begun.wait()
        assert len(list(tmp_path.iterdir())) == 1
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("to", ["", ".", "missing/invoice.pdf"])
async def test_a_place_where_no_file_can_be_is_refused_before_anything_is_sent(
    tmp_path, monkeypatch, to
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidInputError, match="to: "):
        await _download(to)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("to", "problem"),
    [
        ("a\0b.pdf", "no file can have this name"),
        ("x" * 220 + "\0", "no file can have this name"),
        ("\ud800.pdf", "no file can have this name"),
        ("x" * 256, "File name too long"),
    ],
)
async def test_a_name_no_file_can_have_is_refused_before_anything_is_sent(tmp_path, to, problem):
    transport = ScriptedTransport()
    async with AsyncSpaceInvoices("token", transport=transport) as si:
        with pytest.raises(InvalidInputError, match=f"to: .*{problem}"):
            await si.documents.download_pdf("doc", to=tmp_path / to)
    assert transport.requests == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x" * 255, "\u017e" * 127, "\U0001f9fe" * 63, "a b'\"; rm.pdf"])
async def test_every_name_a_file_can_have_is_taken(tmp_path, name):
    path = await _download(tmp_path / name, Reply(body=PDF, headers=PDF_HEADERS))
    assert [found.name for found in tmp_path.iterdir()] == [path.name] == [name]


async def test_a_link_is_replaced_and_what_it_points_to_is_left_alone(tmp_path):
    (tmp_path / "precious").write_bytes(b"older")
    (tmp_path / "invoice.pdf").symlink_to(tmp_path / "precious")
    await _download(tmp_path / "invoice.pdf", Reply(body=PDF, headers=PDF_HEADERS))
    assert (tmp_path / "precious").read_bytes() == b"older"
    assert not (tmp_path / "invoice.pdf").is_symlink()


def is_file(path: Path) -> bool:
    return path.is_file()


async def test_no_pipe_or_device_is_replaced_by_a_file(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "link").symlink_to(DEVICE)

    with pytest.raises(InvalidInputError, match="is a device, pipe or socket"):
        await _download(pipe)
    await _download(tmp_path / "link", Reply(body=PDF, headers=PDF_HEADERS))

    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert not is_file(DEVICE)
    assert stat.S_ISREG((tmp_path / "link").lstat().st_mode)


async def test_two_downloads_to_one_place_leave_one_whole_file(tmp_path):
    bodies = [b"%PDF-1.7\n" + mark * 5000 for mark in (b"a", b"b")]
    replies = [Reply(body=body, headers={"content-type": "application/pdf"}) for body in bodies]
    target = tmp_path / "invoice.pdf"
    transport = ScriptedTransport(*replies)
    async with AsyncSpaceInvoices("token", transport=transport) as si:
        await asyncio.gather(*(si.documents.download_pdf(doc, to=target) for doc in "ab"))
    assert target.read_bytes() in bodies
    assert list(tmp_path.iterdir()) == [target]


async def test_a_full_disk_is_reported_as_such(tmp_path):
    class Full:
        def write(self, chunk: bytes) -> None:
            raise OSError(28, "No space left on device")

        def close(self) -> None:
            """Nothing to give back."""

    with Download(tmp_path / "a.pdf") as download:
        download._file.close()
        download._file = Full()
        download.write(PDF)
        download.write(PDF)
        with pytest.raises(OSError, match="No space left"):
            await download.finish({})
    assert list(tmp_path.iterdir()) == []


async def test_the_bytes_are_on_the_disk_before_the_file_is_in_its_place(tmp_path, monkeypatch):
    events: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted_fsync(descriptor: int) -> None:
        events.append("fsync")
        fsync(descriptor)

    def noted_replace(self: Path, target: Path) -> Path:
        events.append("replace")
        return replace(self, target)

    monkeypatch.setattr(files.os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    await _download(tmp_path / "a.pdf", Reply(body=PDF, headers=PDF_HEADERS))
    assert events == ["fsync", "replace"]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
async def test_a_file_can_be_read_by_its_owner_alone_from_its_first_byte_on(tmp_path, umask):
    (tmp_path / "a.pdf").write_bytes(b"older, and open to all")
    modes: list[int] = []

    def looks(_):
        modes.extend(path.stat().st_mode & 0o777 for path in tmp_path.glob(".*.part"))
        return Reply(body=PDF, headers=PDF_HEADERS)

    before = os.umask(umask)
    try:
        async with AsyncSpaceInvoices("token", transport=ScriptedTransport(looks)) as si:
            path = await si.documents.download_pdf("doc", to=tmp_path / "a.pdf")
    finally:
        os.umask(before)
    assert [*modes, path.stat().st_mode & 0o777] == [0o600, 0o600]


async def test_a_temporary_name_that_is_taken_by_a_link_is_not_written_to(tmp_path, monkeypatch):
    monkeypatch.setattr(files.secrets, "token_hex", lambda _: "guessed")
    (tmp_path / "precious").write_bytes(b"older")
    (tmp_path / ".a.pdf.guessed.part").symlink_to(tmp_path / "precious")
    with pytest.raises(InvalidInputError, match="to: no file can be made there: File exists"):
        await _download(tmp_path / "a.pdf")
    assert (tmp_path / "precious").read_bytes() == b"older"


def _zip(comment):
    """An archive that holds another one, whose end is not its own."""
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", "a")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
        archive.comment = comment
    return outer.getvalue()


WEBP = b"RIFF" + (12).to_bytes(4, "little") + b"WEBPVP8 data"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"p" * 40 + b"\0\0\0\0IEND\xaeB`\x82"
WHOLE = [
    (b"%PDF-1.7\n" + b"x" * 3000 + b"\nstartxref\n9\n%%EOF", "application/pdf"),
    (b"%PDF-1.7\nstartxref\n9\n%%EOF\r\n", "application/pdf"),
    (PNG, "image/png"),
    (b"\xff\xd8\xff\xe0" + b"j" * 40 + b"\xff\xd9", "image/jpeg"),
    (b"GIF89a" + b"g" * 40 + b"\0;", "image/gif"),
    (b"<svg>" + b"s" * 2000 + b"</svg>\n", "image/svg+xml"),
    (b"<?xml version='1.0'?><svg></svg>", "image/svg+xml"),
    (WEBP, "image/webp"),
    (b"<?xml version='1.0'?>\n<!-- e-slog -->\n<Invoice xmlns='x'><M/></Invoice>\n", "text/xml"),
    (b"\xef\xbb\xbf<a:root><a:rootless></a:rootless></a:root >", "application/xml"),
    (_zip(b""), "application/zip"),
    (_zip(b"with a comment"), "application/zip"),
]


@pytest.mark.parametrize(("body", "kind"), WHOLE)
def test_a_file_without_framing_is_whole_when_it_ends_as_its_format_ends(body, kind):
    files.check({"content-type": kind}, Content.of(body), accept="", framed=False)


@pytest.mark.parametrize(("body", "kind"), WHOLE)
def test_a_file_without_framing_that_is_cut_off_anywhere_is_refused(body, kind):
    stripped = body.rstrip(b"\r\n")
    for size in range(20, len(stripped), 7):
        with pytest.raises(ResponseDecodeError, match=f"ended after {size} bytes, before the file"):
            files.check({"content-type": kind}, Content.of(body[:size]), accept="", framed=False)


@pytest.mark.parametrize("size", [4, 18, 1030, 5000])
async def test_the_end_is_seen_however_the_file_arrives(tmp_path, size):
    body = b"%PDF-1.7\n" + b"x" * 5000 + b"\n%%EOF\n"
    with Download(tmp_path / "a.pdf") as download:
        for start in range(0, len(body), size):
            download.write(body[start : start + size])
        await download.finish({"content-type": "application/pdf"}, framed=False)
    assert (tmp_path / "a.pdf").read_bytes() == body


@pytest.mark.parametrize("earlier", [b"\n%%EOF\n1 0 obj<</More", b"%%EOF and some more"])
def test_an_end_within_a_pdf_is_not_its_end(earlier):
    body = Content.of(b"%PDF-1.7\n" + earlier)
    with pytest.raises(ResponseDecodeError, match="before the file did"):
        files.check({}, body, accept="application/pdf", framed=False)


@pytest.mark.parametrize("packing", ["br", "zstd", "gzip, gzip"])
def test_a_file_in_a_packing_that_is_unknown_is_refused(packing):
    headers = {"content-type": "image/png", "content-encoding": packing}
    with pytest.raises(ResponseDecodeError, match=f"came packed as '{packing}'"):
        files.check(headers, Content.of(b"\x0b\x02\x80abc\x03"), accept="")


def test_of_a_format_without_an_end_it_is_said_that_it_cannot_be_told():
    with pytest.raises(ResponseDecodeError, match="it cannot be told whether the file is whole"):
        files.check({"content-type": "text/csv"}, Content.of(b"a,b\n"), accept="", framed=False)


async def test_many_at_once(tmp_path):
    transport = ScriptedTransport(lambda _: Reply(body=PDF, headers=PDF_HEADERS))
    async with AsyncSpaceInvoices("token", transport=transport, clock=FakeClock(auto=True)) as si:
        downloads = (
            si.documents.download_pdf(f"doc{n}", to=tmp_path / f"{n}.pdf") for n in range(50)
        )
        await asyncio.gather(*downloads)
    assert {path.name for path in tmp_path.iterdir()} == {f"{n}.pdf" for n in range(50)}
