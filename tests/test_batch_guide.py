"""The guide to batches: its programs run one after another, and print what they say they print."""

import ast
import inspect
import re
from pathlib import Path

import attrs
import pytest

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.batch import BatchOptions
from spaceinvoices_async.batch.report import StopKind
from spaceinvoices_sandbox import Sandbox
from tests.readme import ROOT, files, programs

GUIDE = "docs/batch.md"
PRINTED = re.compile(r"print\(.*\)  # (.*)$", re.MULTILINE)


async def run(program: str, names: dict[str, object]) -> None:
    result = eval(compile(program, GUIDE, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), names)
    if inspect.isawaitable(result):
        await result


async def test_its_programs_do_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in files(GUIDE).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Sandbox() as sandbox:
        monkeypatch.setenv("SPACEINVOICES_BASE_URL", sandbox.url)
        monkeypatch.setenv("SPACEINVOICES_TOKEN", sandbox.token)
        async with AsyncSpaceInvoices() as si:
            me = await si.accounts.authorized()
            org = await si.organizations.create(me.id, name="Agency", country="Belgium")
            names: dict[str, object] = {"org": org}
            for program in programs(GUIDE):
                await run(program, names)
                names["si"] = si
                if expected := PRINTED.findall(program):
                    assert capsys.readouterr().out.splitlines() == expected


def rows_of(heading: str) -> list[str]:
    """What stands first in the rows of the table under a heading."""
    page = (ROOT / GUIDE).read_text(encoding="utf-8")
    section = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)


def test_it_names_every_option_with_its_default() -> None:
    page = (ROOT / GUIDE).read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| `(.*?)` \|", page, re.MULTILINE))

    assert {name: ast.literal_eval(value) for name, value in told.items()} == {
        field.name: field.default for field in attrs.fields(BatchOptions)
    }


def test_it_names_every_reason_to_stop() -> None:
    assert rows_of("When it stops by itself") == list(StopKind.__args__)
