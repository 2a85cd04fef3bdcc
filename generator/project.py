"""From a document to a package: normalised, read by openapi-python-client, rendered by templates."""

import functools
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import jinja2

from .annotations import input_type
from .arguments import ArgumentMaker
from .frontend.normal import Enum, Normal
from .frontend.normalise import normalise
from .frontend.source import Source
from .kinds import Kinds
from .method_views import MethodMaker, MethodView
from .model_views import ModelView, model_views
from .names import class_name
from .problem import Finding, GenerationError
from .text import code, docstring, docstring_line, literal, sentence

if TYPE_CHECKING:
    from .frontend.normal import NormalOperation

_HERE: Final = Path(__file__).parent

_BANNER: Final = "# Generated from the OpenAPI document by `make generate`. Do not edit."

_RUFF_RULES: Final = "I,F401,UP,E9,F"
"""Imports sorted, unused ones dropped; a syntax error or an unknown name fails the generation."""

_LATE_MODULES: Final = (
    ("files", "uploads", "_uploads"),
    ("filters", "builder", "_filters"),
    ("pagination", "list_query", "_list_query"),
    ("pagination", "paginator", "_paginator"),
)
"""What only hints name, and methods that list or upload: importing it would delay a first create."""

_REFERENCE: Final = re.compile(r"\bmodels\.(\w+)")
_WORD: Final = re.compile(r"\w+")


class Notes(NamedTuple):
    """What the package leaves out of its document."""

    gaps: tuple[Finding, ...]
    """What a caller may miss."""
    remarks: tuple[Finding, ...]
    """What is left to the server, or to a reader of the document."""


class ResourceView(NamedTuple):
    """One resource class."""

    tag: str
    class_name: str
    description: str
    methods: list[MethodView]

    @property
    def late_modules(self) -> list[tuple[str, str, str]]:
        """Area, name and alias of each module that is loaded when a method first needs it."""
        needed = {alias for method in self.methods for alias in method.late_aliases}
        return [late for late in _LATE_MODULES if late[-1] in needed]

    def enums(self, known: Mapping[str, Enum]) -> list[str]:
        """Return names that the signatures need from `types`."""
        words = {
            word
            for method in self.methods
            for annotation in method.annotations
            for word in _WORD.findall(annotation)
        }
        return sorted(words & known.keys())


def generate(
    raw: Mapping[str, Any],
    out: Path,
    *,
    names: Mapping[str, str] | None = None,
    strict: bool = False,
    folder: Path | None = None,
) -> Notes:
    """Write the package of a document to `out`, in place of what stood there.

    Args:
        raw: The OpenAPI document, 3.0 or 3.1.
        out: Directory of the package.
        names: `resource.method` by operationId, or by `GET /path`, where the derived name is not
            the one wanted.
        strict: Whether everything that a caller may miss is an error.
        folder: Where files that the document refers to are; without it such a reference is refused.

    Raises:
        GenerationError: The document holds something that cannot be generated; all such places are
            in it. `out` is untouched.
    """
    with tempfile.TemporaryDirectory() as scratch:
        package = Path(scratch) / "package"
        notes = render(raw, package, names=names, folder=folder)
        if strict and notes.gaps:
            raise GenerationError.of(notes.gaps)
        _format(package)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(package, out)
    return notes


