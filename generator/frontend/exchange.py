"""What operations send and answer, in normal form: one body, one answer."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from generator.frontend.normal import Answer, Body
from generator.frontend.schemas import ANY, BINARY, FREE_FORM, Schemas
from generator.frontend.source import Source
from generator.problem import escaped

if TYPE_CHECKING:
    from generator.frontend.normal import Schema
    from generator.frontend.schemas import Role

_JSON: Final = re.compile(r"(application|text)/([\w.+-]+\+)?json\b|\*/\*|application/\*")
_FORM: Final = "application/x-www-form-urlencoded"
_MULTIPART: Final = re.compile(r"multipart/")
_STATUS: Final = re.compile(r"2\d\d|2XX", re.IGNORECASE)


NOTHING: Final = Answer("nothing", [], ANY, optional=True)


class Media(NamedTuple):
    """One content type of a body or of an answer."""

    name: str
    node: Mapping[str, Any]
    pointer: str


class Exchange:
    """Makes bodies and answers of one operation after the other."""

    def __init__(self, source: Source, schemas: Schemas) -> None:
        self._source = source
        self._schemas = schemas

    # ---- bodies

    def body(self, raw: Mapping[str, Any], where: str, hint: str) -> Body | None:
        """Return the body that an operation sends: JSON where it may be JSON."""
        if "requestBody" not in raw:
            return None
        node, place = self._source.follow(raw["requestBody"], f"{where}/requestBody")
        media = list(self._media(node, place))
        if not media:
            if node.get("content") is not None or not node:
                self._source.gap(place, "a body without content is not sent")
            return None
        chosen = min(media, key=lambda found: (self._rank(found), media.index(found)))
        for other in media:
            if other is not chosen:
                self._source.remark(other.pointer, f"the body is sent as {chosen.name}")
        return self._body(chosen, node, hint)

    def _rank(self, media: Media) -> int:
        kind = _kind(media.name)
        return {"json": 0, "multipart": 1, "form": 2, "raw": 3}[kind]

    def _body(self, media: Media, node: Mapping[str, Any], hint: str) -> Body:
        kind: Literal["json", "form", "multipart", "raw"] = _kind(media.name)
        name = media.name
        if kind == "json" and "*" in name:
            name = "application/json"
        schema: Schema = BINARY
        description = str(node.get("description", ""))
        if kind != "raw":
            role: Role = "form" if kind == "multipart" else "input"
            found = media.node.get("schema", {})
            value = self._schemas.value(found, f"{media.pointer}/schema", role, f"{hint}_body")
            schema = value.schema
            description = description or str(value.words.get("description", ""))
            if kind == "json" and value.words.get("format") == "binary":
                kind, schema = "raw", BINARY
        if kind in {"form", "multipart"} and "$ref" not in schema and schema != FREE_FORM:
            self._source.gap(media.pointer, "a form of anything but an object takes any fields")
            schema = FREE_FORM
        files, deep = self._encodings(media, kind)
        required = node.get("required") is True
        return Body(kind, name, schema, required, files, deep, description)

    def _encodings(
        self, media: Media, kind: str
    ) -> tuple[list[tuple[str, tuple[str, ...]]], frozenset[str]]:
        files: list[tuple[str, tuple[str, ...]]] = []
        deep: set[str] = set()
        for name, encoding in self._source.items(
            media.node.get("encoding"), f"{media.pointer}/encoding"
        ):
            where = f"{media.pointer}/encoding/{escaped(name)}"
            left = set(encoding)
            types = str(encoding.get("contentType", "")).strip().lower()
            if kind == "multipart" and types and types not in {"application/json", "text/plain"}:
                files.append((name, tuple(re.split(r"\s*,\s*", types))))
            left -= {"contentType"} if kind == "multipart" else set()
            if kind == "form":
                if encoding.get("style") == "deepObject":
                    deep.add(name)
                    left -= {"style", "explode"}
                elif encoding.get("style", "form") == "form" and encoding.get("explode", True):
                    left -= {"style", "explode"}
            for key in sorted(left):
                self._source.gap(
                    f"{where}/{key}", f"{key} of a part of a {kind} body is not followed"
                )
        return files, frozenset(deep)

    # ---- answers

    def answer(self, raw: Mapping[str, Any], where: str, hint: str) -> Answer:
        """Return what a call gives back: the JSON of its success, or bytes, or nothing."""
        found: list[Media] = []
        silent = False
        for response, place in self._successes(raw, where):
            listed = list(self._media(response, place))
            found += listed
            silent |= not listed
        if not found:
            return NOTHING
        names = list(dict.fromkeys(media.name for media in found))
        json = [media for media in found if self._is_json(media)]
        if not json:
            self._tell_bytes(found)
            return Answer("bytes", names, BINARY, optional=silent)
        for media in found:
            if media not in json:
                self._source.remark(media.pointer, "the answer is asked for as JSON")
        return self._json_answer(json, where, hint, silent=silent)

    def _json_answer(self, json: list[Media], where: str, hint: str, *, silent: bool) -> Answer:
        schemas: list[Schema] = []
        for media in json:
            if media.node.get("schema", {}) == {}:
                schemas.append(ANY)
                continue
            place = f"{media.pointer}/schema"
            value = self._schemas.value(media.node["schema"], place, "answer", f"{hint}_response")
            if value.words.get("maxProperties") == 0:
                silent = True
                continue
            silent |= value.nullable
            if value.schema not in schemas:
                schemas.append(value.schema)
        if not schemas:
            return NOTHING
        if len(schemas) > 1:
            self._source.gap(f"{where}/responses", "answers of several shapes are plain JSON")
            schemas = [ANY]
        return Answer("json", ["application/json"], schemas[0], optional=silent)

    def _tell_bytes(self, found: list[Media]) -> None:
        for media in found:
            if "event-stream" in media.name or "ndjson" in media.name or "json-seq" in media.name:
                self._source.gap(media.pointer, "a stream is read to its end, and given as bytes")
            elif media.name.startswith("text/") or "xml" in media.name:
                self._source.remark(media.pointer, f"{media.name} is given as bytes")

    def _is_json(self, media: Media) -> bool:
        if not _JSON.match(media.name):
            return False
        schema, _ = self._source.follow(media.node.get("schema", {}), f"{media.pointer}/schema")
        return schema.get("format") != "binary" and not ("*" in media.name and not schema)

    def _successes(
        self, raw: Mapping[str, Any], where: str
    ) -> Iterator[tuple[Mapping[str, Any], str]]:
        at = f"{where}/responses"
        responses = dict(self._source.items(raw.get("responses"), at))
        chosen = [status for status in responses if _STATUS.fullmatch(str(status))]
        if not chosen and "default" in responses:
            chosen = ["default"]
            self._source.gap(f"{at}/default", "no 2xx answer is described: this one is read as it")
        if not chosen:
            self._source.gap(at, "no success is described: its answer is not read")
        for status in chosen:
            yield self._source.follow(responses[status], f"{at}/{escaped(status)}")

    def _media(self, node: Mapping[str, Any], where: str) -> Iterator[Media]:
        for name, found in self._source.items(node.get("content"), f"{where}/content"):
            place = f"{where}/content/{escaped(name)}"
            followed, _ = self._source.follow(found, place)
            yield Media(str(name).partition(";")[0].strip().lower() or str(name), followed, place)


def _kind(media: str) -> Literal["json", "form", "multipart", "raw"]:
    if _JSON.match(media):
        return "json"
    if media == _FORM:
        return "form"
    return "multipart" if _MULTIPART.match(media) else "raw"
