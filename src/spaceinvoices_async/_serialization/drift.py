"""What an answer holds that the models do not know: told on request, never an error."""

from __future__ import annotations

import logging
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar, cast

from attrs import frozen

from spaceinvoices_async._serialization.models import Model, documented_values
from spaceinvoices_async.types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from spaceinvoices_async._serialization.fields import FieldSpec
    from spaceinvoices_async.types import JsonValue

T = TypeVar("T")

_logger: Final = logging.getLogger("spaceinvoices_async")

DriftKind: TypeAlias = Literal["unknown field", "unknown value", "missing", "null", "wrong type"]

_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "boolean": (bool,),
    "date": (date,),
    "datetime": (date,),
    "decimal": (Decimal,),
    "integer": (int,),
    "model": (Model,),
    "string": (str,),
}


@frozen
class Drift:
    """One difference between an answer and its model.

    Attributes:
        kind: What is different; an unknown value is one beyond those the API documents for it.
        model: Name of the model.
        path: Where, in wire names, such as `_documentItems[0].price`.
        found: The JSON type that came; never a value, which may be a customer's.
    """

    kind: DriftKind
    model: str
    path: str
    found: str


def find(value: object, path: str = "") -> Iterator[Drift]:
    """Yield the differences in a decoded answer: a model, a list of models, or anything else."""
    if isinstance(value, list):
        for index, item in enumerate(cast("list[object]", value)):
            yield from find(item, f"{path}[{index}]")
    elif isinstance(value, Model):
        for name, extra in value.additional_properties.items():
            yield Drift("unknown field", type(value).__name__, _join(path, name), _kind(extra))
        for field in value.FIELDS:
            yield from _in_field(value, field, _join(path, field.wire))


def _in_field(model: Model, field: FieldSpec, path: str) -> Iterator[Drift]:
    value: object = getattr(model, field.name)
    name = type(model).__name__
    if value is UNSET:
        if field.required:
            yield Drift("missing", name, path, "nothing")
    elif value is None:
        # Absent and null mean the same to this server: only where a value was promised it is news.
        if field.required:
            yield Drift("null", name, path, "null")
    elif field.many:
        if not isinstance(value, list):
            yield Drift("wrong type", name, path, _kind(value))
            return
        for index, item in enumerate(cast("list[object]", value)):
            yield from _in_value(model, field, item, f"{path}[{index}]")
    else:
        yield from _in_value(model, field, value, path)


def _in_value(model: Model, field: FieldSpec, value: object, path: str) -> Iterator[Drift]:
    expected = _TYPES.get(field.kind)
    fits = expected is None or isinstance(value, expected)
    # Python counts True as a number; JSON does not.
    fits = fits and not (isinstance(value, bool) and field.kind in {"integer", "decimal"})
    if not fits and not (field.or_boolean and isinstance(value, bool)):
        yield Drift("wrong type", type(model).__name__, path, _kind(value))
    elif isinstance(value, Model):
        yield from find(value, path)
    elif field.enum is not None and value not in documented_values(type(model), field.enum):
        yield Drift("unknown value", type(model).__name__, path, _kind(value))


def reporting(
    decode: Callable[[JsonValue], T], hook: Callable[[Drift], None], operation: str
) -> Callable[[JsonValue], T]:
    """Return the same decoding, with every difference told to the hook."""

    def watched(answer: JsonValue) -> T:
        decoded = decode(answer)
        report(decoded, hook, operation)
        return decoded

    return watched


def report(value: object, hook: Callable[[Drift], None], operation: str | None = None) -> None:
    """Call the hook for every difference; its failure is logged, the answer is good."""
    try:
        for drift in find(value):
            hook(drift)
    except Exception:
        _logger.exception(
            "the on_drift hook failed for %s",
            operation or type(value).__name__,
            extra={"operation": operation},
        )


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _kind(value: object) -> str:
    kinds: tuple[tuple[tuple[type, ...], str], ...] = (
        ((bool,), "boolean"),
        ((str, date), "string"),
        ((int, float, Decimal), "number"),
        ((list,), "array"),
        ((dict, Model), "object"),
    )
    return next((name for types, name in kinds if isinstance(value, types)), "null")
