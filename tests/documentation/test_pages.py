"""The pages: their programs are Python, what they import exists, and their links lead somewhere."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from tests.support.documentation import ROOT, pages, programs

PAGES = pages()
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ANCHOR = re.compile(r"\]\((?!https?:)([^)#]*)#([^)]+)\)")
MADE = (
    "reference/",
    "changelog.md",
)  # pages that the site makes; its own build checks the links to them
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def parse(program: str) -> ast.Module:
    tree = compile(program, "page", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    assert isinstance(tree, ast.Module)
    return tree


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_imports_from_the_sdk_exists(page: str) -> None:
    wanted = [
        (node.module, alias.name)
        for program in programs(page)
        for node in ast.walk(parse(program))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("spaceinvoices")
        for alias in node.names
    ]

    assert [
        name for module, name in wanted if not hasattr(importlib.import_module(str(module)), name)
    ] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_links_of_a_page_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")

    assert [
        target
        for target in LINK.findall(text)
        if not target.startswith(MADE) and not (ROOT / Path(page).parent / target).exists()
    ] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_headings_that_a_page_leads_to_are_there(page: str) -> None:
    def slugs(target: str) -> set[str]:
        path = ROOT / Path(page).parent / target if target else ROOT / page
        headings = HEADING.findall(path.read_text(encoding="utf-8"))
        return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}

    text = (ROOT / page).read_text(encoding="utf-8")

    assert [(to, slug) for to, slug in ANCHOR.findall(text) if slug not in slugs(to)] == []
