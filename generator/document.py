"""The OpenAPI document as it was written, for what openapi-python-client does not carry along."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from .problem import GenerationError, pointer

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_SCHEMAS: Final = "#/components/schemas/"

Raw = Mapping[str, Any]


class RawOperation(NamedTuple):
    """One operation, and where it stands."""

    path: str
    method: str
    raw: Raw

    @property
    def pointer(self) -> str:
        """JSON pointer to it."""
        return pointer("paths", self.path, self.method)

    @property
    def id(self) -> str:
        """The operationId."""
        return str(self.raw.get("operationId", ""))


class Document:
    """An OpenAPI document, with its references followed on request."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw

    def operations(self) -> Iterator[RawOperation]:
        """Yield all operations, in the order of the document."""
        for path, item in self.raw.get("paths", {}).items():
            for method, raw in item.items():
                if method in METHODS:
                    yield RawOperation(path, method, raw)

    def operation(self, identifier: str) -> RawOperation:
        """Return the operation of that id."""
        for operation in self.operations():
            if operation.id == identifier:
                return operation
        raise GenerationError("#/paths", f"there is no operation {identifier!r}")

    def schemas(self) -> Raw:
        """Return the named schemas."""
        schemas: Raw = self.raw.get("components", {}).get("schemas", {})
        return schemas

    def resolve(self, node: Raw) -> Raw:
        """Return what a node refers to; extensions and descriptions beside `$ref` win."""
        if "$ref" not in node:
            return node
        target: Any = self.raw
        for step in str(node["$ref"]).removeprefix("#/").split("/"):
            key = step.replace("~1", "/").replace("~0", "~")
            if key not in target:
                raise GenerationError(str(node["$ref"]), "nothing stands at this reference")
            target = target[key]
        return {**self.resolve(target), **{k: v for k, v in node.items() if k != "$ref"}}

    def properties(self, schema: Raw) -> dict[str, Raw]:
        """Return all properties of an object schema, those of `allOf` included."""
        schema = self.resolve(schema)
        found: dict[str, Raw] = {}
        for part in schema.get("allOf", []):
            found |= self.properties(part)
        found |= schema.get("properties", {})
        return found

    def listed(self, schema: Raw, key: str) -> set[str]:
        """Return the names in a list such as `required`, those of `allOf` included."""
        schema = self.resolve(schema)
        names = set(schema.get(key, []))
        for part in schema.get("allOf", []):
            names |= self.listed(part, key)
        return names

    def exchanged(self) -> set[str]:
        """Return names of the schemas that requests and successful answers are made of.

        Not among them: what others only inherit from, and the error body, which the SDK reads.
        """
        names: set[str] = set()
        for operation in self.operations():
            self._collect(operation.raw.get("requestBody", {}), names)
            for status, answer in operation.raw.get("responses", {}).items():
                if str(status).startswith("2"):
                    self._collect(answer, names)
        return names

    def _collect(self, node: Raw, names: set[str]) -> None:
        reference = str(node.get("$ref", ""))
        if reference.startswith(_SCHEMAS):
            name = reference.removeprefix(_SCHEMAS)
            if name in names:
                return
            names.add(name)
        resolved = self.resolve(node)
        nested = [media.get("schema", {}) for media in resolved.get("content", {}).values()]
        nested += self.properties(resolved).values()
        nested += [*resolved.get("oneOf", []), *resolved.get("anyOf", [])]
        nested += [resolved["items"]] if "items" in resolved else []
        for part in nested:
            self._collect(part, names)

    def parameters(self, operation: RawOperation) -> dict[tuple[str, str], Raw]:
        """Return the parameters of an operation by place and name, those of its path included."""
        shared = self.raw["paths"][operation.path].get("parameters", [])
        found = [self.resolve(raw) for raw in [*shared, *operation.raw.get("parameters", [])]]
        return {(raw["in"], raw["name"]): raw for raw in found}
