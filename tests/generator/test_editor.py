"""What a person sees in an editor: slips named, keys explained, examples that fit."""

from __future__ import annotations

import ast
import inspect
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.project import generate

if TYPE_CHECKING:
    from types import ModuleType

USE = """
from rockets_api.resources.rockets import RocketsResource

async def build(rockets: RocketsResource) -> None:
    await rockets.create("f1", name="A", engines=[{"thrust": 1}])
    await rockets.create("f1", body={"name": "A", "_rocketEngines": [{"thrust": 1}]})
    await rockets.create("f1", name="A", engines=[], reusble=True)
    await rockets.create("f1", name="A")
"""
SLIP, MISSING = 7, 8


@pytest.fixture
def program(small: dict[str, Any], tmp_path: Path) -> Path:
    generate(small, tmp_path / "rockets_api")
    path = tmp_path / "use.py"
    path.write_text(USE, encoding="utf-8")
    return path


def checked(program: Path, *command: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", *command, program.name],
        cwd=program.parent,
        env={**os.environ, "MYPYPATH": str(program.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout


def test_mypy_names_a_misspelt_field_and_asks_for_a_missing_one(program: Path) -> None:
    told = checked(program, "mypy", "--strict", "--config-file=")

    errors = [line for line in told.splitlines() if " error: " in line]
    assert {line.split(":")[1] for line in errors} == {str(SLIP), str(MISSING)}
    assert 'Unexpected keyword argument "reusble"' in errors[0]
    assert 'did you mean "reusable"?' in errors[0]


def test_pyright_names_a_misspelt_field_and_asks_for_a_missing_one(program: Path) -> None:
    told = checked(program, "pyright")

    errors = [line for line in told.splitlines() if " - error: " in line]
    assert [int(line.split(":")[1]) for line in errors] == [SLIP, MISSING]
    assert 'parameter "reusble"' in errors[0]


def test_the_keys_of_a_mapping_are_explained(rockets: ModuleType) -> None:
    source = Path(str(rockets.__path__[0]), "models", "dicts.py").read_text(encoding="utf-8")

    (shape,) = (
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef) and node.name == "RocketCreateDict"
    )
    texts = [ast.unparse(node) for node in shape.body]
    assert texts[texts.index("name: 'str'") + 1] == "'Painted on it.'"


def test_the_docstring_shows_the_example_of_the_document(
    small: dict[str, Any], tmp_path: Path
) -> None:
    content = small["paths"]["/v1/Fleets/{id}/rockets"]["post"]["requestBody"]["content"]
    content["application/json"]["example"] = {
        "name": "Vostok",
        "price": 10.5,
        "_rocketEngines": [{"thrust": 1, "fuel": "solid"}],
    }
    generate(small, tmp_path / "out")

    text = (tmp_path / "out" / "resources" / "rockets.py").read_text(encoding="utf-8")
    example = inspect.cleandoc(text.split("Example:")[2].split("Source:")[0].split('"""')[0])
    assert example.split("Raises:")[0].strip() == inspect.cleandoc(
        """
        answer = await client.rockets.create(
            fleet_id,
            name='Vostok',
            engines=[{'thrust': 1, 'fuel': 'solid'}],
            price='10.5',
        )
        """
    )
