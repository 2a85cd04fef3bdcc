"""Headers that an operation takes as arguments."""

from collections.abc import Mapping

from attrs import evolve

from spaceinvoices_async._serialization.parameters import is_list, joined
from spaceinvoices_async._serialization.responses import query_text
from spaceinvoices_async.errors import ConfigurationError, InvalidInputError
from spaceinvoices_async.options import RequestOptions


def with_headers(
    options: RequestOptions | None, headers: Mapping[str, object]
) -> RequestOptions | None:
    """Return the options of a call, with those headers that are given.

    Raises:
        InvalidInputError: A value cannot be a header, or stands in the options too.
    """
    texts = {name: text for name, value in headers.items() if (text := _text(name, value))}
    if not texts:
        return options
    options = options or RequestOptions()
    given = {name.lower() for name in options.headers}
    for name in texts:
        if name.lower() in given:
            raise InvalidInputError("stands in options=headers too: give one of them", field=name)
    try:
        return evolve(options, headers={**options.headers, **texts})
    except ConfigurationError as error:
        raise InvalidInputError(str(error), field=next(iter(texts))) from None


def _text(name: str, value: object) -> str | None:
    return joined(value, ",") if is_list(value) else query_text(name, value)
