"""Schemas as values and named shapes, each identified by where it stands in the document."""

import posixpath
from collections import deque
from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from generator.frontend.flat import (
    Flat,
    absorb_constraints,
    flatten,
    is_null,
    meaningful,
    merge_alternatives,
    target,
    types_of,
)
from generator.frontend.normal import Enum, Property, Schema, Shape
from generator.frontend.source import Source
from generator.names import CLASS_NAMES, ENUM_NAMES, FIELD_NAMES, Names, class_name, identifier
from generator.problem import escaped

Role: TypeAlias = Literal["answer", "input", "form"]

ANY: Final[Schema] = {}
FREE_FORM: Final[Schema] = {"type": "object"}
TEXT: Final[Schema] = {"type": "string"}
BINARY: Final[Schema] = {"type": "string", "format": "binary"}

_SUFFIX: Final[Mapping[Role, str]] = {"answer": "", "input": "Input", "form": "Form"}
_REFERENCE: Final = "#/components/schemas/"
_A_PAIR: Final = 2
_COMPONENT_STEPS: Final = len(("components", "schemas", "name"))
_SILENT_STEPS: Final = frozenset({"properties", "allOf", "oneOf", "anyOf", "schema", "content"})
_KINDS: Final = frozenset({"string", "integer", "number", "boolean", "array", "object"})


class Value(NamedTuple):
    """A value in normal form, and what is said of it beside its type."""

    schema: Schema
    nullable: bool = False
    words: Mapping[str, Any] = {}


