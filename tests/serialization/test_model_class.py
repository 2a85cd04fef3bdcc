"""The class of a model: slots at once, the methods of attrs when one of them is used."""

from __future__ import annotations

import copy
import inspect
from typing import TYPE_CHECKING, ClassVar

import attrs
import pytest

from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model, input_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable

    from spaceinvoices_async.types import JsonValue, Unset

METHODS = ("__init__", "__eq__", "__getstate__", "__setstate__", "__attrs_attrs__")


def received() -> type[Model]:
    @frozen_model(kw_only=True, repr=False, weakref_slot=False)
    class Rocket(Model):
        """A rocket."""

        name: str
        stages: str | None | Unset = UNSET
        additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
        FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
            FieldSpec("name", "name", "string", required=True),
            FieldSpec("stages", "stages", "string"),
        )

    return Rocket


def sent() -> type[InputModel]:
    @input_model(kw_only=True, repr=False, weakref_slot=False)
    class Order(InputModel):
        name: str
        additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
        FIELDS: ClassVar[tuple[FieldSpec, ...]] = (FieldSpec("name", "name", "string"),)

    return Order


def unmade(model: type[Model]) -> list[str]:
    return [name for name in METHODS if type(vars(model)[name]).__name__ == "_Late"]


def test_reading_and_showing_need_no_method_of_attrs() -> None:
    model = received()
    rocket = model.from_dict({"name": "Vostok", "crew": 1})

    assert repr(rocket) == "Rocket(name='Vostok', additional_properties=<crew>)"
    assert unmade(model) == list(METHODS)


@pytest.mark.parametrize(
    "use",
    [
        attrs.fields,
        attrs.has,
        inspect.signature,
        lambda model: model(name="Vostok"),
        lambda model: model.from_dict({}) == model.from_dict({}),
        lambda model: copy.copy(model.from_dict({})),
        lambda model: attrs.asdict(model.from_dict({})),
    ],
)
def test_the_first_use_of_one_makes_all(use: Callable[[type[Model]], object]) -> None:
    model = received()

    use(model)

    assert unmade(model) == []


def test_values_given_by_hand_are_those_of_an_answer() -> None:
    model = received()

    assert model(name="Vostok", stages="2") == model.from_dict({"name": "Vostok", "stages": "2"})
    assert attrs.evolve(model(name="Vostok"), stages="3").stages == "3"
    assert copy.deepcopy(model.from_dict({"name": "Soyuz"})) == model(name="Soyuz")
    assert [one.name for one in attrs.fields(model)] == ["name", "stages", "additional_properties"]


def test_what_is_received_is_frozen_before_anything_else_was_used() -> None:
    rocket = received().from_dict({"name": "Vostok"})

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        rocket.name = "Soyuz"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del rocket.name
    assert rocket.name == "Vostok"


def test_what_is_sent_can_be_filled_and_has_no_hash() -> None:
    model = sent()
    order = model.from_dict({"name": "Vostok"})
    order.name = "Soyuz"

    assert order.to_dict() == {"name": "Soyuz"}
    with pytest.raises(TypeError, match="unhashable"):
        hash(order)
    assert unmade(model) == list(METHODS)


def test_a_misspelt_name_is_refused_as_by_any_function() -> None:
    with pytest.raises(TypeError, match=r"Rocket.__init__\(\) got an unexpected keyword argument"):
        received()(nmae="Vostok")


def test_a_model_has_no_dictionary_and_keeps_its_description() -> None:
    model = received()

    assert not hasattr(model.from_dict({}), "__dict__")
    assert model.__doc__ == "A rocket."
    assert model.__match_args__ == ()


def test_a_method_that_this_version_of_attrs_does_not_make_is_missing() -> None:
    model = received()
    before = hasattr(model, "__attrs_props__")

    assert before is hasattr(attrs.frozen(type("Plain", (), {})), "__attrs_props__")
