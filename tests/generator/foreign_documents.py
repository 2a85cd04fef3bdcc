"""Large public documents, taken from package registries: generated, imported, checked, read back.

Run by `make foreign`: `pytest` finds this file only when it is named.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from generator.frontend.normalise import normalise
from generator.frontend.source import Source
from generator.project import generate
from generator.spec import load_spec

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.parametrize("package", ["github", "blockfrost", "petstore", "starwars"])


class Published(NamedTuple):
    """Where a document is published."""

    npm: str
    file: str
    operations: int


PUBLISHED = {
    "github": Published("@octokit/openapi", "generated/api.github.com.json", 1000),
    "blockfrost": Published("@blockfrost/openapi", "openapi.yaml", 80),
    "petstore": Published("@readme/oas-examples", "3.0/json/petstore.json", 19),
    "starwars": Published("@readme/oas-examples", "3.0/json/star-trek.json", 10),
}


@pytest.fixture(scope="session")
def specs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The documents, each fetched by the name of its package."""
    folder = tmp_path_factory.mktemp("published")
    found: dict[str, Path] = {}
    for name, published in PUBLISHED.items():
        packed = folder / f"{published.npm.strip('@').replace('/', '-')}.tgz"
        if not packed.exists():
            pack = ["npm", "pack", published.npm, "--silent", "--pack-destination", str(folder)]
            made = subprocess.run(pack, check=True, capture_output=True, text=True).stdout.split()
            (folder / made[-1]).rename(packed)
        with tarfile.open(packed) as archive:
            member = archive.extractfile(f"package/{published.file}")
            assert member is not None
            found[name] = folder / f"{name}{Path(published.file).suffix}"
            found[name].write_bytes(member.read())
    return found


@pytest.fixture(scope="session")
def packages(specs: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The packages generated from them, importable."""
    root = tmp_path_factory.mktemp("foreign")
    for name, path in specs.items():
        generate(load_spec(path), root / f"foreign_{name}", folder=path.parent)
    sys.path.insert(0, str(root))
    yield root
    sys.path.remove(str(root))


def test_every_operation_and_every_class_can_be_imported(packages: Path, package: str) -> None:
    resources = importlib.import_module(f"foreign_{package}.resources")
    operations = importlib.import_module(f"foreign_{package}.operations")
    models = importlib.import_module(f"foreign_{package}.models")

    tags = [
        importlib.import_module(f"foreign_{package}.resources.{t}") for t in resources.SUMMARIES
    ]
    classes = [getattr(models, name) for name in models.__all__]

    assert len(operations.OPERATIONS.values()) >= PUBLISHED[package].operations
    assert len(tags) == len(resources.SUMMARIES)
    assert len(classes) == len(models.__all__)
    assert packages.exists()


def test_mypy_finds_nothing_in_strict(packages: Path, package: str) -> None:
    command = ["-m", "mypy", "--strict", "--config-file=", f"foreign_{package}"]

    run = subprocess.run(
        [sys.executable, *command], cwd=packages, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout[-3000:]


def test_its_own_examples_are_read_and_written_back(
    specs: dict[str, Path], packages: Path, package: str
) -> None:
    models = importlib.import_module(f"foreign_{package}.models")
    raw = load_spec(specs[package])
    kept = 0

    for name, example in answers_with_examples(raw):
        made = getattr(models, name).from_dict(json.loads(json.dumps(example), parse_float=Decimal))
        assert plain(made.to_dict()) == plain(example), name
        kept += 1

    assert kept >= (500 if package == "github" else 0)
    assert packages.exists()


def answers_with_examples(raw: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The class of each answer for which the document has an example, and the example."""
    normal, _ = normalise(raw)
    source = Source(raw)
    for operation in normal.operations:
        reference = operation.answer.schema.get("$ref")
        name = str(reference).rpartition("/")[2]
        if reference is None or name not in normal.shapes:
            continue
        for status, node in operation.raw["responses"].items():
            response, place = source.follow(node, operation.pointer)
            media = response.get("content", {}).get("application/json", {})
            if str(status).startswith("2"):
                for example in media.get("examples", {}).values():
                    value = source.follow(example, place)[0].get("value")
                    if isinstance(value, dict):
                        yield name, value


def plain(value: object) -> object:
    """A value in which times and numbers that are the same look the same."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, float | Decimal):
        return float(value)
    return _moment(value) if isinstance(value, str) else value


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (
        text if moment.tzinfo is None else moment.astimezone(UTC).isoformat(timespec="milliseconds")
    )
