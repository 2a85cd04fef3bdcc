"""From a document to a package: parsed by openapi-python-client, rendered by our templates."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from openapi_python_client import Project, config
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import EndpointCollection
from openapi_python_client.parser.properties import LiteralEnumProperty

from .annotations import input_type
from .document import Document
from .features import check
from .method_views import MethodView, method_view
from .model_views import ModelView, model_views
from .names import class_name
from .problem import GenerationError, pointer
from .text import docstring, docstring_line, literal, sentence

_HERE: Final = Path(__file__).parent

_BANNER: Final = "# Generated from the OpenAPI document by `make generate`. Do not edit."

_RUFF_RULES: Final = "I,F401,UP,E9,F"
"""Imports sorted, unused ones dropped; a syntax error or an unknown name fails the generation."""


class EnumView(NamedTuple):
    """One named set of values."""

    name: str
    values: list[str]
    description: str


class ResourceView(NamedTuple):
    """One resource class."""

    tag: str
    class_name: str
    description: str
    methods: list[MethodView]

    @property
    def has_files(self) -> bool:
        """Whether a method sends a file."""
        return any(method.body and method.body.has_files for method in self.methods)


def generate(raw: Mapping[str, Any], out: Path) -> None:
    """Write the package of a document to `out`, in place of what stood there.

    Raises:
        GenerationError: The document holds something that cannot be generated. `out` is untouched.
    """
    document = Document(raw)
    check(document)
    with tempfile.TemporaryDirectory() as scratch:
        package = Path(scratch) / "package"
        _render(document, Path(scratch) / "spec.json", package)
        _format(package)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(package, out)


def _parse(document: Document, source: Path) -> tuple[GeneratorData, config.Config]:
    source.write_text(json.dumps(document.raw), encoding="utf-8")
    settings = config.Config.from_sources(
        config.ConfigFile.load_from_path(_HERE / "config.yaml"),
        config.MetaType.NONE,
        document_source=source,
        file_encoding="utf-8",
        overwrite=True,
        output_path=source.parent / "unused",
    )
    data = GeneratorData.from_dict(json.loads(source.read_text(encoding="utf-8")), config=settings)
    if isinstance(data, GeneratorError):
        raise GenerationError("#", f"{data.header}: {data.detail}")
    warnings = [*data.errors]
    for collection in data.endpoint_collections_by_tag.values():
        warnings += collection.parse_errors
    for warning in warnings:
        raise GenerationError("#", f"{warning.header}: {warning.detail}")
    return data, settings


def _render(document: Document, source: Path, package: Path) -> None:
    data, settings = _parse(document, source)
    environment = Project(
        openapi=data, config=settings, custom_template_path=_HERE / "templates"
    ).env
    environment.filters |= {
        "docstring": docstring,
        "docstring_line": docstring_line,
        "literal": literal,
        "sentence": sentence,
    }
    environment.globals |= {
        "banner": _BANNER,
        "argument_type": input_type,
    }
    models = model_views(data.models, document)
    enums = _enums(data, document)
    resources = _resources(data, document, {model.name: model for model in models})
    operations = [method.operation for resource in resources for method in resource.methods]

    def write(target: str, template: str, **values: object) -> None:
        path = package / target
        path.parent.mkdir(parents=True, exist_ok=True)
        text = environment.get_template(f"{template}.jinja").render(**values)
        path.write_text(text, encoding="utf-8")

    write("__init__.py", "package_init.py")
    write("types.py", "types.py", enums=enums)
    write("operations.py", "operations.py", operations=operations)
    write("models/__init__.py", "models_init.py", models=models)
    write("models/dicts.py", "dicts.py", models=models, enums=enums)
    write("resources/__init__.py", "resources_init.py", resources=resources)
    for model in models:
        write(f"models/{model.module}.py", "model.py", model=model)
    for resource in resources:
        write(f"resources/{resource.tag}.py", "resource.py", resource=resource, enums=enums)


def _enums(data: GeneratorData, document: Document) -> list[EnumView]:
    views: list[EnumView] = []
    for enum in data.enums:
        name = str(enum.class_info.name)
        if not isinstance(enum, LiteralEnumProperty) or name not in document.schemas():
            raise GenerationError(
                pointer("components", "schemas", name), "an enum is a named set of strings"
            )
        schema = document.schemas()[name]
        views.append(EnumView(name, list(schema["enum"]), str(schema.get("description", name))))
    return sorted(views, key=lambda view: view.name)


def _resources(
    data: GeneratorData, document: Document, models: Mapping[str, ModelView]
) -> list[ResourceView]:
    described = {tag["name"]: tag.get("description", "") for tag in document.raw.get("tags", [])}
    views: list[ResourceView] = []
    for tag, collection in sorted(data.endpoint_collections_by_tag.items()):
        views.append(
            ResourceView(
                tag=str(tag),
                class_name=f"{class_name(tag)}Resource",
                description=described.get(str(tag)) or f"The {tag} of the API.",
                methods=_methods(collection, document, models),
            )
        )
    return views


def _methods(
    collection: EndpointCollection, document: Document, models: Mapping[str, ModelView]
) -> list[MethodView]:
    lists: dict[str, str | None] = {}
    for endpoint in collection.endpoints:
        operation = document.operation(str(endpoint.name))
        if operation.raw.get("x-paginated"):
            lists[operation.path] = method_view(endpoint, document, models, model=None).answer.model
    return [
        method_view(
            endpoint, document, models, model=_filtered_model(str(endpoint.name), document, lists)
        )
        for endpoint in collection.endpoints
    ]


def _filtered_model(
    operation_id: str, document: Document, lists: Mapping[str, str | None]
) -> str | None:
    """The model whose fields a filter names: of the list at or above the path, else of the first list."""
    path = document.operation(operation_id).path
    above = [other for other in lists if path == other or path.startswith(f"{other}/")]
    return lists[max(above, key=len)] if above else next(iter(lists.values()), None)


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
