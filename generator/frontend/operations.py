"""Operations in normal form: which resource and method each becomes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from generator.frontend.exchange import NOTHING, Exchange
from generator.frontend.normal import NormalOperation, Parameter
from generator.frontend.parameters import Parameters
from generator.frontend.schemas import TEXT, Schemas
from generator.frontend.source import METHODS, Source
from generator.names import METHOD_NAMES, Names, identifier, snake_case
from generator.problem import escaped

PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")
_VERSION: Final = re.compile(r"v\d+(\.\d+)*|api|rest")


class Operations:
    """Makes the operations of a document; `names` are those somebody chose for some of them."""

    def __init__(self, source: Source, schemas: Schemas, names: Mapping[str, str]) -> None:
        self._source = source
        self._chosen = dict(names)
        self._parameters = Parameters(source, schemas)
        self._exchange = Exchange(source, schemas)
        self._methods: dict[str, Names] = {}
        self._ids: dict[str, str] = {}
        self._given: set[str] = set()
        self._root = _base_path(source.raw, source, "#")

    def all(self) -> Iterator[NormalOperation]:
        """Yield every operation, in the order of the document."""
        paths = self._source.items(self._source.raw.get("paths"), "#/paths")
        for path, node in paths:
            if str(path).startswith("x-"):
                continue
            at = f"#/paths/{escaped(path)}"
            item, place = self._source.follow(node, at)
            base = _base_path(item, self._source, place)
            for method in METHODS:
                if method in item:
                    raw, where = self._source.follow(item[method], f"{place}/{method}")
                    yield self._operation(str(path), method, item, raw, (at, where, base))
        for name in self._chosen:
            self._source.refuse("names", f"{name!r} names no operation; take it out")

    def _operation(
        self,
        path: str,
        method: str,
        item: Mapping[str, Any],
        raw: Mapping[str, Any],
        places: tuple[str, str, str | None],
    ) -> NormalOperation:
        at, where, base = places
        tag, name = self._names(path, method, raw, where)
        own = _base_path(raw, self._source, where)
        prefix = next(root for root in (own, base, self._root, "") if root is not None)
        hint = f"{tag}_{name}"
        parameters = self._parameters.of(item, at, raw, where, hint)
        return NormalOperation(
            pointer=where,
            method=method,
            path=prefix + path,
            tag=tag,
            name=name,
            raw=raw,
            parameters=self._placed(path, parameters, where),
            body=self._exchange.body(raw, where, hint),
            answer=NOTHING if method == "head" else self._exchange.answer(raw, where, hint),
            authenticated=self._is_authenticated(raw),
        )

    # ---- names

    def _names(self, path: str, method: str, raw: Mapping[str, Any], where: str) -> tuple[str, str]:
        written = str(raw.get("operationId") or "")
        chosen = self._chosen.pop(written, None) or self._chosen.pop(
            f"{method.upper()} {path}", None
        )
        if written in self._ids and written:
            first = self._ids[written]
            self._source.gap(f"{where}/operationId", f"{written!r} stands at {first} too")
        self._ids.setdefault(written, where)
        tag, tag_text = self._tag(path, raw, where)
        name = _method_name(written, tag_text) or _path_name(path, method)
        if chosen:
            tag, _, name = chosen.rpartition(".")
            if not (tag.isidentifier() and name.isidentifier()):
                self._source.refuse(where, f"{chosen!r} is not `resource.method`")
                tag, name = "wrong", "wrong"
        elif raw.get("x-python-name"):
            name = str(raw["x-python-name"])
        given = self._methods.setdefault(tag, Names(METHOD_NAMES)).give(name, f"{name}_")
        while f"{tag}_{given}" in self._given:
            given = self._methods[tag].give(f"{given}_")
        self._given.add(f"{tag}_{given}")
        if given != name:
            self._source.gap(where, f"the method is {tag}.{given}, since {name!r} is taken")
        return tag, given

    def _tag(self, path: str, raw: Mapping[str, Any], where: str) -> tuple[str, str]:
        tags = self._source.listed(raw.get("tags"), f"{where}/tags")
        if len(tags) > 1:
            self._source.gap(f"{where}/tags", f"the first tag, {tags[0]!r}, names the resource")
        if tags:
            text = str(tags[0])
        else:
            words = [part for part in path.split("/") if part and "{" not in part]
            text = next((word for word in words if not _VERSION.fullmatch(word)), "root")
            self._source.gap(where, f"there is no tag; the resource is {identifier(text)!r}")
        return identifier(text), text

    # ---- path and access

    def _placed(self, path: str, parameters: list[Parameter], where: str) -> list[Parameter]:
        """Path parameters in the order of the path, and all those that it names."""
        known = {parameter.wire: parameter for parameter in parameters if parameter.place == "path"}
        placed: list[Parameter] = []
        for wire in dict.fromkeys(PLACEHOLDER.findall(path)):
            found = known.pop(wire, None)
            if found is None:
                self._source.gap(where, f"the path parameter {wire!r} is not described: it is text")
                found = Parameter(wire, "", "path", TEXT, "text", "", required=True, pointer=where)
            placed.append(found)
        for parameter in known.values():
            self._source.gap(parameter.pointer, f"the path has no {{{parameter.wire}}}; left out")
        return placed + [parameter for parameter in parameters if parameter.place != "path"]

    def _is_authenticated(self, raw: Mapping[str, Any]) -> bool:
        if "security" not in raw and "security" not in self._source.raw:
            return True
        security = raw.get("security", self._source.raw.get("security"))
        return any(security) if isinstance(security, list) else True


def _method_name(written: str, tag: str) -> str:
    """Return the method of an operationId: what stands behind the tag, or all of it."""
    for separator in ("_", "/", ".", ":", "-", "__"):
        rest = written.removeprefix(f"{tag}{separator}")
        if rest != written and snake_case(rest):
            return identifier(rest.removeprefix("prototype.") if separator == "." else rest)
    return identifier(written) if snake_case(written) else ""


def _path_name(path: str, method: str) -> str:
    return identifier(f"{method} {PLACEHOLDER.sub(lambda found: f' by {found[1]} ', path)}")


def _base_path(node: Mapping[str, Any], source: Source, where: str) -> str | None:
    """Return the path of the first of a node's servers; None where it has none."""
    servers = source.listed(node.get("servers"), f"{where}/servers")
    if not servers or not isinstance(servers[0], Mapping):
        return None
    place = f"{where.rstrip('/')}/servers/0"
    url = str(servers[0].get("url", ""))
    for name, variable in source.items(servers[0].get("variables"), f"{place}/variables"):
        url = url.replace(f"{{{name}}}", str(variable.get("default", "")))
        source.gap(f"{place}/variables/{escaped(name)}", "the default of this variable is taken")
    base = urlsplit(url).path.rstrip("/")
    if where != "#":
        source.gap(f"{where}/servers", "of servers of its own only the path is taken")
    elif base:
        source.remark(f"{place}/url", f"{base} stands before every path; it is no part of base_url")
    for index in range(1, len(servers)):
        source.remark(f"{where}/servers/{index}", "another server is chosen by base_url")
    return base
