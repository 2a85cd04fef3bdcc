"""The command in a process of its own, against a sandbox over a real socket."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
import pytest

from spaceinvoices_sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START = (
    "import runpy; from spaceinvoices_async.cli import progress; progress.BETWEEN_LINES = 3600.0;"
    "runpy.run_module('spaceinvoices_async.cli', run_name='__main__', alter_sys=True)"
)
"""Starts the command. A busy machine may take ten seconds for it; that it tells how far it is every
ten seconds is tested by a clock of its own, and would stand between the lines that are expected."""
COMMAND = [sys.executable, "-c", START]
MAPPING = """
[columns]
customer = "client.name"
product = "items[].name"
price = "items[].price"
quantity = "items[].quantity"
vat = "items[].taxes[].rate"
kind = "type"
"""


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class World:
    """A sandbox, an organization in it, and a folder to work in."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self.sandbox = sandbox
        self.folder = folder
        self.http = httpx.Client(base_url=sandbox.url, headers={"Authorization": sandbox.token})
        self.account = self.http.get("/v1/Accounts/authorized").json()["id"]
        self.organization = self.new_organization()
        self.environment = {
            **{name: text for name, text in os.environ.items() if "SPACEINVOICES" not in name},
            "SPACEINVOICES_BASE_URL": sandbox.url,
            "SPACEINVOICES_TOKEN": sandbox.token,
            "SPACEINVOICES_PROFILES": str(folder / "profiles.json"),
        }

    def new_organization(self) -> str:
        body = {"name": "International Space Agency", "country": "Belgium"}
        answer = self.http.post(f"/v1/Accounts/{self.account}/organizations", json=body)
        return str(answer.json()["id"])

    def new_documents(self, count: int, **fields: object) -> list[str]:
        body = {
            "_documentClient": {"name": "Rocket man"},
            "_documentItems": [{"name": "Space suit", "price": 100}],
            **fields,
        }
        path = f"/v1/Organizations/{self.organization}/documents"
        return [str(self.http.post(path, json=body).json()["id"]) for _ in range(count)]

    def documents(self) -> int:
        path = f"/v1/Organizations/{self.organization}/documents/count"
        return int(self.http.get(path).json()["count"])

    def fail(self, kind: str, **how: object) -> None:
        self.http.post("/sandbox/faults", json={"kind": kind, **how}).raise_for_status()

    def orders(self, name: str, count: int, *, bad: int = 0) -> Path:
        """A CSV of orders of two lines each, the last ones of a type that is refused."""
        (self.folder / "map.toml").write_text(MAPPING)
        path = self.folder / name
        rows = ["order,customer,product,price,quantity,vat,kind"]
        for number in range(count):
            kind = "nonsense" if number >= count - bad else "invoice"
            rows += [f"o{number},Customer {number},Suit,10.05,2,21,{kind}"]
            rows += [f"o{number},Customer {number},Boots,5,1,21,{kind}"]
        path.write_text("\n".join(rows) + "\n")
        return path

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, stdin: str | None = None, **environment: str) -> Ended:
        env = {**self.environment, **environment}
        return run(*arguments, cwd=self.folder, env=env, stdin=stdin)

    def issue(self, file: str, *more: str) -> Ended:
        return self.run("batch", "issue", file, *self.usual, *more)

    @property
    def usual(self) -> list[str]:
        return ["--org", self.organization, "--key", "order", "--map", "map.toml"]


def run(*arguments: str, cwd: Path, env: dict[str, str], stdin: str | None = None) -> Ended:
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=env,
        input=stdin or "",
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as server:
        yield server


@pytest.fixture
def world(sandbox: Sandbox, tmp_path: Path) -> Iterator[World]:
    world = World(sandbox, tmp_path)
    yield world
    world.http.delete("/sandbox/faults")
    world.http.close()
