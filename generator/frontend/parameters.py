"""Parameters in normal form: how each is called, and how its value becomes text."""

from collections.abc import Mapping
from typing import Any, Final, cast

from generator.frontend.normal import Parameter, Schema, Style
from generator.frontend.schemas import ANY, FREE_FORM, TEXT, Schemas, Value, described
from generator.frontend.source import Source

_STYLES: Final[Mapping[tuple[str, bool], Style]] = {
    ("form", True): "repeated",
    ("form", False): "comma",
    ("simple", False): "comma",
    ("simple", True): "comma",
    ("spaceDelimited", True): "repeated",
    ("spaceDelimited", False): "space",
    ("pipeDelimited", True): "repeated",
    ("pipeDelimited", False): "pipe",
    ("deepObject", True): "deep",
    ("deepObject", False): "deep",
}
_SENT_BY_US: Final = frozenset(
    {"accept", "accept-encoding", "authorization", "connection", "content-length", "content-type"}
    | {"host", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade"}
    | {"x-access-token"}
)
"""Headers that the client sets itself."""


class Parameters:
    """Makes the parameters of one operation after the other."""

    def __init__(self, source: Source, schemas: Schemas) -> None:
        self._source = source
        self._schemas = schemas

    def of(
        self, item: Mapping[str, Any], at: str, raw: Mapping[str, Any], where: str, hint: str
    ) -> list[Parameter]:
        """Return those of an operation and of its path; one of the operation wins."""
        found: dict[tuple[str, str], Parameter] = {}
        for node, place in (
            *self._nodes(item, f"{at}/parameters"),
            *self._nodes(raw, f"{where}/parameters"),
        ):
            made = self._parameter(node, place, hint)
            if made is not None:
                found.pop((made.place, made.wire), None)
                found[made.place, made.wire] = made
        return list(found.values())

    def _nodes(self, owner: Mapping[str, Any], where: str) -> list[tuple[Mapping[str, Any], str]]:
        listed = self._source.listed(owner.get("parameters"), where)
        return [self._source.follow(node, f"{where}/{index}") for index, node in enumerate(listed)]

    def _parameter(self, node: Mapping[str, Any], where: str, hint: str) -> Parameter | None:
        wire, place = str(node.get("name", "")), str(node.get("in", ""))
        if not wire or place not in {"path", "query", "header", "cookie"}:
            if node:
                self._source.refuse(
                    where, "a parameter needs `name`, and `in`: path, query, header"
                )
            return None
        if place == "cookie":
            self._source.gap(where, f"the cookie {wire!r} is not sent; give it in options=headers")
            return None
        if place == "header" and wire.lower() in _SENT_BY_US:
            self._source.gap(where, f"the header {wire!r} is the client's own matter")
            return None
        value, style = self._value(node, where, place, f"{hint}_{wire}")
        given = node.get("x-python-name")
        return Parameter(
            wire=wire,
            name=str(given) if given else "",
            place=cast("Any", place),
            schema=value.schema,
            style=style,
            description=described({**value.words, **_said(node, value.words)}),
            required=node.get("required") is True or place == "path",
            pointer=where,
        )

    def _value(
        self, node: Mapping[str, Any], where: str, place: str, hint: str
    ) -> tuple[Value, Style]:
        if "content" in node:
            for media, found in self._source.items(node["content"], f"{where}/content"):
                inner = found.get("schema", {}) if isinstance(found, Mapping) else {}
                if "json" not in media:
                    self._source.gap(
                        f"{where}/content", f"{media} is sent as the text that is given"
                    )
                    return Value(TEXT, words=inner), "text"
                return Value(ANY, words=inner), "json"
        schema = node.get("schema")
        if schema is None:
            self._source.gap(where, "there is no schema; any text is taken")
            return Value(TEXT), "text"
        value = self._schemas.value(schema, f"{where}/schema", "input", hint)
        return self._styled(node, value, where, place)

    def _styled(
        self, node: Mapping[str, Any], value: Value, where: str, place: str
    ) -> tuple[Value, Style]:
        words, kind = value.words, value.schema.get("type")
        if (
            place == "query"
            and kind == "string"
            and (
                words.get("contentMediaType") == "application/json" or words.get("format") == "JSON"
            )
        ):
            inner = words.get("contentSchema")
            if isinstance(inner, Mapping) and inner.get("type") == "array":
                return Value({"type": "array", "items": TEXT}, words=words), "json"
            ours = self._source.has_conventions and node["name"] in {"where", "filter"}
            return Value(FREE_FORM, words=words), "where" if ours else "json"
        default = "form" if place == "query" else "simple"
        style = str(node.get("style", default))
        explode = bool(node.get("explode", style == "form"))
        is_object = "$ref" in value.schema and self._is_shape(value.schema)
        many = kind in {"array", "object"} or is_object
        if style in {"label", "matrix"} or (place != "query" and style != "simple"):
            self._source.gap(where, f"style {style!r} is written as plain text")
            style = default
        if not many:
            return value, "deep" if style == "deepObject" else "text"
        if kind == "object" or is_object:
            return self._object(value, style, explode, where, place)
        if place == "query" and node.get("allowReserved") is True:
            self._source.gap(f"{where}/allowReserved", "reserved characters are escaped")
        return value, _STYLES.get((style, explode), "comma")

    def _object(
        self, value: Value, style: str, explode: object, where: str, place: str
    ) -> tuple[Value, Style]:
        free = Value(FREE_FORM, words=value.words)
        if style == "deepObject":
            return free, "deep"
        self._source.gap(
            where, f"an object in style {style!r} (explode: {explode}) is sent as JSON text"
        )
        return (free, "json") if place == "query" else (Value(TEXT, words=value.words), "text")

    def _is_shape(self, schema: Schema) -> bool:
        return str(schema["$ref"]).rpartition("/")[2] in self._schemas.shapes


def _said(node: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the parameter says of itself; it says more than its schema."""
    said = {key: node[key] for key in ("description", "deprecated") if node.get(key)}
    if "description" not in said and words.get("description"):
        said["description"] = words["description"]
    return said