def render(
    raw: Mapping[str, Any],
    package: Path,
    *,
    names: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Notes:
    """Write the package of a document without formatting it.

    Raises:
        GenerationError: As `generate`.
    """
    normal, source = normalise(raw, names, folder)
    _write(normal, source, package)
    return Notes(tuple(source.gaps), tuple(source.remarks))


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(  # noqa: S701 - what is rendered is Python, not HTML
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {
        "docstring": docstring,
        "docstring_line": docstring_line,
        "literal": literal,
        "value_literal": lambda value: repr(value) if isinstance(value, int) else literal(value),
        "sentence": sentence,
        "code": code,
    }
    environment.globals |= {"banner": _BANNER, "argument_type": input_type}
    return environment


def _write(normal: Normal, source: Source, package: Path) -> None:
    environment = _environment()
    kinds = Kinds(normal)
    models = model_views(normal, kinds)
    resources = list(_resources(normal, kinds, models, source))
    _check_references(models, resources)
    if source.refusals:
        raise GenerationError.of(list(source.refusals))
    enums = sorted(normal.enums.values(), key=lambda enum: enum.name)

    def write(target: str, template: str, **values: object) -> None:
        path = package / target
        path.parent.mkdir(parents=True, exist_ok=True)
        text = environment.get_template(f"{template}.jinja").render(**values)
        path.write_text(text, encoding="utf-8")

    listed = list(models.values())
    write("__init__.py", "package_init.py")
    write("types.py", "types.py", enums=enums)
    write("operations/__init__.py", "operations_init.py")
    write("operations/_table.py", "operations_table.py", resources=resources)
    write("models/__init__.py", "models_init.py", models=listed)
    write("models/dicts.py", "dicts.py", models=listed, enums=_of_dicts(listed))
    write("resources/__init__.py", "resources_init.py", resources=resources)
    for model in listed:
        write(f"models/{model.module}.py", "model.py", model=model)
    for resource in resources:
        write(f"operations/{resource.tag}.py", "operations.py", resource=resource)
        write(
            f"resources/{resource.tag}.py",
            "resource.py",
            resource=resource,
            enums=resource.enums(normal.enums),
        )


def _of_dicts(models: Sequence[ModelView]) -> list[str]:
    return sorted({enum for model in models if model.is_input for enum in model.enums})


def _resources(
    normal: Normal, kinds: Kinds, models: dict[str, ModelView], source: Source
) -> Iterator[ResourceView]:
    by_tag: dict[str, list[NormalOperation]] = {}
    for operation in normal.operations:
        by_tag.setdefault(operation.tag, []).append(operation)
    lists = {
        str(operation.raw.get("operationId")): operation.id
        for operation in normal.operations
        if operation.raw.get("x-paginated")
    }
    maker = MethodMaker(ArgumentMaker(kinds, normal.enums, source.gap), models, lists, source)
    for tag, operations in sorted(by_tag.items()):
        paged = {
            one.path: maker.answer(one).model for one in operations if one.raw.get("x-paginated")
        }
        methods: list[MethodView] = []
        for operation in operations:
            try:
                methods.append(
                    maker.method(operation, model=_filtered_model(operation.path, paged))
                )
            except GenerationError as error:
                for finding in error.findings:
                    source.refuse(*finding)
        yield ResourceView(
            tag=tag,
            class_name=f"{class_name(tag)}Resource",
            description=normal.tags.get(tag) or f"The {tag} of the API.",
            methods=methods,
        )


def _filtered_model(path: str, paged: Mapping[str, str | None]) -> str | None:
    """Return the model whose fields a filter names.

    Of the list at or above the path, else of the first.
    """
    above = [other for other in paged if path == other or path.startswith(f"{other}/")]
    return paged[max(above, key=len)] if above else next(iter(paged.values()), None)


def _check_references(models: Mapping[str, ModelView], resources: Sequence[ResourceView]) -> None:
    """Make sure that every class that is named is there: what is missing is our own mistake."""
    rendered = {*models, *(f"{name}Dict" for name, model in models.items() if model.is_input)}
    missing: list[Finding] = []
    for owner, annotations in (
        *((model.name, [field.annotation for field in model.fields]) for model in models.values()),
        *((m.operation.id, m.annotations) for resource in resources for m in resource.methods),
    ):
        missing += [
            Finding(owner, f"the class {name} is named, and not made")
            for name in _REFERENCE.findall(" ".join(annotations))
            if name not in rendered
        ]
    if missing:
        raise GenerationError.of(missing)


def _format(package: Path) -> None:
    """Format with pinned settings; the caller's own ruff configuration is not looked at."""
    common = ["--isolated", "--no-cache", "--target-version", "py311", "--line-length", "100"]
    for command in (["check", "--fix", "--select", _RUFF_RULES], ["format"]):
        run = subprocess.run(  # noqa: S603 - our own interpreter, no user input
            [sys.executable, "-m", "ruff", *command, *common, package.name],
            cwd=package.parent,  # in the package itself, its types.py would hide the standard one
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise GenerationError("#", f"the generated code is wrong: {run.stdout}{run.stderr}")
