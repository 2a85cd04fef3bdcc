"""What all commands share: speed, errors, exit codes, commands of other packages."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.cli import errors as failures
from spaceinvoices_async.cli.app import run
from spaceinvoices_async.cli.exit_codes import Exit

if TYPE_CHECKING:
    from conftest import World

ROOT = Path(__file__).parents[2]


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def brought(folder: Path, module: str, source: str) -> dict[str, str]:
    """A distribution that brings the command `launch`, and the environment that has it."""
    (folder / f"{module}.py").write_text(source)
    info = folder / "rockets-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: rockets\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[spaceinvoices.commands]\nlaunch = {module}:main\n")
    return {"PYTHONPATH": str(folder)}


def test_help_loads_neither_an_http_library_nor_the_engine():
    done = python(
        "import sys\n"
        "from spaceinvoices_async.cli import main\n"
        "for words in ([], ['batch'], ['batch', 'issue'], ['batch', 'reconcile'], ['documents', 'pdf'], ['whoami']):\n"
        "    assert main([*words, '--help']) == 0\n"
        "heavy = ('httpx', 'httpcore', 'aiohttp', 'rich', 'sqlite3', 'msgspec', 'asyncio.tasks')\n"
        "print([name for name in sys.modules if name.startswith(heavy)], file=sys.stderr)\n"
        "engine = [n for n in sys.modules if n.startswith('spaceinvoices_async.batch')]\n"
        "print(engine, file=sys.stderr)\n"
    )
    assert done.stderr == "[]\n[]\n"


def test_help_lists_every_command_and_says_where_credentials_come_from(capsys):
    assert run(["--help"]) == Exit.DONE
    shown = capsys.readouterr().out
    for word in ("batch", "documents", "whoami", "SPACEINVOICES_TOKEN"):
        assert word in shown


def test_no_command_takes_a_secret_as_an_option(capsys):
    for words in (["batch", "issue"], ["batch", "verify"], ["documents", "pdf"], ["whoami"]):
        run([*words, "--help"])
        assert not re.search(r"--\S*(token|password|secret)", capsys.readouterr().out)


def test_without_the_extra_the_command_says_what_to_install():
    done = python(
        "import sys\n"
        "sys.modules['click'] = None\n"
        "from spaceinvoices_async.cli import main\n"
        "sys.exit(main(['whoami']))\n"
    )
    assert done.returncode == Exit.USAGE
    assert done.stderr == (
        "error: the command line is an extra: pip install 'spaceinvoices-async[cli]'\n"
    )


@pytest.mark.parametrize("words", [[], ["--help"]])
def test_without_the_extra_the_help_names_the_command_that_works(words):
    done = python(
        "import sys\n"
        "sys.modules['click'] = None\n"
        "from spaceinvoices_async.cli import main\n"
        f"sys.exit(main({words}))\n"
    )
    assert done.returncode == Exit.USAGE
    assert done.stderr == (
        "error: the command line is an extra: pip install 'spaceinvoices-async[cli]'\n"
        "without it there is: spaceinvoices sandbox --help\n"
    )


@pytest.mark.parametrize("click", ["", "sys.modules['click'] = None\n"])
def test_a_command_of_another_package_gets_its_arguments_as_they_are(tmp_path, click):
    source = "def main(arguments):\n    print(arguments)\n    return 7\n"
    done = python(
        "import sys\n" + click + "from spaceinvoices_async.cli import main\n"
        "sys.exit(main(['launch', '--help', '-x', 'y']))\n",
        **brought(tmp_path, "rocket_commands", source),
    )
    assert (done.returncode, done.stdout) == (7, "['--help', '-x', 'y']\n")


def test_a_command_of_another_package_is_in_the_help(tmp_path):
    done = python(
        "from spaceinvoices_async.cli import main\nmain(['--help'])",
        **brought(tmp_path, "rocket_commands", "def main(arguments): ..."),
    )
    assert "launch" in done.stdout


def test_a_command_whose_extra_is_missing_says_what_to_install(tmp_path):
    done = python(
        "import sys\nfrom spaceinvoices_async.cli import main\nsys.exit(main(['launch']))",
        **brought(tmp_path, "rocket_commands", "import rocket_fuel.tanks\n"),
    )
    assert done.returncode == Exit.USAGE
    assert done.stderr == (
        "error: `spaceinvoices launch` needs rocket_fuel, which is not installed: "
        "pip install 'rockets[launch]'\n"
    )


def test_the_sandbox_is_found_by_its_entry_point():
    done = python("from spaceinvoices_async.cli import main\nmain(['sandbox', '--help'])")
    assert done.stdout.startswith("usage: spaceinvoices sandbox")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonsense"], "error: No such command 'nonsense'"),
        (["whoami", "--rate", "fast"], "error: Invalid value for '--rate'"),
        (["batch", "status", "not.there"], "error: Invalid value for 'JOURNAL'"),
    ],
)
def test_wrong_usage_is_one_line_that_leads_to_the_help(capsys, arguments, message):
    assert run(arguments) == Exit.USAGE
    shown = capsys.readouterr().err
    assert shown.startswith(message)
    assert shown.endswith("--help`)\n")
    assert shown.count("\n") == 1


def test_without_credentials_nothing_is_tried(world: World):
    ended = world.run("whoami", SPACEINVOICES_TOKEN="")
    assert (ended.code, ended.out) == (Exit.USAGE, "")
    assert ended.err.startswith("error: no credentials")
    assert ended.err.count("\n") == 1


def test_a_wrong_token_is_told_in_one_line_that_does_not_hold_it(world: World):
    ended = world.run("whoami", SPACEINVOICES_TOKEN="s3cr3t-t0k3n")
    assert ended.code == Exit.STOPPED
    assert "SPACEINVOICES_TOKEN" in ended.err
    assert "s3cr3t-t0k3n" not in ended.err
    assert ended.err.count("\n") == 1


def test_a_server_that_is_not_there_is_one_line(world: World, unused_port: int):
    ended = world.run("whoami", "--base-url", f"http://127.0.0.1:{unused_port}")
    assert ended.code == Exit.STOPPED
    assert ended.err == (
        f"error: accounts_authorized: no connection to http://127.0.0.1:{unused_port} (connect); "
        "nothing was sent. Is it the right address (base_url, SPACEINVOICES_BASE_URL), and is a "
        "server running there (`spaceinvoices sandbox`)?\n"
    )


@pytest.fixture
def unused_port():
    with socket.socket() as bound:  # bound and not listening: refused, and nobody else gets it
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def test_a_password_in_the_address_is_not_shown(world: World):
    ended = world.run("whoami", "--base-url", "https://me:hunter2hunter2@example.com")
    assert ended.code == Exit.USAGE
    assert "hunter2" not in ended.err


def test_a_defect_is_one_line_without_secrets(capsys, monkeypatch):
    monkeypatch.setenv("SPACEINVOICES_TOKEN", "s3cr3t-t0k3n")
    assert failures.report(RuntimeError("bad s3cr3t-t0k3n")) is Exit.INTERNAL
    shown = capsys.readouterr().err
    assert shown.startswith("error: RuntimeError: bad *** (a defect of this program")
    assert shown.count("\n") == 1


def test_text_from_elsewhere_cannot_steer_the_terminal():
    assert failures.clean("a\x1b[2Jb\nc\u202ed") == "a [2Jb c d"


def test_output_that_nobody_reads_any_more_is_no_failure(world: World):
    process = world.start("whoami", "--json")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait() == Exit.CLOSED


def test_the_documented_exit_codes_are_those_of_the_command():
    page = (ROOT / "docs" / "cli.md").read_text()
    documented = [int(code) for code in re.findall(r"^\| `(\d+)` \|", page, re.MULTILINE)]
    assert documented == [int(code) for code in Exit]
