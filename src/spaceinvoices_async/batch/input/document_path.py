"""Paths into a document: `client.name`, `items[].price`, `items[].taxes[1].rate`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from attrs import frozen

from spaceinvoices_async import models
from spaceinvoices_async._serialization.field_names import find_field, spelling_hint
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.models import nested_model
from spaceinvoices_async.errors import InvalidInputError

if TYPE_CHECKING:
    from spaceinvoices_async._serialization.models import Model

_STEP: Final = re.compile(r"(?P<name>[A-Za-z_][A-Za-z_0-9]*)(?P<list>\[(?P<index>\d*)\])?")
_MOST: Final = 100
LINES: Final = "items"
"""The list of which each line of a document is an element."""


@frozen
class Step:
    """One name on the way, and which element of the list it names."""

    name: str
    index: int | None = None
    """Of the element; None where the name holds no list."""
    each: bool = False
    """Every line has an element of its own."""


@frozen
class Path:
    """A place in a document.

    Attributes:
        steps: From the document down.
        kind: What the field holds, a key of `scalars.ENCODERS`.
        canonical: The path in Python names without indexes, `items[].taxes[].rate`.
    """

    steps: tuple[Step, ...]
    kind: str
    canonical: str

    @property
    def per_line(self) -> bool:
        """Whether each line of the document has its own."""
        return self.steps[0].each

    @property
    def text(self) -> str:
        """The path with its indexes, as an error of the document names it."""
        parts = (
            step.name if step.index is None else f"{step.name}[{step.index}]" for step in self.steps
        )
        return ".".join(parts)


def parse(text: str) -> Path:
    """Return the path that a text names.

    `[]` is each line of `items`, and elsewhere the first element.

    Raises:
        InvalidInputError: There is no such place in a document.
    """
    steps: list[Step] = []
    names: list[str] = []
    model: type[Model] | None = models.DocumentCreate
    kind = "model"
    for number, part in enumerate(text.split(".")):
        match = _STEP.fullmatch(part)
        if match is None:
            raise InvalidInputError(
                f"{text!r} is not a path such as items[].price", field="mapping"
            )
        owner = names[-1] if names else "a document"
        field = None if model is None else _field(model, match["name"], f"{text!r}: {owner}")
        listed = match["list"] is not None
        if field is not None and field.many != listed:
            hint = _list_hint(field, number) if field.many else "holds no list"
            raise InvalidInputError(f"{text!r}: {field.name} {hint}", field="mapping")
        is_lines = field is not None and number == 0 and field.name == LINES
        each = listed and is_lines and not match["index"]
        index = min(int(match["index"] or 0), _MOST) if listed else None
        name = match["name"] if field is None else field.name
        steps.append(Step(name, index, each))
        names.append(f"{name}[]" if listed else name)
        if field is not None:
            kind = "boolean" if field.or_boolean and number == text.count(".") else field.kind
            model = nested_model(model, field) if model and kind == "model" else None
        else:
            kind = "json"
        if model is None and kind not in {"json", "model"} and number < text.count("."):
            raise InvalidInputError(f"{text!r}: {name} has no parts", field="mapping")
    if kind == "model":
        raise InvalidInputError(f"{text!r} has parts: name one of them", field="mapping")
    return Path(tuple(steps), kind, ".".join(names))


def _list_hint(field: FieldSpec, number: int) -> str:
    if field.name == LINES and number == 0:
        return "holds a list: write [] behind it"
    return (
        f"holds a list: write {field.name}[0], which is one element for all of "
        f"{'the document' if number == 0 else 'the line'}"
    )


def _field(model: type[Model], name: str, where: str) -> FieldSpec:
    field = find_field(model, name)
    if field is not None:
        return field
    hint = spelling_hint(model, name)
    raise InvalidInputError(f"{where} has no {name!r}; {hint}", field="mapping")


class Elements(list[object]):
    """A list that is filled place by place."""


class _Gap:
    """Stands in a list where nothing was put."""


GAP: Final = _Gap()


def put(here: dict[str, object], steps: tuple[Step, ...], value: object) -> None:
    """Set the place that steps lead to, making the objects and lists on the way."""
    last = steps[-1]
    for step in steps[:-1]:
        here = _enter(here, step)
    if last.index is None:
        here[last.name] = value
    else:
        _fill(here, last.name, last.index)[last.index] = value


def _enter(here: dict[str, object], step: Step) -> dict[str, object]:
    if step.index is None:
        return cast("dict[str, object]", here.setdefault(step.name, {}))
    elements = _fill(here, step.name, step.index)
    if elements[step.index] is GAP:
        elements[step.index] = {}
    return cast("dict[str, object]", elements[step.index])


def _fill(here: dict[str, object], name: str, index: int) -> Elements:
    elements = cast("Elements", here.setdefault(name, Elements()))
    while len(elements) <= index:
        elements.append(GAP)
    return elements
