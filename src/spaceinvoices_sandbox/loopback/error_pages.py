"""Errors as HTML and as XML, in the framework's own form."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final, cast

from spaceinvoices_sandbox.loopback import javascript

if TYPE_CHECKING:
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


def xml(error: ApiError) -> str:
    """Return the document of `strong-error-handler`.

    What a refusal does not have is `undefined`.
    """
    told: dict[str, object] = {**_told(error)}
    if "name" in told:
        told.update({key: told.get(key, javascript.UNDEFINED) for key in _FIELDS})
    return "<?xml version='1.0'?>\n" + "\n".join(_elements("error", told, ""))


def _told(error: ApiError) -> Record:
    told = error.body()["error"]
    return told if isinstance(told, dict) else {}


def _escaped(value: Json) -> str:
    text = javascript.text(value)
    escaped = html.escape(text, quote=False)
    return escaped.replace('"', "&#34;").replace("'", "&#39;")


def _elements(name: str, value: object, indent: str) -> list[str]:
    if isinstance(value, list):
        items = cast("list[object]", value)
        return [line for item in items for line in _elements(name, item, indent)]
    if not isinstance(value, dict):
        text = javascript.text(value).replace("&", "&amp;").replace("<", "&lt;")
        return [f"{indent}<{name}>{text}</{name}>"]
    if not value:
        return [f"{indent}<{name}/>"]
    parts = cast("dict[object, object]", value)
    inner = [
        line for key, item in parts.items() for line in _elements(str(key), item, f"{indent}    ")
    ]
    return [f"{indent}<{name}>", *inner, f"{indent}</{name}>"]
