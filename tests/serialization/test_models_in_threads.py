"""Models of which several threads, each with a loop of its own, make the first use at once."""

from __future__ import annotations

import copy
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import TYPE_CHECKING, ClassVar

import attrs
import pytest

from spaceinvoices_async._serialization import models
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from spaceinvoices_async.types import JsonValue, Unset

THREADS = 6
PATIENCE_S = 30


def received() -> type[Model]:
    @frozen_model(kw_only=True, repr=False, weakref_slot=False)
    class Rocket(Model):
        name: str | Unset = UNSET
        stages: str | Unset = UNSET
        additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
        FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
            FieldSpec("name", "name", "string"),
            FieldSpec("stages", "stages", "string"),
        )

    return Rocket


@pytest.fixture
def busy_threads() -> Iterator[ThreadPoolExecutor]:
    """Threads that take turns as often as can be."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(THREADS) as threads:
            yield threads
    finally:
        sys.setswitchinterval(usual)


def test_an_answer_is_read_while_another_thread_makes_what_reads_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rocket, make = received(), models.compile_reader
    begun, may_end = Event(), Event()

    def slow_at_first(
        model: type[Model], nested: Callable[[FieldSpec], models.Read]
    ) -> models.Read:
        if not begun.is_set():
            begun.set()
            may_end.wait(PATIENCE_S)
        return make(model, nested)

    monkeypatch.setattr(models, "compile_reader", slow_at_first)
    with ThreadPoolExecutor(1) as thread:
        first = thread.submit(rocket.from_dict, {"name": "Vostok"})
        assert begun.wait(PATIENCE_S)
        try:
            second = rocket.from_dict({"name": "Soyuz"})
        finally:
            may_end.set()

    assert second.to_dict() == {"name": "Soyuz"}
    assert first.result().to_dict() == {"name": "Vostok"}


def test_what_reads_one_layout_is_not_made_of_that_of_another_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read, source = models.compile_reader(received(), lambda _field: no_model), models._source
    begun, may_end = Event(), Event()

    def slow_at_first(
        layout: tuple[str, ...], fields: Mapping[str, tuple[int, FieldSpec]]
    ) -> Iterator[str]:
        if not begun.is_set():
            begun.set()
            may_end.wait(PATIENCE_S)
        return source(layout, fields)

    monkeypatch.setattr(models, "_source", slow_at_first)

    def often(data: dict[str, JsonValue]) -> list[dict[str, JsonValue]]:
        return [read(data).to_dict() for _ in range(12)]

    with ThreadPoolExecutor(1) as thread:
        first = thread.submit(often, {"crew": 1, "name": "Vostok"})
        assert begun.wait(PATIENCE_S)
        try:
            second = often({"name": "Soyuz", "pad": 31})
        finally:
            may_end.set()

    assert second == [{"name": "Soyuz", "pad": 31}] * 12
    assert first.result() == [{"crew": 1, "name": "Vostok"}] * 12


def test_values_stay_with_their_names_while_many_layouts_are_made_at_once(
    busy_threads: ThreadPoolExecutor,
) -> None:
    for _ in range(20):
        read, start = models.compile_reader(received(), lambda _field: no_model), Barrier(THREADS)

        def often(layout: int, read: models.Read = read, start: Barrier = start) -> list[object]:
            names = ["name", "stages", f"other{layout}"][:: 1 if layout % 2 else -1]
            data: dict[str, JsonValue] = {name: f"of {name}" for name in names}
            start.wait(PATIENCE_S)
            return [one for _ in range(12) if (one := read(data).to_dict()) != data]

        assert [*busy_threads.map(often, range(THREADS))] == [[]] * THREADS


def test_threads_that_use_a_model_at_once_all_find_its_methods(
    busy_threads: ThreadPoolExecutor,
) -> None:
    uses: list[Callable[[type[Model]], bool]] = [
        lambda model: model.from_dict({"name": "1"}) == model.from_dict({"name": "1"}),
        lambda model: copy.copy(model.from_dict({"name": "1"})) == model.from_dict({"name": "1"}),
        lambda model: len(attrs.fields(model)) == len(model.FIELDS) + 1,
        lambda model: attrs.evolve(model.from_dict({}), name="1") != model.from_dict({}),
        lambda model: model() == model.from_dict({}),
        lambda model: model.__match_args__ == (),
    ]
    for _ in range(20):
        model, start = received(), Barrier(THREADS)

        def use(
            used: Callable[[type[Model]], bool],
            model: type[Model] = model,
            start: Barrier = start,
        ) -> bool:
            start.wait(PATIENCE_S)
            return used(model)

        assert [*busy_threads.map(use, uses)] == [True] * THREADS


def no_model(data: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
    """Read a field that holds a model; these models have none."""
    return data
