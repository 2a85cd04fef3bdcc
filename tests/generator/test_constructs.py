"""Every construct of OpenAPI comes to code, or is told with its place: none is silently lost."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from generator.problem import GenerationError
from generator.project import render
from tests.support import constructs_of_documents as documents
from tests.support import constructs_of_operations as operations
from tests.support import constructs_of_schemas as schemas

if TYPE_CHECKING:
    from pathlib import Path

CONSTRUCTS = [
    *schemas.SCALARS,
    *schemas.ENUMS,
    *schemas.OBJECTS,
    *schemas.UNIONS,
    *operations.PARAMETERS,
    *operations.BODIES,
    *operations.ANSWERS,
    *documents.NAMES,
    *documents.DOCUMENT,
]


def test_there_are_enough_of_them() -> None:
    assert len(CONSTRUCTS) >= 138


@pytest.mark.parametrize(
    "construct", CONSTRUCTS, ids=lambda construct: construct.title.replace(" ", "-")
)
def test_it_comes_to_code_or_is_told(construct: schemas.Construct, tmp_path: Path) -> None:
    if construct.refusals:
        with pytest.raises(GenerationError) as caught:
            render(construct.spec, tmp_path)
        assert {finding.pointer for finding in caught.value.findings} == {*construct.refusals}
        return

    notes = render(construct.spec, tmp_path)

    assert {finding.pointer for finding in notes.gaps} == {*construct.gaps}
    assert {finding.pointer for finding in notes.remarks} == {*construct.remarks}
    for path in tmp_path.rglob("*.py"):
        ast.parse(path.read_text(encoding="utf-8"))
    for piece in construct.code:
        name, _, text = piece.partition(": ")
        written = (tmp_path / name).read_text(encoding="utf-8")
        assert (text.removeprefix("!") in written) is not text.startswith("!"), written
