"""The normal form of a document: named shapes, and operations with one tag, one body, one answer."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

Schema: TypeAlias = Mapping[str, Any]
"""One value: a scalar, an array of one, `{}` for any JSON, `{"type": "object"}` for any object,
a reference to a shape, or `oneOf` of a boolean and a shape."""

Style: TypeAlias = Literal["text", "repeated", "comma", "space", "pipe", "deep", "json", "where"]
"""How a parameter's value becomes text."""


class Property(NamedTuple):
    """One property of a shape."""

    wire: str
    name: str
    schema: Schema
    description: str
    required: bool
    secret: bool
    pointer: str
    nullable: bool


class Shape(NamedTuple):
    """An object that becomes a class."""

    name: str
    pointer: str
    description: str
    is_input: bool
    properties: list[Property]


class Enum(NamedTuple):
    """A set of values with a name."""

    name: str
    pointer: str
    description: str
    values: list[str] | list[int]


class Parameter(NamedTuple):
    """One parameter; `name` is the Python argument."""

    wire: str
    name: str
    place: Literal["path", "query", "header"]
    schema: Schema
    style: Style
    description: str
    required: bool
    pointer: str


class Body(NamedTuple):
    """What an operation sends."""

    kind: Literal["json", "form", "multipart", "raw"]
    media: str
    schema: Schema
    required: bool
    files: list[tuple[str, tuple[str, ...]]]
    deep: frozenset[str]
    """Fields of a form that are written in brackets."""
    description: str


class Answer(NamedTuple):
    """What an operation answers."""

    kind: Literal["nothing", "json", "bytes"]
    media: list[str]
    schema: Schema
    optional: bool
    """Whether an answer without a body is as good."""


class NormalOperation(NamedTuple):
    """One operation."""

    pointer: str
    method: str
    path: str
    tag: str
    name: str
    raw: Mapping[str, Any]
    parameters: list[Parameter]
    body: Body | None
    answer: Answer
    authenticated: bool

    @property
    def id(self) -> str:
        """The tag and the name of the method."""
        return f"{self.tag}_{self.name}"


class Normal(NamedTuple):
    """A document in normal form."""

    title: str
    tags: Mapping[str, str]
    operations: list[NormalOperation]
    shapes: Mapping[str, Shape]
    enums: Mapping[str, Enum]
