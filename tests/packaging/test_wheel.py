"""The wheel, alone in an empty environment, does what the README promises."""

import importlib
import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import httpx
import pytest

from spaceinvoices_sandbox import Sandbox
from tests.support.documentation import ROOT, quickstart

WINDOW = [
    path.relative_to(ROOT / "src").as_posix()
    for folder in ("templates", "static")
    for path in (ROOT / "src/spaceinvoices_sandbox/window" / folder).iterdir()
]
"""The files of the sandbox's pages."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (path,) = out.glob("*.whl")
    return path


def test_it_carries_both_packages_and_their_types(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert "spaceinvoices_async/py.typed" in names
    assert "spaceinvoices_sandbox/py.typed" in names
    assert "spaceinvoices_async/_generated/resources/documents.py" in names
    assert [name for name in WINDOW if name not in names] == []
    assert [name for name in names if name.startswith(("tests/", "generator/", "openapi/"))] == []


def test_the_quickstart_runs_on_it_and_a_second_time_issues_nothing_twice(
    wheel: Path, tmp_path: Path
) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "-c", str(ROOT / "constraints.txt"), str(wheel)], check=True)
    with Sandbox() as sandbox:
        environment = {
            "PATH": os.environ["PATH"],
            "SPACEINVOICES_BASE_URL": sandbox.url,
            "SPACEINVOICES_TOKEN": sandbox.token,
        }
        run, again = (
            subprocess.run(
                [str(python), "-I", "-c", quickstart()],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            for _ in range(2)
        )
        documents = httpx.get(f"{sandbox.url}/sandbox/statistics").json()["documents"]

    assert run.stderr == ""
    assert (again.stdout, documents) == (run.stdout, 1)
    number, total, paid, name = run.stdout.split(maxsplit=3)
    assert (total, paid, name) == ("12100", "True", "Rocket man\n")
    assert number.endswith("-00001")
    assert (tmp_path / "invoice.pdf").read_bytes().startswith(b"%PDF")


def test_links_of_the_readme_lead_into_the_repository_of_the_version() -> None:
    hook = importlib.import_module("hatch_build")
    text = "[a](docs/a.md#b) ![c](x/c.svg) [d](https://d.example) [`e`](#e)"

    assert hook.absolute(text, "https://r.example/p", "v1.0.0") == (
        "[a](https://r.example/p/blob/v1.0.0/docs/a.md#b) "
        "![c](https://r.example/p/raw/v1.0.0/x/c.svg) [d](https://d.example) [`e`](#e)"
    )


def test_every_extra_installs_without_a_compiler(wheel: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = ",".join(project["optional-dependencies"])
    pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]

    found = subprocess.run(
        [*pip, "--only-binary", ":all:", f"{wheel}[{extras}]"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (found.returncode, found.stderr if found.returncode else "") == (0, "")
