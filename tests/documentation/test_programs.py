"""Whole programs on the pages: each is run as it stands, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from spaceinvoices_sandbox import Sandbox
from tests.support.documentation import ROOT, programs

PAGES = ["README.md", *(f"docs/{page.name}" for page in sorted((ROOT / "docs").glob("*.md")))]
RUN_ELSEWHERE = {
    "docs/usage.md": "test_guides.py",
    "docs/batch.md": "test_guides.py",
    "docs/sandbox.md": "../sandbox/test_plugin.py",
    "docs/services.md": "test_services.py",
}
WHOLE = [
    pytest.param(page, program, id=f"{page}-{number}")
    for page in PAGES
    if page not in RUN_ELSEWHERE
    for number, program in enumerate(programs(page))
    if "asyncio.run(" in program
]


def test_every_program_is_run_here_or_in_a_test_of_its_page():
    elsewhere = {*RUN_ELSEWHERE, "README.md"}
    unread = [
        page
        for page in PAGES
        if page not in elsewhere
        for program in programs(page)
        if "asyncio.run(" not in program
    ]
    assert unread == []


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


def test_the_tutorial_finds_the_invoice_whose_answer_was_lost(tmp_path: Path) -> None:
    (broken,) = [program for program in programs("docs/tutorial.md") if "drop-after" in program]
    done = subprocess.run(
        [sys.executable, "-c", broken], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    first, count = done.stdout.splitlines()
    assert "['unknown'" in first
    assert count == "1"
