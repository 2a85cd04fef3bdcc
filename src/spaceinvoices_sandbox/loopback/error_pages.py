"""Errors as HTML and as XML, in the framework's own form."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final, cast

from spaceinvoices_sandbox.loopback import javascript, xml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.loopback.errors import ApiError
    from spaceinvoices_sandbox.loopback.json_types import Json, Record

_STANDARD: Final = frozenset({"name", "statusCode", "message"})
_FIELDS: Final = ("code", "details")
_STYLE: Final = """* {
  margin: 0;
  padding: 0;
  outline: 0;
}
body {
  padding: 80px 100px;
  font: 13px "Helvetica Neue", "Lucida Grande", "Arial";
  background: #ECE9E9 -webkit-gradient(linear, 0% 0%, 0% 100%, from(#fff), to(#ECE9E9));
  background: #ECE9E9 -moz-linear-gradient(top, #fff, #ECE9E9);
  background-repeat: no-repeat;
  color: #555;
  -webkit-font-smoothing: antialiased;
}
h1, h2 {
  font-size: 22px;
  color: #343434;
}
h1 em, h2 em {
  padding: 0 5px;
  font-weight: normal;
}
h1 {
  font-size: 60px;
}
h2 {
  margin: 10px 0;
}
ul li {
  list-style: none;
}
"""


def html_page(error: ApiError) -> str:
    """Return the page of `strong-error-handler`."""
    told = _told(error)
    name, message = (_escaped(told.get(key, "")) for key in ("name", "message"))
    more = "".join(
        f"\n            <div><b>{_escaped(key)}</b>: {_escaped(value)}</div>\n          "
        for key, value in told.items()
        if key not in _STANDARD and javascript.truthy(value)
    )
    return f"""<html>
  <head>
    <meta charset='utf-8'>
    <title>{name or message}</title>
    <style>{_STYLE}</style>
  </head>
  <body>
    <div id="wrapper">
      <h1>{name}</h1>
      <h2><em>{error.status}</em> {message}</h2>
      {more}
    </div>
  </body>
</html>
"""


def xml_document(error: ApiError) -> str:
    """Return the document of `strong-error-handler`.

    What a refusal does not have is `undefined`.
    """
    return xml.error_document(_complete(_told(error)))


def _complete(told: Mapping[str, Json]) -> dict[str, object]:
    """Return the members of an error in their order, those of each error of a list too."""
    complete: dict[str, object] = {
        name: value for name, value in told.items() if name not in _FIELDS
    }
    for name in _FIELDS if "name" in told else [name for name in _FIELDS if name in told]:
        value: object = told.get(name, javascript.UNDEFINED)
        if name == "details" and isinstance(value, list):
            errors = cast("list[Record | None]", value)
            value = [None if each is None else _complete(each) for each in errors]
        complete[name] = value
    return complete


def _told(error: ApiError) -> Record:
    told = error.body()["error"]
    return told if isinstance(told, dict) else {}


def _escaped(value: Json) -> str:
    text = javascript.text(value)
    escaped = html.escape(text, quote=False)
    return escaped.replace('"', "&#34;").replace("'", "&#39;")