class Schemas:
    """Makes values of schemas, and collects the shapes that they are made of."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.shapes: dict[str, Shape] = {}
        self.enums: dict[str, Enum] = {}
        self._names = Names(CLASS_NAMES)
        self._known: dict[tuple[str, Role], str] = {}
        self._marked: set[str] = set()
        self._pending: deque[tuple[str, Role, Flat, str]] = deque()
        self._reserve()

    def value(self, node: object, where: str, role: Role, hint: str) -> Value:
        """Return the value of a schema; `hint` names it where it has no name of its own."""
        if node is False:
            self.source.gap(where, "nothing fits `false`; any JSON is taken")
            return Value(ANY)
        if not isinstance(node, Mapping):
            if node is not True:
                self.source.gap(where, "this is no schema; any JSON is taken")
            return Value(ANY)
        _, place = target(self.source, node, where)
        flat = flatten(self.source, node, where)
        types, nullable = types_of(flat.words)
        nullable |= any(is_null(choice) for choices, _ in flat.unions for choice in choices)
        nullable |= None in _listed(flat.words.get("enum"))
        absorb_constraints(self.source, flat)
        merge_alternatives(self.source, flat)
        schema = self._schema(flat, types, place, role, hint)
        return Value(schema, nullable, flat.words)

    def finish(self) -> None:
        """Make the shapes that were named so far, and those that they name."""
        while self._pending:
            name, role, flat, place = self._pending.popleft()
            self.shapes[name] = self._shape(name, role, flat, place)

    def _reserve(self) -> None:
        """Give the named schemas their names first, whatever is found first."""
        components = self.source.raw.get("components", {})
        if not isinstance(components, Mapping):
            return
        for name, node in self.source.items(components.get("schemas"), "#/components/schemas"):
            place = f"{_REFERENCE}{escaped(name)}"
            has_values = isinstance(node, Mapping) and "enum" in node
            wanted = class_name(str(name))
            self._known[place, "answer"] = self._named(wanted, place, has_values=has_values)

    def _named(self, wanted: str, place: str, *, has_values: bool = False) -> str:
        if has_values and wanted in ENUM_NAMES:
            self._names.give(wanted)
        given = self._names.give(wanted, f"{wanted}Model")
        if given != wanted:
            self.source.gap(place, f"the class is {given}, since {wanted} is taken")
        return given

    # ---- values

    def _schema(self, flat: Flat, types: list[str], place: str, role: Role, hint: str) -> Schema:
        words = flat.words
        values = [words["const"]] if "const" in words else _listed(words.get("enum"))
        if values and not flat.unions:
            return self._enum([v for v in values if v is not None], flat, place, hint)
        if flat.properties or types == ["object"] or _is_object(words, types):
            return self._object(flat, place, role, hint)
        if flat.unions:
            return self._union(flat, types, role, hint)
        if types == ["array"] or (not types and "items" in words):
            return self._array(flat, place, role, hint)
        if set(types) == {"integer", "number"}:
            types = ["number"]
        if len(types) > 1 or (types and types[0] not in _KINDS):
            self.source.gap(f"{place}/type", f"{' or '.join(types)} is typed as plain JSON")
            return ANY
        return self._scalar(types[0], words, place, role) if types else self._untyped(flat, place)

    def _untyped(self, flat: Flat, place: str) -> Schema:
        if "contentMediaType" in flat.words and "contentEncoding" not in flat.words:
            return BINARY
        for keyword in ("not", "if", "$dynamicRef", "$recursiveRef", "prefixItems", "minimum"):
            if keyword in flat.words:
                self.source.gap(place, f"{keyword} without a type is typed as plain JSON")
        if "pattern" in flat.words or "format" in flat.words:
            self.source.gap(place, "there is no type; it is typed as plain JSON")
        return ANY

    def _scalar(self, kind: str, words: Mapping[str, Any], place: str, role: Role) -> Schema:
        if kind != "string":
            return {"type": kind}
        form = words.get("format")
        media = words.get("contentMediaType", "application/json")
        if form == "binary" or (media != "application/json" and "contentEncoding" not in words):
            if role == "form":
                return BINARY
            self.source.gap(place, "bytes within JSON are typed as text")
            return TEXT
        return {"type": "string", "format": form} if form in {"date", "date-time"} else TEXT

    def _array(self, flat: Flat, place: str, role: Role, hint: str) -> Schema:
        if "prefixItems" in flat.words:
            self.source.gap(f"{place}/prefixItems", "a tuple is typed as a list of plain JSON")
            return {"type": "array", "items": ANY}
        item = self.value(flat.words.get("items", {}), f"{place}/items", role, f"{hint}Item")
        if item.schema.get("type") == "array":
            self.source.gap(f"{place}/items", "a list of lists is typed as a list of plain JSON")
            return {"type": "array", "items": ANY}
        return {"type": "array", "items": item.schema}

    def _enum(self, values: list[Any], flat: Flat, place: str, hint: str) -> Schema:
        texts = [value for value in values if isinstance(value, str)]
        numbers = [v for v in values if isinstance(v, int) and not isinstance(v, bool)]
        chosen: list[str] | list[int] = texts or numbers
        if not values or len(chosen) != len(values):
            if values and all(isinstance(value, bool) for value in values):
                return {"type": "boolean"}
            if values and all(isinstance(value, int | float) for value in values):
                self.source.gap(place, f"the values {values} are typed as numbers")
                return {"type": "number"}
            self.source.gap(place, "values of several types are typed as plain JSON")
            return ANY
        name = self._known.get((place, "answer"))
        if name is None:
            name = self._named(self._place_name(place, hint), place, has_values=True)
            self._known[place, "answer"] = name
        distinct: dict[Any, None] = dict.fromkeys(chosen)
        described = str(flat.words.get("description") or flat.words.get("title") or name)
        self.enums.setdefault(name, Enum(name, place, described, list(distinct)))
        return {"$ref": f"{_REFERENCE}{name}"}

    def _union(self, flat: Flat, types: list[str], role: Role, hint: str) -> Schema:
        choices = [found for union in flat.unions for found in meaningful(*union)]
        if len(choices) == 1 and len(flat.unions) == 1:
            node, where = choices[0]
            return self.value(node, where, role, hint).schema
        plain = self._silent_values(choices)
        if plain is not None:
            return plain
        found = [
            self.value(n, w, role, f"{hint}{i + 1}").schema for i, (n, w) in enumerate(choices)
        ]
        common = self._common(found, flat.unions[0][1])
        if common is None or types not in ([], ["string"], ["object"], [common.get("type")]):
            where = flat.unions[0][1]
            self.source.gap(where, "alternatives are typed as plain JSON")
            return ANY
        return common

    def _silent_values(self, choices: list[tuple[Any, str]]) -> Schema | None:
        """ANY for alternatives that no class is needed for: objects beside anything else."""
        bare = [target(self.source, node, where)[0] for node, where in choices]
        objects = [node for node in bare if _looks_like_object(node)]
        booleans = [node for node in bare if node.get("type") == "boolean"]
        if objects and not (len(objects) == len(booleans) == 1 and len(bare) == _A_PAIR):
            self.source.gap(
                choices[0][1].rpartition("/")[0], "alternatives are typed as plain JSON"
            )
            return ANY
        return None

    def _common(self, found: list[Schema], where: str) -> Schema | None:
        """Return the one schema that all alternatives come down to."""
        distinct = [schema for index, schema in enumerate(found) if schema not in found[:index]]
        if len(distinct) == 1:
            return distinct[0]
        names = [str(schema.get("$ref", "")).removeprefix(_REFERENCE) for schema in distinct]
        enums = [n for n in names if n in self.enums and isinstance(self.enums[n].values[0], str)]
        plain = [schema for schema in distinct if "$ref" not in schema]
        if len(enums) + len(plain) == len(distinct) and all(
            p.get("type") == "string" for p in plain
        ):
            if len(enums) == 1:
                return {"$ref": f"{_REFERENCE}{enums[0]}"}
            self.source.gap(where, "alternatives of text are typed as text")
            return TEXT
        shapes = [name for name in names if name in self.shapes]
        if len(distinct) == _A_PAIR and len(shapes) == 1 and plain == [{"type": "boolean"}]:
            return {"oneOf": [plain[0], {"$ref": f"{_REFERENCE}{shapes[0]}"}]}
        if {schema.get("type") for schema in distinct} == {"integer", "number"}:
            return {"type": "number"}
        return None

    # ---- objects

    def _object(self, flat: Flat, place: str, role: Role, hint: str) -> Schema:
        for _, where in flat.unions:
            self.source.gap(where, "the alternatives of this object are not typed")
        if not flat.properties:
            extra = flat.words.get("additionalProperties")
            if isinstance(extra, Mapping) and extra:
                self.source.gap(
                    f"{place}/additionalProperties", "the values of a map are typed as plain JSON"
                )
            return FREE_FORM
        return {"$ref": f"{_REFERENCE}{self._class(flat, place, role, hint)}"}

    def _class(self, flat: Flat, place: str, role: Role, hint: str) -> str:
        own = role != "answer" and flat.words.get("x-input") is True
        key = (place, "answer" if own else role)
        name = self._known.get(key)
        if name is None:
            plain = self._known.get((place, "answer")) or self._place_name(place, hint)
            suffix = "" if own or plain.endswith(_SUFFIX[role]) else _SUFFIX[role]
            name = self._known[key] = self._named(f"{plain}{suffix}", place)
        if own:
            self._marked.add(name)
        if name not in self.shapes:
            self.shapes[name] = Shape(name, place, "", role != "answer", [])
            self._pending.append((name, role, flat, place))
        return name

    def _shape(self, name: str, role: Role, flat: Flat, place: str) -> Shape:
        names = Names(FIELD_NAMES)
        lenient = set(flat.words.get("x-not-enforced", []))
        made: list[Property] = []
        for wire, (node, where) in flat.properties.items():
            if node is False:
                self.source.gap(where, "a property that is never there is left out")
                continue
            value = self.value(node, where, role, f"{name}{class_name(wire)}")
            hidden = "writeOnly" if role == "answer" else "readOnly"
            if value.words.get(hidden) is True:
                continue
            required = wire in flat.required - lenient
            made.append(
                Property(
                    wire=wire,
                    name=self.field_name(names, wire, value.words, where),
                    schema=self._fit(value, where, name),
                    description=described(value.words),
                    required=required and not (role == "answer" and value.nullable),
                    secret=value.words.get("format") == "password",
                    pointer=where,
                    nullable=value.nullable,
                )
            )
        for wire in sorted(flat.required - flat.properties.keys()):
            self.source.gap(f"{place}/required", f"{wire!r} is required, and is no property")
        description = str(flat.words.get("description") or flat.words.get("title") or name)
        return Shape(name, place, description, role != "answer", made)

    def field_name(self, names: Names, wire: str, words: Mapping[str, Any], where: str) -> str:
        """Return the Python name of a property or parameter: `x-python-name`, or snake case."""
        chosen = words.get("x-python-name")
        wanted = str(chosen) if chosen else identifier(wire)
        given = names.give(wanted, f"{wanted}_")
        if chosen and (not wanted.isidentifier() or given != wanted):
            self.source.refuse(where, f"{wanted!r} cannot be a Python name; set x-python-name anew")
        elif given != wanted or (given.endswith("_") and not wire.endswith("_")):
            self.source.gap(where, f"{wire!r} is called {given!r} in Python; set x-python-name")
        return given

    def _fit(self, value: Value, where: str, owner: str) -> Schema:
        """Check the value: a shape marked as sent holds none that is named and not marked."""
        reference = value.schema.get("$ref") or value.schema.get("items", {}).get("$ref", "")
        shape = self.shapes.get(str(reference).removeprefix(_REFERENCE))
        named = shape is not None and shape.pointer.count("/") == _REFERENCE.count("/")
        if shape and named and owner in self._marked and shape.name not in self._marked:
            source = class_name(shape.pointer.rpartition("/")[2])
            self.source.refuse(where, f"{source} stands in an input, and is not x-input; mark it")
        return value.schema

    def _place_name(self, place: str, hint: str) -> str:
        """Return a name by place: of a component its own, else one of where it is used."""
        file, _, fragment = place.partition("#")
        if file:
            stem = posixpath.basename(file).partition(".")[0]
            named = [s for s in fragment.split("/") if s and s not in _SILENT_STEPS]
            return "".join(class_name(part) for part in [stem, *named] if not part.isdigit())
        steps = place.removeprefix("#/").split("/")
        if steps[0] != "components" or len(steps) < _COMPONENT_STEPS:
            return class_name(hint)
        # Of several alternatives the first is named like the whole, the next by its number.
        numbers = {
            i: str(int(step) + 1)
            for i, step in enumerate(steps)
            if step.isdigit() and int(step) and steps[i - 1] in {"oneOf", "anyOf"}
        }
        kept = [
            numbers.get(i, part)
            for i, part in enumerate(steps[2:], start=2)
            if (i in numbers or not part.isdigit())
            and "~1" not in part
            and part not in _SILENT_STEPS
        ]
        owner = f"{_REFERENCE}{kept[0]}" if kept else ""
        first = self._known.get((owner, "answer")) if steps[1] == "schemas" else None
        named = [class_name(part) if not part.isdigit() else part for part in kept]
        if first:
            named[0] = first
        return "".join("Item" if part == "Items" else part for part in named) or class_name(hint)


def described(words: Mapping[str, Any]) -> str:
    """Return what the document says of a value.

    Its description, whether it is deprecated, its default.
    """
    text = str(words.get("description") or "").strip()
    if words.get("deprecated") is True:
        text = f"Deprecated. {text}".strip()
    if "default" in words and words["default"] is not None:
        stop = "" if not text or text.endswith((".", "!", "?", ":")) else "."
        text = f"{text}{stop} By default the server takes `{words['default']}`.".strip()
    return text


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_object(words: Mapping[str, Any], types: list[str]) -> bool:
    return not types and isinstance(words.get("additionalProperties"), Mapping)


def _looks_like_object(node: Mapping[str, Any]) -> bool:
    return node.get("type") == "object" or "properties" in node or "allOf" in node
