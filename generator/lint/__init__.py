"""What the OpenAPI document must hold beyond what the generator needs: `python -m generator.lint`."""

from collections.abc import Iterator

from generator.document import Document, Raw
from generator.lint import examples, extensions, operations, schemas, validity
from generator.lint.problem import Problem

__all__ = ["Problem", "lint"]


def lint(spec: Raw) -> list[Problem]:
    """Return all problems of a document, in its order by rule.

    A document that is no OpenAPI 3.1 is only told so: nothing else can be said about it.
    """
    return list(validity.check(spec)) or list(_conventions(Document(spec)))


def _conventions(document: Document) -> Iterator[Problem]:
    yield from operations.check(document)
    yield from schemas.check(document)
    yield from extensions.check(document)
    yield from examples.check(document)
