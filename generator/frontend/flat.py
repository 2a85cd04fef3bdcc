"""One schema with everything that `allOf` puts into it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from generator.frontend.source import Source
from generator.problem import escaped

_STRUCTURE: Final = frozenset(
    {"properties", "required", "oneOf", "anyOf", "enum", "const", "items", "type", "nullable"}
    | {"additionalProperties", "x-not-enforced", "x-input", "prefixItems", "patternProperties"}
)
_CONSTRAINTS: Final = frozenset({"required", "not", "properties", "type", "description", "title"})


class Flat(NamedTuple):
    """The keywords of a schema and of all its parts; later ones win."""

    words: dict[str, Any]
    properties: dict[str, tuple[Any, str]]
    required: set[str]
    unions: list[tuple[list[Any], str]]
    parents: list[str]

    def add(self, other: "Flat") -> None:
        """Take another part in."""
        self.words.update(other.words)
        self.properties.update(other.properties)
        self.required.update(other.required)
        self.unions.extend(other.unions)


def target(source: Source, node: object, where: str) -> tuple[Mapping[str, Any], str]:
    """Return where a schema really stands.

    Behind references, and behind `allOf` of one reference.
    """
    found, place = source.follow(node, where)
    trail = {place}
    while "allOf" in found and not _STRUCTURE & found.keys():
        parts = source.listed(found["allOf"], f"{place}/allOf")
        if len(parts) != 1 or not isinstance(parts[0], Mapping):
            break
        inner, inside = source.follow(parts[0], f"{place}/allOf/0")
        if inside in trail:
            source.refuse(place, "this refers to itself through allOf; let it say what it is")
            return {}, place
        trail.add(inside)
        found, place = {**inner, **{k: v for k, v in found.items() if k != "allOf"}}, inside
    return found, place


def flatten(source: Source, node: object, where: str, trail: tuple[str, ...] = ()) -> Flat:
    """Return all that a schema asks for."""
    found, place = target(source, node, where)
    flat = Flat({}, {}, set(), [], [])
    if place in trail:
        source.refuse(place, "this holds itself through allOf; take it out of its own parts")
        return flat
    for index, part in enumerate(source.listed(found.get("allOf"), f"{place}/allOf")):
        flat.add(flatten(source, part, f"{place}/allOf/{index}", (*trail, place)))
    own = {k: v for k, v in found.items() if k not in {"allOf", "properties", "required"}}
    for keyword in ("oneOf", "anyOf"):
        if keyword in own:
            choices = source.listed(own.pop(keyword), f"{place}/{keyword}")
            flat.unions.append((choices, f"{place}/{keyword}"))
    lenient = {*own.get("x-not-enforced", []), *flat.words.get("x-not-enforced", [])}
    flat.words.update(own)
    if lenient:
        flat.words["x-not-enforced"] = sorted(lenient)
    properties, at = found.get("properties"), f"{place}/properties"
    if isinstance(properties, Mapping) and isinstance(properties.get("$ref"), str):
        properties, at = source.follow(properties, at)
    for name, part in source.items(properties, at):
        flat.properties[name] = (part, f"{at}/{escaped(name)}")
    required = source.listed(found.get("required"), f"{place}/required")
    flat.required.update(str(name) for name in required)
    return flat


def absorb_constraints(source: Source, flat: Flat) -> None:
    """Drop the unions of an object that only say which of its properties belong together."""
    for union in list(flat.unions):
        choices, where = union
        if flat.properties and all(_is_constraint(choice, flat) for choice in choices):
            source.remark(where, "which properties belong together is left to the server")
            flat.unions.remove(union)


def _is_constraint(choice: object, flat: Flat) -> bool:
    return (
        isinstance(choice, Mapping)
        and choice.keys() <= _CONSTRAINTS
        and choice.get("properties", {}).keys() <= flat.properties.keys()
        and all(
            not isinstance(part, Mapping) or part.keys() <= {"const", "enum", "type", "not"}
            for part in choice.get("properties", {}).values()
        )
    )


def merge_alternatives(source: Source, flat: Flat) -> None:
    """Take the properties of an object's alternatives in, all of them optional."""
    for union in list(flat.unions):
        choices, where = union
        parts = [
            flatten(source, choice, f"{where}/{index}") for index, choice in enumerate(choices)
        ]
        if not flat.properties or not all(part.properties for part in parts):
            continue
        for part in parts:
            for name, found in part.properties.items():
                flat.properties.setdefault(name, found)
        source.gap(where, "the properties of all alternatives are optional ones of one class")
        flat.unions.remove(union)


def types_of(words: Mapping[str, Any]) -> tuple[list[str], bool]:
    """Return the types that a schema names, and whether null is one of them."""
    named = words.get("type", [])
    listed = [str(name) for name in (named if isinstance(named, list) else [named])]
    null = "null" in listed or words.get("nullable") is True
    return [name for name in listed if name != "null"], null


def is_null(choice: object) -> bool:
    """Return whether an alternative is null and nothing else."""
    if not isinstance(choice, Mapping):
        return False
    return (
        choice.get("type") in ("null", ["null"])
        or choice.get("enum") == [None]
        or ("const" in choice and choice["const"] is None)
    )


def meaningful(choices: list[Any], where: str) -> Iterator[tuple[Any, str]]:
    """Yield the alternatives that are not null, with their places."""
    for index, choice in enumerate(choices):
        if not is_null(choice):
            yield choice, f"{where}/{index}"
