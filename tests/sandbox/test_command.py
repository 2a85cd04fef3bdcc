"""The command of the sandbox: what keeps it from starting is one line, and the code of wrong arguments."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_sandbox.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The line that the command says when it cannot start."""
    with pytest.raises(SystemExit) as ended:
        main(["--quiet", *arguments])
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    return line


@pytest.mark.parametrize("port", ["65536", "-5"])
def test_a_port_that_there_is_not_is_told(capsys: pytest.CaptureFixture[str], port: str) -> None:
    assert "port must be 0-65535" in told(capsys, f"--port={port}")


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = told(capsys, "--port", str(taken.getsockname()[1]))
    assert said.startswith("spaceinvoices sandbox: error: ")
    assert "in use" in said


def test_an_address_of_nobody_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "--host", "nowhere.invalid").startswith("spaceinvoices sandbox: error: ")


@pytest.mark.parametrize("option", ["--db", "--ready-file"])
def test_a_file_that_has_no_place_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, option: str
) -> None:
    assert "No such file or directory" in told(capsys, option, str(tmp_path / "nowhere" / "file"))


def test_a_file_that_is_no_database_is_told_and_left_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other = tmp_path / "orders.csv"
    other.write_text("order\n1\n")
    assert "file is not a database" in told(capsys, "--db", str(other))
    assert other.read_text() == "order\n1\n"
