"""Numbers in the pages are those of the OpenAPI document; whoever changes it is told which to mend."""

import re
from pathlib import Path

import pytest

from generator.document import Document
from generator.spec import load_spec
from tests.support.documentation import pages

REPOSITORY = Path(__file__).parents[2]
PAGES = [REPOSITORY / page for page in pages()]
OPERATIONS = len(
    list(Document(load_spec(REPOSITORY / "openapi" / "spaceinvoices.yaml")).operations())
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_that_counts_the_operations_counts_those_of_the_document(page: Path) -> None:
    counts = re.findall(r"\b(\d{2,}) operations\b", page.read_text(encoding="utf-8"))

    assert counts == [str(OPERATIONS)] * len(counts), f"write {OPERATIONS} in {page.name}"
