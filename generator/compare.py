"""What changed between two documents for those who use the SDK, in Python terms."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from .annotations import input_type
from .arguments import ArgumentMaker
from .frontend.normal import Normal
from .frontend.normalise import normalise
from .kinds import Kinds
from .method_views import MethodMaker, MethodView
from .model_views import ModelView, model_views

if TYPE_CHECKING:
    from .arguments import ArgumentView

_HOME: Final = re.compile(r"\b(?:models|builtins|_\w+)\.")
"""The module before a name, which a reader of the changelog need not know."""

Kind: TypeAlias = Literal["added", "removed", "renamed", "changed", "deprecated"]


class Change(NamedTuple):
    """One change.

    Attributes:
        kind: What happened.
        what: The method, class or set of values, in Python names.
        told: What a user reads in the changelog.
        breaks: Whether a program that worked may not work any more, or not pass its type checker.
    """

    kind: Kind
    what: str
    told: str
    breaks: bool


class Surface(NamedTuple):
    """All that the generated code offers."""

    methods: Mapping[str, MethodView]
    models: Mapping[str, ModelView]
    enums: Mapping[str, tuple[str | int, ...]]


def surface_of(
    raw: Mapping[str, Any],
    names: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Surface:
    """Return the surface of a document.

    Raises:
        GenerationError: The document cannot be generated.
    """
    normal, source = normalise(raw, names, folder)
    kinds = Kinds(normal)
    models = model_views(normal, kinds)
    maker = MethodMaker(
        ArgumentMaker(kinds, normal.enums, source.gap), models, _lists(normal), source
    )
    methods = {f"{one.tag}.{one.name}": maker.method(one, model=None) for one in normal.operations}
    enums: dict[str, tuple[str | int, ...]] = {
        name: (*enum.values,) for name, enum in normal.enums.items()
    }
    return Surface(methods, models, enums)


def _lists(normal: Normal) -> dict[str, str]:
    return {
        str(one.raw.get("operationId")): one.id
        for one in normal.operations
        if one.raw.get("x-paginated")
    }


def compare(old: Surface, new: Surface) -> list[Change]:
    """Return all changes, in a settled order."""
    found = [*_methods(old, new), *_models(old, new), *_enums(old, new)]
    return sorted(found, key=lambda change: (not change.breaks, change.kind, change.what))


# ---- methods


def _methods(old: Surface, new: Surface) -> Iterator[Change]:
    routes = {_route(method): name for name, method in new.methods.items()}
    renamed = {
        name: routes[_route(method)]
        for name, method in old.methods.items()
        if name not in new.methods and _route(method) in routes
    }
    for name, method in old.methods.items():
        if name in new.methods:
            yield from _method(name, method, new.methods[name])
        elif name in renamed:
            told = f"`{name}` is now called `{renamed[name]}`"
            yield Change("renamed", name, told, breaks=True)
            yield from _method(renamed[name], method, new.methods[renamed[name]])
        else:
            yield Change("removed", name, f"`{name}` ({_route(method)}) is gone", breaks=True)
    for name, method in new.methods.items():
        if name not in old.methods and name not in renamed.values():
            told = f"`{name}`: {method.operation.summary}"
            yield Change("added", name, told, breaks=False)


def _route(method: MethodView) -> str:
    return f"{method.operation.method} {method.operation.wire_path}"


def _method(name: str, old: MethodView, new: MethodView) -> Iterator[Change]:
    if _route(old) != _route(new):
        told = f"`{name}` calls {_route(new)}, not {_route(old)}"
        yield Change("changed", name, told, breaks=False)
    if old.answer.annotation != new.answer.annotation:
        told = (
            f"`{name}` returns {_code(new.answer.annotation)}, not {_code(old.answer.annotation)}"
        )
        yield Change("changed", name, told, breaks=True)
    if new.deprecated and not old.deprecated:
        yield Change("deprecated", name, f"`{name}` is deprecated", breaks=False)
    if old.operation.safety != new.operation.safety:
        told = f"`{name}` is repeated as {new.operation.safety}, not as {old.operation.safety}"
        yield Change("changed", name, told, breaks=False)
    before, after = _arguments(old), _arguments(new)
    yield from _members(f"{name}()", before, after, sent=True)


class _Member(NamedTuple):
    """An argument of a method or a field of a class."""

    wire: str
    annotation: str
    required: bool


def _arguments(method: MethodView) -> dict[str, _Member]:
    listed: list[ArgumentView] = [*method.path, *method.options]
    made = {a.name: _Member(a.wire, a.annotation, a.required) for a in listed}
    for argument in method.fields:
        field = argument.field
        made[argument.name] = _Member(field.wire, input_type(field.kind), field.required)
    if method.value is not None:
        made["body"] = _Member("body", method.value.annotation, method.value.required)
    return made


def _members(
    owner: str, before: Mapping[str, _Member], after: Mapping[str, _Member], *, sent: bool
) -> Iterator[Change]:
    wires = {member.wire: name for name, member in after.items() if name not in before}
    for name, old in before.items():
        new = after.get(name)
        if new is None and old.wire in wires:
            told = f"`{owner}`: `{name}` is now called `{wires[old.wire]}`"
            yield Change("renamed", f"{owner} {name}", told, breaks=True)
        elif new is None:
            told = f"`{owner}`: `{name}` is gone"
            yield Change("removed", f"{owner} {name}", told, breaks=True)
        else:
            yield from _member(owner, name, old, new, sent=sent)
    renamed = {wires.get(member.wire) for name, member in before.items() if name not in after}
    for name, new in after.items():
        if name not in before and name not in renamed:
            needed = sent and new.required
            told = (
                f"`{owner}`: `{name}`, {_code(new.annotation)}{', is required' if needed else ''}"
            )
            yield Change("added", f"{owner} {name}", told, breaks=needed)


def _member(owner: str, name: str, old: _Member, new: _Member, *, sent: bool) -> Iterator[Change]:
    what = f"{owner} {name}"
    if new.required and not old.required:
        told = f"`{owner}`: `{name}` is now {'required' if sent else 'always there'}"
        yield Change("changed", what, told, breaks=sent)
    elif old.required and not new.required:
        told = f"`{owner}`: `{name}` {'is no longer required' if sent else 'may now be absent'}"
        yield Change("changed", what, told, breaks=not sent)
    elif old.annotation != new.annotation:
        told = f"`{owner}`: `{name}` is {_code(new.annotation)}, not {_code(old.annotation)}"
        yield Change("changed", what, told, breaks=True)
    if old.wire != new.wire:
        told = f"`{owner}`: `{name}` is sent as `{new.wire}`, not as `{old.wire}`"
        yield Change("changed", what, told, breaks=False)


# ---- classes and sets of values


def _models(old: Surface, new: Surface) -> Iterator[Change]:
    for name, model in old.models.items():
        if name not in new.models:
            yield Change("removed", name, f"the class `{name}` is gone", breaks=True)
        else:
            # What a method takes as arguments is told there; here for those who build the class.
            after = new.models[name]
            yield from _members(name, _fields(model), _fields(after), sent=model.is_input)
    for name in new.models:
        if name not in old.models:
            yield Change("added", name, f"the class `{name}`", breaks=False)


def _fields(model: ModelView) -> dict[str, _Member]:
    return {
        field.name: _Member(field.wire, field.annotation, field.required) for field in model.fields
    }


def _enums(old: Surface, new: Surface) -> Iterator[Change]:
    for name, values in old.enums.items():
        if name not in new.enums:
            yield Change("removed", name, f"the set of values `{name}` is gone", breaks=True)
            continue
        for value in values:
            if value not in new.enums[name]:
                told = f"`{name}` no longer holds `{value}`"
                yield Change("removed", f"{name} {value}", told, breaks=True)
        for value in new.enums[name]:
            if value not in values:
                told = f"`{name}` holds `{value}`"
                yield Change("added", f"{name} {value}", told, breaks=False)
    for name in new.enums:
        if name not in old.enums:
            yield Change("added", name, f"the set of values `{name}`", breaks=False)


def _code(annotation: str) -> str:
    return f"`{_HOME.sub('', annotation)}`"
