"""The site that `make docs` builds: every public name, operation and option is on it, and llms.txt."""

import importlib
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml

from spaceinvoices_async import ClientOptions, RequestOptions, Timeouts
from spaceinvoices_async.batch import BatchOptions
from spaceinvoices_async.operations import OPERATIONS
from tests.support.documentation import ROOT, pages
from tests.test_public_names import PROMISED

MODELS = "spaceinvoices_async.models"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it, in a folder of its own.

    Not with `--quiet`: warnings that are not shown are not counted, and the build is never refused.
    """
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "properdocs", "build", "--strict"]
    done = subprocess.run(
        [*command, "--config-file", "mkdocs.yml", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def text_of(site: Path, page: str) -> str:
    """What a page of the site says, without its tags."""
    text = (site / page / "index.html").read_text(encoding="utf-8")
    return unescape(re.sub(r"<[^>]+>", "", text))


def ids_of(site: Path, page: str) -> set[str]:
    """The places of a page that a link can lead to."""
    text = (site / page / "index.html").read_text(encoding="utf-8")
    return {*re.findall(r'\bid="([^"]+)"', text)}


def navigation() -> list[Any]:
    return list(yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"])


def paths_of(entry: object) -> list[str]:
    """The pages of a part of the navigation."""
    if isinstance(entry, str):
        return [entry]
    parts = entry.values() if isinstance(entry, dict) else entry
    return [path for part in parts for path in paths_of(part)]


def test_every_public_name_is_in_the_reference(site: Path) -> None:
    missing = []
    for module in PROMISED:
        page = module.rpartition(".")[2] if module == MODELS else module.replace(".", "-")
        ids = {place.rpartition(".")[2] for place in ids_of(site, f"reference/{page}")}
        listed = getattr(importlib.import_module(module), "__all__", ())
        names = {*PROMISED[module].split(), *listed} - {"__version__"}
        if module == MODELS:
            names = {name for name in names if not name.endswith("Dict")}
        missing += [
            f"{module}.{name}"
            for name in sorted(names)
            if name.lower() not in {one.lower() for one in ids}
        ]

    assert missing == []


def test_every_operation_is_in_the_reference(site: Path) -> None:
    pages_of_tags = {
        tag: ids_of(site, f"reference/{tag}")
        for tag in {operation.tag for operation in OPERATIONS.values()}
    }
    methods = {
        tag: {place.rpartition(".")[2] for place in ids} for tag, ids in pages_of_tags.items()
    }
    missing = [
        operation.id
        for operation in OPERATIONS.values()
        if operation.id.removeprefix(f"{operation.tag}_") not in methods[operation.tag]
    ]

    assert missing == []


@pytest.mark.parametrize("options", [ClientOptions, RequestOptions, Timeouts])
def test_every_option_of_the_client_is_in_the_reference(site: Path, options: type[Any]) -> None:
    text = text_of(site, "reference/spaceinvoices_async")
    names = [one.name for one in attrs.fields(options) if not one.name.startswith("_")]

    assert [name for name in names if not re.search(rf"\b{name}\b", text)] == []


def test_every_option_of_a_batch_is_in_the_reference(site: Path) -> None:
    text = text_of(site, "reference/spaceinvoices_async-batch")

    assert [one.name for one in attrs.fields(BatchOptions) if one.name not in text] == []


def test_every_page_is_in_the_navigation_once() -> None:
    docs = [page.removeprefix("docs/") for page in pages() if page.startswith("docs/")]
    listed = [path for path in paths_of(navigation()) if path in docs]

    assert sorted(listed) == sorted(docs)


def test_programs_that_read_find_every_page_with_what_it_is_for(site: Path) -> None:
    index = (site / "llms.txt").read_text(encoding="utf-8")
    title, quote, *_ = [line for line in index.splitlines() if line]
    links = re.findall(r"^- \[([^]]+)\]\(([^)]+)\): (.+)$", index, re.MULTILINE)
    docs = [page.removeprefix("docs/") for page in pages() if page.startswith("docs/")]

    assert title == "# spaceinvoices-async"
    assert quote.startswith("> ")
    assert sorted(link for _, link, _ in links if link.endswith(".md")) == sorted(
        {*docs} - {"index.md"}
    )
    assert index.count("](") == len(links)
    for name, link, summary in links:
        assert (site / link).exists(), link
        assert summary[-1] in ".!?", (
            f"{name}: begin the page with a sentence that says what it is for"
        )


def test_all_pages_stand_in_one_file_with_the_programs_that_they_show(site: Path) -> None:
    full = (site / "llms-full.txt").read_text(encoding="utf-8")

    assert "--8<--" not in full
    for page in pages():
        if page.startswith("docs/"):
            heading = (ROOT / page).read_text(encoding="utf-8").partition("\n")[0]
            assert f"\n{heading}\n" in f"\n{full}"
    assert (ROOT / "examples" / "aws_lambda.py").read_text(encoding="utf-8").rstrip() in full
