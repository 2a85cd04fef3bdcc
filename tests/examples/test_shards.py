"""A month split into shards of merchants: two commands at once, each with a journal of its own."""

import asyncio
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_sandbox import Sandbox
from spaceinvoices_sandbox.admin import statistics
from tests.support.documentation import ROOT, blocks

MAPPING = '[columns]\ncustomer = "client.name"\nproduct = "items[].name"\nprice = "items[].price"\n'


def commands() -> list[list[str]]:
    """The commands of the page, as this installation runs them."""
    (block,) = [
        one for one in blocks("docs/scale.md", "console") if "split_by_merchant" in one.text
    ]
    lines = re.sub(r"\\\n\s*", "", block.text).splitlines()
    words = [shlex.split(line[2:]) for line in lines if line.startswith("$ ")]
    program = {
        "python": [sys.executable],
        "spaceinvoices": [sys.executable, "-m", "spaceinvoices_async.cli"],
    }
    return [[*program[name], *arguments] for name, *arguments in words]


async def make_merchants(count: int) -> list[str]:
    async with AsyncSpaceInvoices() as si:
        me = await si.accounts.authorized()
        return [
            (await si.organizations.create(me.id, name=f"M{number}", country="Belgium")).id
            for number in range(count)
        ]


def test_the_commands_of_the_page_issue_every_row_in_its_shard_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Sandbox() as sandbox:
        monkeypatch.setenv("SPACEINVOICES_BASE_URL", sandbox.url)
        monkeypatch.setenv("SPACEINVOICES_TOKEN", sandbox.token)
        merchants = asyncio.run(make_merchants(24))
        lines = [f"{n},{merchants[n % 24]},Rocket man,Suit,100" for n in range(48)]
        month = "order,merchant,customer,product,price\n" + "\n".join(lines) + "\n"
        (tmp_path / "month.csv").write_text(month, encoding="utf-8")
        (tmp_path / "map.toml").write_text(MAPPING, encoding="utf-8")
        (tmp_path / "split_by_merchant.py").write_bytes(
            (ROOT / "examples" / "split_by_merchant.py").read_bytes()
        )
        split, *issues = commands()
        for _ in range(2):
            subprocess.run(split, cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
            running = [
                subprocess.Popen(
                    one, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
                )
                for one in issues
            ]
            told = [one.communicate()[0].decode() for one in running]
            assert [one.returncode for one in running] == [0, 0], told
        documents = statistics(sandbox.world)["documents"]

    shards = [(tmp_path / f"month-{number}.csv").read_text().splitlines()[1:] for number in (0, 1)]
    assert sorted([*shards[0], *shards[1]]) == sorted(lines)
    assert all(shards)
    assert not {row.split(",")[1] for row in shards[0]} & {row.split(",")[1] for row in shards[1]}
    assert documents == 48
    assert sorted(path.name for path in tmp_path.glob("*.journal")) == [
        "month-0.csv.journal",
        "month-1.csv.journal",
    ]
