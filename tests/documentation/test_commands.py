"""The commands on the pages: each is run as it stands, against a sandbox, in the order of its page."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pandas as pd
import pytest

from spaceinvoices_sandbox import Sandbox
from tests.support.documentation import ROOT, Block, blocks, files, pages

RUN_ELSEWHERE = {
    "docs/regenerating.md": "test_regenerating.py",
    "docs/scale.md": "tests/examples/test_shards.py",
}
PAGES = [page for page in pages() if blocks(page, "console", "sh") and page not in RUN_ELSEWHERE]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PNG = b"\x89PNG\r\n\x1a\n"
PASSWORD = "a long secret"
INVOICE = {
    "type": "invoice",
    "_documentClient": {"name": "Rocket man", "country": "Belgium"},
    "_documentItems": [{"name": "Space suit", "quantity": 1, "price": 100}],
}


class Desk:
    """A folder with what the page takes as given, and a shell in it.

    The ids in the pages stand for an account, its organization, and a document of that.
    """

    def __init__(self, page: str, folder: Path, sandbox: Sandbox, http: httpx.Client) -> None:
        self.folder = folder
        self.sandbox = sandbox
        self.http = http
        account = self.http.get("/v1/Accounts/authorized").json()["id"]
        self.http.post("/v1/Accounts", json={"email": "shop@example.com", "password": PASSWORD})
        made = {"name": "International Space Agency", "country": "Belgium"}
        organization = self._post(f"/v1/Accounts/{account}/organizations", made)
        document = self._post(f"/v1/Organizations/{organization}/documents", INVOICE)
        self.ids = {
            "5a3683ea12d5a67dd0ef2f4c": account,
            "5a3683ea12d5a67dd0ef2f4d": organization,
            "5a3683ea12d5a67dd0ef2f4e": document,
            "ORG": organization,
            "ID": organization,
        }
        self.environment = {
            **{name: text for name, text in os.environ.items() if "SPACEINVOICES" not in name},
            "PATH": f"{self._programs()}{os.pathsep}{os.environ['PATH']}",
            "SPACEINVOICES_BASE_URL": sandbox.url,
            "SPACEINVOICES_TOKEN": sandbox.token,
            "SPACEINVOICES_PROFILES": str(folder / "profiles.json"),
            "ORG": organization,
        }
        given = files("docs/tutorial.md") | files(page)
        for name, text in given.items():
            (folder / name).write_text(text, encoding="utf-8")
        (folder / "invoice.json").write_text(json.dumps(INVOICE), encoding="utf-8")
        (folder / "logo.png").write_bytes(PNG)
        orders = pd.read_csv(folder / "orders.csv", dtype=str)
        orders.to_excel(folder / "orders.xlsx", index=False)

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the shell; a secret that is asked for is on the standard input."""
        for name, value in self.ids.items():
            command = re.sub(rf"(?<![$\w{{]){name}\b", value, command)
        command = command.replace("localhost:8080", self.sandbox.url.removeprefix("http://"))
        secret = PASSWORD if "--email" in command else self.sandbox.token
        return subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            input=f"{secret}\n",
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def start(self, command: str) -> None:
        """Run a command that goes on until it is interrupted, until it is ready."""
        words = shlex.split(command, comments=True)
        ready = self.folder / "ready.json"
        if "--port" in words:
            words[words.index("--port") + 1] = "0"  # two runs at once want two ports
        with subprocess.Popen(
            [*words, "--ready-file", str(ready)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        ) as running:
            assert running.stdout is not None
            lines = iter(running.stdout.readline, "")
            assert any(line.lstrip().startswith("export ") for line in lines)
            running.send_signal(signal.SIGINT)
            running.communicate()
        assert running.returncode == 0

    def _post(self, path: str, body: dict[str, object]) -> str:
        return str(self.http.post(path, json=body).raise_for_status().json()["id"])

    def _programs(self) -> Path:
        """A folder with the commands that the package installs, run from this source."""
        programs = self.folder / "bin"
        programs.mkdir()
        for name, arguments in (("spaceinvoices", "-m spaceinvoices_async.cli"), ("python", "")):
            script = programs / name
            script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {arguments} "$@"\n')
            script.chmod(0o755)
        return programs


@pytest.fixture
def desk(page: str, tmp_path: Path) -> Iterator[Desk]:
    with Sandbox() as sandbox:
        headers = {"Authorization": sandbox.token}
        with httpx.Client(base_url=sandbox.url, headers=headers) as http:
            yield Desk(page, tmp_path, sandbox, http)


def commands(block: Block) -> list[tuple[str, list[str]]]:
    """The commands of a block, each with the output that the page shows."""
    lines = block.text.replace("\\\n", " ").splitlines()
    if block.language == "sh" and not all(line.startswith(("make ", "pip ")) for line in lines):
        return [(block.text, [])]
    if not any(line.startswith("$ ") for line in lines):
        return [(line, []) for line in lines]
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        else:
            found[-1][1].append(line)
    return found


def shape(line: str) -> list[str]:
    """The words of a line of output, less what differs from run to run."""
    masks = ((r"[0-9a-f]{24}", "ID"), (r"https?://\S+", "URL"), (r"\S+@\S+", "E-MAIL"))
    for pattern, mask in masks:
        line = re.sub(pattern, mask, line)
    return line.split()


def check_installation(words: list[str]) -> None:
    """The package and its extras exist by these names; what else is installed is what was tested."""
    assert words[1] == "install"
    for requirement in words[2:]:
        name, _, extras = requirement.removesuffix("]").partition("[")
        if name != PROJECT["name"]:
            assert f"\n{name}==" in (ROOT / "constraints.txt").read_text(encoding="utf-8")
            continue
        assert {*extras.split(",")} - {""} <= {*PROJECT["optional-dependencies"]}


def check_verb(words: list[str]) -> None:
    """There is such a verb of make."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for verb in words[1:]:
        assert "=" in verb or re.search(rf"^{verb}:", makefile, re.MULTILINE), verb


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_run(page: str, desk: Desk) -> None:
    for block in blocks(page, "console", "sh"):
        for command, output in commands(block):
            is_script = "\n" in command
            words = ["sh"] if is_script else shlex.split(command, comments=True)
            if words[0] == "pip":
                check_installation(words)
            elif words[0] == "make":
                check_verb(words)
            elif words[0] == "export" and words[1].endswith("=..."):
                assert words[1].removesuffix("=...") in desk.environment
            elif words[:2] == ["spaceinvoices", "sandbox"]:
                desk.start(command)
            else:
                done = desk.run(command)
                place = f"{page}, line {block.line}: {command}"
                assert done.returncode == 0, f"{place}\n{done.stdout}\n{done.stderr}"
                if output:
                    printed = [shape(line) for line in done.stdout.splitlines()]
                    assert printed == [shape(line) for line in output], place
