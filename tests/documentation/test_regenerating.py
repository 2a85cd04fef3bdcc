"""The page about a change of the API, walked in a copy of the repository with its own commands."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.documentation.test_commands import commands
from tests.support.documentation import ROOT, blocks

PAGE = "docs/regenerating.md"
COPIED = ("openapi", "generator", "src/spaceinvoices_async")
NOT_RUN = {"make test", "make check", "make foreign"}
"""Minutes each: that they exist, and say what the page says, is tested below."""
PETSTORE = {
    "openapi": "3.0.3",
    "info": {"title": "Pets", "version": "1"},
    "security": [{"api_key": []}],
    "paths": {
        "/pets": {
            "get": {
                "operationId": "listPets",
                "tags": ["pets"],
                "responses": {
                    "200": {
                        "description": "Pets",
                        "content": {
                            "application/json": {
                                "schema": {
                                    "type": "array",
                                    "items": {"$ref": "#/components/schemas/Pet"},
                                }
                            }
                        },
                    }
                },
            }
        }
    },
    "components": {
        "securitySchemes": {"api_key": {"type": "apiKey", "in": "header", "name": "api_key"}},
        "schemas": {
            "Pet": {
                "type": "object",
                "xml": {"name": "pet"},
                "properties": {"name": {"type": "string"}},
            }
        },
    },
}


class Clone:
    """A copy of the repository under git, with the commands that the page uses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.spec = folder / "openapi" / "spaceinvoices.yaml"
        for name in COPIED:
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        for name in ("Makefile", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, folder / name)
        programs = folder / ".venv" / "bin"
        programs.mkdir(parents=True)
        python = programs / "python"
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        python.chmod(0o755)
        (folder / ".venv" / ".installed").touch()  # nothing to install
        (folder / ".gitignore").write_text(".venv\n__pycache__\n")
        self.environment = {
            **{name: text for name, text in os.environ.items() if not name.startswith("GIT_")},
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": f"{folder}{os.pathsep}{folder / 'src'}",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        identity = "-c user.name=Reader -c user.email=reader@example.com"
        for command in (
            "git init -q",
            "git add -A",
            f"git {identity} commit -q -m Before",
            "git tag v0.9.0",
        ):
            self.run(command).check_returncode()

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def add_to_the_document(self, text: str) -> None:
        spec = self.spec.read_text(encoding="utf-8")
        assert spec.count("\npaths:\n") == 1
        indented = re.sub("^(?=.)", "  ", text, flags=re.MULTILINE)
        self.spec.write_text(spec.replace("\npaths:\n", f"\npaths:\n{indented}"), encoding="utf-8")

    def misspell(self) -> str:
        """Misspell the word that the page says; the document as it was."""
        spec = self.spec.read_text(encoding="utf-8")
        start = spec.index("/v1/Accounts/logout:")
        wrong = spec[:start] + spec[start:].replace("summary:", "sumary:", 1)
        self.spec.write_text(wrong, encoding="utf-8")
        return spec


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    clone = Clone(tmp_path)
    (tmp_path / "petstore.yaml").write_text(yaml.safe_dump(PETSTORE), encoding="utf-8")
    old = clone.spec.read_text(encoding="utf-8")
    document = yaml.safe_load(old)
    document["components"]["schemas"]["DocumentCreate"].setdefault("required", []).append("date")
    (tmp_path / "old.yaml").write_text(old, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    return clone


def shape(output: str) -> list[str]:
    """The lines of an output, less how many lines and bytes of code they count."""
    lines = [re.sub(r"\d+ (\++|insertions)", r"N", line) for line in output.splitlines()]
    return [" ".join(line.split()) for line in lines if line.strip()]


def test_what_the_page_shows_is_what_its_commands_print(clone: Clone) -> None:
    (operation,) = blocks(PAGE, "yaml")
    clone.add_to_the_document(operation.text)
    for block in blocks(PAGE, "console"):
        for command, shown in commands(block):
            if command.partition("#")[0].strip() in NOT_RUN:
                continue
            right = clone.misspell() if "sumary" in block.text else None
            done = clone.run(command)
            if right is not None:
                clone.spec.write_text(right, encoding="utf-8")
            else:
                assert done.returncode == 0, done.stdout + done.stderr
            printed = shape(done.stdout) + shape(done.stderr)
            missing = [line for line in shape("\n".join(shown)) if line not in printed]
            assert missing == [], f"line {block.line}: {command}\n" + "\n".join(printed)


def test_the_failing_tests_of_the_page_say_what_it_shows() -> None:
    tests = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")
    )
    (block,) = [one for one in blocks(PAGE, "console") if one.text.startswith("$ make test")]
    ((_, shown),) = commands(block)
    for line in shown:
        words = line.removeprefix("E   AssertionError: ")
        pattern = re.sub(r"\d+|clients_archive|README\.md", r".*", re.escape(words))
        assert re.search(pattern.replace(r"README\.md", ".*"), tests), words
