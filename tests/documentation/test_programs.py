"""The programs on the pages: each is run, whichever page it is on, so that none is overlooked.

A program with `asyncio.run(` is run as it stands, in a process of its own. One with tests in it is
given to pytest. The others of a page run one after another, as a reader would type them, with a
client and an organization given. `print(...)  # expected` says what must be printed.
"""

import ast
import inspect
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, field
from spaceinvoices_sandbox import Sandbox
from tests.support.documentation import ROOT, blocks, files, pages, programs

IN_ORDER_ELSEWHERE = {"docs/usage.md": "test_guides.py", "docs/batch.md": "test_guides.py"}
PAGES = pages()
PRINTED = re.compile(r"print\(.*\)  # (.*)$", re.MULTILINE)


def is_whole(program: str) -> bool:
    """Whether it is a program as it stands."""
    return "asyncio.run(" in program


def is_test(program: str) -> bool:
    """Whether it is a module of tests."""
    return "def test_" in program


def fragments(page: str) -> list[str]:
    """The programs of a page that go on from one another."""
    return [one for one in programs(page) if not is_whole(one) and not is_test(one)]


WHOLE = [
    pytest.param(page, program, id=f"{page}-{number}")
    for page in PAGES
    for number, program in enumerate(programs(page))
    if is_whole(program)
]
TESTED = [page for page in PAGES if any(is_test(program) for program in programs(page))]
IN_ORDER = [page for page in PAGES if fragments(page) and page not in IN_ORDER_ELSEWHERE]


def compile_fragment(program: str, page: str) -> Any:
    return compile(program, page, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


@pytest.mark.parametrize(("page", "program"), WHOLE)
def test_a_program_runs_as_it_stands(page: str, program: str, tmp_path: Path) -> None:
    del page
    with Sandbox() as sandbox:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", program],
            cwd=tmp_path,
            env={
                **os.environ,
                "SPACEINVOICES_BASE_URL": sandbox.url,
                "SPACEINVOICES_TOKEN": sandbox.token,
            },
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr  # a look-up is a line in the log
    assert done.stdout


@pytest.mark.parametrize("page", TESTED)
def test_the_tests_on_a_page_pass(page: str, tmp_path: Path) -> None:
    tests = [program for program in programs(page) if is_test(program)]
    for number, program in enumerate(tests):
        (tmp_path / f"test_example_{number}.py").write_text(program, encoding="utf-8")
    options = ("-q", "-c", os.devnull, "--rootdir", ".", "-W", "error")
    scope = ("-o", "asyncio_default_fixture_loop_scope=function")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *scope],
        cwd=tmp_path,
        env={name: text for name, text in os.environ.items() if "PYTEST" not in name},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    count = sum(program.count("def test_") for program in tests)
    assert f"{count} passed" in done.stdout


@pytest.fixture
async def names(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[dict[str, Any]]:
    """What the programs of a page take as given, against a sandbox, in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    for name, text in files(page).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Sandbox() as sandbox:
        monkeypatch.setenv("SPACEINVOICES_BASE_URL", sandbox.url)
        monkeypatch.setenv("SPACEINVOICES_TOKEN", sandbox.token)
        async with AsyncSpaceInvoices() as si:
            me = await si.accounts.authorized()
            org = await si.organizations.create(me.id, name="Agency", country="Belgium")
            document = {"client": {"name": "Rocket man"}, "items": [{"name": "Suit", "price": 1}]}
            yield {
                "__name__": "page",
                "si": si,
                "org": org,
                "client": await si.clients.create(org.id, name="Rocket man", country="Belgium"),
                "invoice": await si.documents.create(org.id, body=document),
                "rows": [{"order": f"2026-{number}", **document} for number in range(3)],
                "field": field,
                "Path": Path,
            }


@pytest.mark.parametrize("page", IN_ORDER)
async def test_the_programs_of_a_page_run_one_after_another(
    page: str, names: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    given = dict(names)
    for program in fragments(page):
        running = eval(compile_fragment(program, page), given)
        if inspect.isawaitable(running):
            await running
        given |= names  # a client that a program has opened is closed by now
        printed = capsys.readouterr().out.splitlines()
        if expected := PRINTED.findall(program):
            assert printed == expected


@pytest.mark.parametrize("page", PAGES)
def test_a_file_that_a_page_shows_is_there(page: str) -> None:
    for block in blocks(page):
        if block.includes:
            (shown,) = re.findall(r'--8<-- "([^"]+)"', block.text)
            assert (ROOT / shown).is_file()


def test_the_tutorial_finds_the_invoice_whose_answer_was_lost(tmp_path: Path) -> None:
    (broken,) = [program for program in programs("docs/tutorial.md") if "drop-after" in program]
    done = subprocess.run(
        [sys.executable, "-c", broken], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    first, count = done.stdout.splitlines()
    assert "['unknown'" in first
    assert count == "1"
