"""The guides: their programs run, one after another, and print what they say they print."""

import ast
import inspect
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from spaceinvoices_async import AsyncSpaceInvoices, field
from spaceinvoices_async.batch import BatchOptions
from spaceinvoices_async.batch.report import StopKind
from spaceinvoices_sandbox import Sandbox
from tests.support.documentation import ROOT, files, programs

BATCH = "docs/batch.md"
PNG = b"\x89PNG\r\n\x1a\n"
PRINTED = re.compile(r"print\(.*\)  # (.*)$", re.MULTILINE)


async def run(program: str, names: dict[str, Any]) -> None:
    result = eval(compile(program, "guide", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), names)
    if inspect.isawaitable(result):
        await result


@pytest.fixture
async def names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[dict[str, object]]:
    """What the programs take as given, against a sandbox, in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    with Sandbox() as sandbox:
        monkeypatch.setenv("SPACEINVOICES_BASE_URL", sandbox.url)
        monkeypatch.setenv("SPACEINVOICES_TOKEN", sandbox.token)
        async with AsyncSpaceInvoices() as si:
            me = await si.accounts.authorized()
            org = await si.organizations.create(me.id, name="Agency", country="Belgium")
            yield {"si": si, "org": org}


async def test_the_programs_of_using_the_sdk_run(names: dict[str, Any], tmp_path: Path) -> None:
    si, org = names["si"], names["org"]
    (tmp_path / "logo.png").write_bytes(PNG)
    await si.accounts.create(email="merchant@example.com", password="secret")
    given = names | {
        "client": await si.clients.create(org.id, name="Rocket man", country="Belgium"),
        "invoice": await si.documents.create(
            org.id, client={"name": "Rocket man"}, items=[{"name": "Suit", "price": 1}]
        ),
        "field": field,
        "Path": Path,
    }
    for program in programs("docs/usage.md"):
        await run(program, given)
        given |= names  # a client that a program has opened is closed by now

    assert (tmp_path / "invoice.pdf").read_bytes().startswith(b"%PDF")


async def test_the_programs_of_the_guide_to_batches_print_what_it_says(
    names: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in files(BATCH).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    given = dict(names)
    for program in programs(BATCH):
        await run(program, given)
        given |= names
        printed = capsys.readouterr().out.splitlines()
        if expected := PRINTED.findall(program):
            assert printed == expected

    await run(programs("README.md")[1], {**given, "rows": given["orders"]})
    assert capsys.readouterr().out == "3 0 {'EUR': Decimal('726')}\n"
    await run(programs("README.md")[2], {})
    assert capsys.readouterr().out == "99.90 120.88\n"


def rows_of(heading: str) -> list[str]:
    """What stands first in the rows of the table under a heading."""
    page = (ROOT / BATCH).read_text(encoding="utf-8")
    section = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)


def test_the_guide_to_batches_names_every_option_with_its_default() -> None:
    page = (ROOT / BATCH).read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| `(.*?)` \|", page, re.MULTILINE))

    assert {name: ast.literal_eval(value) for name, value in told.items()} == {
        field.name: field.default for field in attrs.fields(BatchOptions)
    }


def test_the_guide_to_batches_names_every_reason_to_stop() -> None:
    assert rows_of("When it stops by itself") == list(StopKind.__args__)
