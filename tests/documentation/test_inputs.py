"""The files on the pages: each is read by what it is made for, and every block has a known language."""

import csv
import io
import json
import tomllib
from pathlib import Path

import pytest
import yaml

from spaceinvoices_async.batch import load_mapping
from tests.support.documentation import ROOT, Block, blocks, pages

RUN = {"python", "console", "sh"}
"""Run by the tests of programs and of commands."""
READ = {"toml", "csv", "json", "yaml"}
SHOWN = {"text"}
"""Drawings and output: nothing that a reader could run."""


def of(*languages: str) -> list[object]:
    return [
        pytest.param(block, id=f"{page}:{block.line}")
        for page in pages()
        for block in blocks(page, *languages)
    ]


@pytest.mark.parametrize("page", pages())
def test_every_block_says_what_it_is(page: str) -> None:
    known = RUN | READ | SHOWN
    unknown = [
        f"line {block.line}: {block.language!r}"
        for block in blocks(page)
        if block.language not in known
    ]

    assert unknown == [], f"use one of {sorted(known)}, so that a test runs or reads the block"


@pytest.mark.parametrize("page", pages())
def test_every_fence_is_closed(page: str) -> None:
    lines = (ROOT / page).read_text(encoding="utf-8").splitlines()
    fences = [line for line in lines if line.lstrip().startswith("```")]

    assert len(fences) == 2 * len(blocks(page))


@pytest.mark.parametrize("block", of("toml"))
def test_a_mapping_on_a_page_is_one(block: Block, tmp_path: Path) -> None:
    text = block.text
    if "columns" not in tomllib.loads(text):  # what may stand in one beside its columns
        text += '\n[columns]\nprice = "items[].price"\nstatus = "note"\norder = "number"\n'
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")

    assert load_mapping(path).signature


@pytest.mark.parametrize("block", of("csv"))
def test_a_table_on_a_page_has_as_many_cells_in_each_line(block: Block) -> None:
    delimiter = ";" if ";" in block.text.splitlines()[0] else ","
    head, *rows = csv.reader(io.StringIO(block.text), delimiter=delimiter)

    assert {len(row) for row in rows} == {len(head)}
    assert block.file is not None, "name the file in the paragraph above, so that a test can use it"


@pytest.mark.parametrize("block", of("json", "yaml"))
def test_data_on_a_page_can_be_read(block: Block) -> None:
    if block.language == "yaml":
        assert yaml.safe_load(block.text)
    elif (block.file or "").endswith("l"):
        assert all(isinstance(json.loads(line), dict) for line in block.text.splitlines())
    else:
        assert json.loads(block.text)
