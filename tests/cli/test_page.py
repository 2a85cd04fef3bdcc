"""The page of the command line: its commands are commands, and it names every option of a batch."""

from __future__ import annotations

import re
import shlex
import subprocess
from typing import TYPE_CHECKING

import click
import pytest

from spaceinvoices_async.cli.app import app
from tests.support.documentation import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
FILE = re.compile(r"[\w.-]+\.(?:csv|jsonl?|journal|ods|parquet|png|toml|xlsx)\b")
PROMPT = re.compile(r"^(?:\$ )?spaceinvoices (?!sandbox|login|--help)(.+)$", re.MULTILINE)


def commands(page: Path) -> list[str]:
    """What stands on the page to be typed, lines that go on put together."""
    blocks = re.findall(r"```console\n(.*?)```", page.read_text(), re.DOTALL)
    return PROMPT.findall("\n".join(blocks).replace("\\\n", " "))


TYPED = sorted({command for page in PAGES for command in commands(page)})


def command_of(words: list[str]) -> tuple[click.Command, list[str]]:
    command: click.Command | None = app
    while isinstance(command, click.Group):
        name, *words = words
        command = command.get_command(click.Context(command), name)
    assert command is not None
    return command, words


def test_there_are_commands_on_the_pages():
    assert len(TYPED) >= 8


@pytest.mark.parametrize("typed", TYPED)
def test_a_command_on_a_page_has_the_options_that_are_given(
    typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    for name in FILE.findall(typed):
        (tmp_path / name).touch()
    command, words = command_of(shlex.split(typed))
    command.make_context("spaceinvoices", words)  # raises UsageError, if there is no such option


@pytest.mark.parametrize("words", [["batch", "issue"], ["batch", "export"], ["documents", "pdf"]])
def test_every_option_is_on_the_page(words: list[str]):
    page = (ROOT / "docs" / "cli.md").read_text()
    command, _ = command_of(words)
    options = {
        name
        for option in command.params
        if isinstance(option, click.Option)
        for name in (*option.opts, *option.secondary_opts)
    }
    assert {name for name in options if not re.search(rf"{name}(?![\w-])", page)} == set()


@pytest.mark.parametrize(("codes", "ended"), [("3 4 0", 0), ("4 1", 1), ("0", 0), ("3 5", 1)])
def test_the_script_goes_on_until_all_is_issued_or_somebody_has_to_look(
    tmp_path: Path, codes: str, ended: int
):
    page = (ROOT / "docs" / "cli.md").read_text()
    (script,) = re.findall(r"```sh\n(until .*?|while .*?|for .*?)```", page, re.DOTALL)
    stand_ins = (
        f"codes='{codes}'\n"
        'spaceinvoices() { set -- $codes; code=$1; shift; codes="$*"; return "$code"; }\n'
        'sleep() { echo "$1"; }\n'
    )
    run = subprocess.run(
        ["sh", "-c", stand_ins + script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (ended, "")
    assert run.stdout.count("300") == len(codes.split()) - 1
