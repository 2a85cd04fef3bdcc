"""The body of a request, from what the caller gave."""

from collections.abc import Mapping
from typing import cast

import attrs

from .errors import InvalidInputError
from .inputs import InputModel, checked, encode_object
from .modelling import Model
from .scalars import JsonValue, UnfitValue, encode_json
from .unset import UNSET, Unset


@attrs.frozen
class Multipart:
    """A form with a file: field values by wire name, still as the caller gave them."""

    fields: Mapping[str, object]


def json_body(
    model: type[InputModel],
    body: InputModel | Mapping[str, object] | Unset,
    fields: Mapping[str, object],
) -> dict[str, JsonValue]:
    """The JSON object to send, from `body=` or from keyword fields, never from both.

    Raises:
        InvalidInputError: Both are given, a value cannot be sent, or a required one is missing.
    """
    if body is UNSET:
        by_name = cast("Mapping[object, object]", fields)
        return checked(lambda: encode_object(model, by_name, open_ended=False))
    given = [name for name, value in fields.items() if value is not UNSET]
    if given:
        raise InvalidInputError(
            "stands beside body=: give either body= or fields, not both", field=given[0]
        )
    if isinstance(body, Mapping):
        mapping = cast("Mapping[object, object]", body)
        return checked(lambda: encode_object(model, mapping, open_ended=True))
    if isinstance(body, model):
        return body.to_dict()
    raise InvalidInputError(
        f"is a {model.__name__} or a mapping in wire names, not {type(body).__name__}",
        field="body",
    )


def free_body(body: object, operation: str) -> JsonValue:
    """The JSON to send where no model says what it is: every value as strict as in one.

    Raises:
        InvalidInputError: A value cannot be sent, at whatever depth.
    """
    try:
        return encode_json(body)
    except UnfitValue as problem:
        raise InvalidInputError(
            str(problem), field=problem.location or "body", operation=operation
        ) from None
    except RecursionError:
        raise InvalidInputError(
            "is nested too deeply, or holds itself", field="body", operation=operation
        ) from None


def multipart(model: type[Model], fields: Mapping[str, object]) -> Multipart:
    """The form to send.

    Raises:
        InvalidInputError: A required field is missing.
    """
    given: dict[str, object] = {}
    for field in model.FIELDS:
        value = fields.get(field.name, UNSET)
        if value is not UNSET and value is not None:
            given[field.wire] = value
        elif field.required:
            raise InvalidInputError("is required", field=field.name)
    return Multipart(given)
