"""Every word of OpenAPI that is understood, and what becomes of the others.

`READ`: taken over into code. `PROSE`: said for readers of the document, of no effect on a client.
`LEFT`: not taken over, and why that is right: told as a remark. `MISSED`: not taken over, and
somebody may miss it: told as a gap. A word in none of them is a gap too.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

_SERVER_SIDE: Final = "left to the server to check"
_ERRORS: Final = "read by the SDK, in the one form of its errors"


class Words(NamedTuple):
    """The words of one kind of object."""

    read: frozenset[str]
    prose: frozenset[str] = frozenset()
    left: Mapping[str, str] = {}
    missed: Mapping[str, str] = {}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


EXTENSIONS: Final = _words(
    "x-docs x-docs-deviation x-input x-lane x-not-enforced x-paginated x-python-name"
    " x-repeat-in-query x-safety x-unique-key x-unwrap"
)
"""The extensions that this project gives a meaning to."""

WORDS: Final[Mapping[str, Words]] = {
    "document": Words(
        _words("openapi info servers paths components security tags"),
        _words("externalDocs jsonSchemaDialect $self"),
        missed={"webhooks": "what the server calls is not generated"},
    ),
    "components": Words(
        _words("schemas responses parameters requestBodies headers securitySchemes pathItems"),
        _words("examples"),
        left={"links": "not followed"},
        missed={
            "callbacks": "what the server calls is not generated",
            "mediaTypes": "named content types are not known",
        },
    ),
    "path": Words(
        _words("$ref parameters servers get put post delete options head patch trace"),
        _words("summary description"),
        missed={
            "query": "the method QUERY is not known",
            "additionalOperations": "methods beyond those of HTTP are not known",
        },
    ),
    "operation": Words(
        _words("tags operationId summary description deprecated parameters requestBody responses")
        | _words("security servers"),
        _words("externalDocs"),
        missed={"callbacks": "what the server calls is not generated"},
    ),
    "parameter": Words(
        _words("$ref name in description required deprecated schema content style explode"),
        _words("example examples summary"),
        left={"allowEmptyValue": "an empty text is sent as it is given"},
        missed={"allowReserved": "reserved characters are escaped"},
    ),
    "body": Words(_words("$ref content required description"), _words("summary")),
    "response": Words(
        _words("$ref content"),
        _words("description summary"),
        left={"headers": "seen in on_call alone", "links": "not followed"},
    ),
    "media": Words(
        _words("$ref schema encoding example examples"),
        missed={
            "itemSchema": "a stream is read to its end, and given as bytes",
            "itemEncoding": "parts of a stream are not known",
            "prefixEncoding": "parts of a stream are not known",
        },
    ),
    "encoding": Words(_words("contentType style explode"), left={}),
    "security": Words(
        _words("$ref type name in scheme"),
        _words("description bearerFormat openIdConnectUrl oauth2MetadataUrl deprecated flows"),
    ),
    "schema": Words(
        _words("$ref type properties required allOf oneOf anyOf enum const items nullable format")
        | _words("description title deprecated default readOnly writeOnly additionalProperties")
        | _words("contentMediaType contentEncoding prefixItems"),
        _words("example examples externalDocs $comment $schema"),
        left=dict.fromkeys(
            _words("minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum")
            | _words("multipleOf minItems maxItems uniqueItems minProperties maxProperties"),
            _SERVER_SIDE,
        )
        | {
            "xml": "JSON is what is sent and read",
            "$id": "references are followed by their path",
            "$anchor": "references are followed by their path",
            "$defs": "followed where a reference leads there",
            "definitions": "followed where a reference leads there",
        },
        missed={
            "discriminator": "which class an answer is of is not looked up",
            "not": "not expressed in a type",
            "if": "not expressed in a type",
            "then": "not expressed in a type",
            "else": "not expressed in a type",
            "patternProperties": "such properties are in additional_properties, untyped",
            "propertyNames": "not expressed in a type",
            "dependentRequired": "not expressed in a type",
            "dependentSchemas": "not expressed in a type",
            "unevaluatedProperties": "not expressed in a type",
            "unevaluatedItems": "not expressed in a type",
            "contains": "not expressed in a type",
            "minContains": "not expressed in a type",
            "maxContains": "not expressed in a type",
            "contentSchema": "JSON within text stays text",
            "$dynamicRef": "is typed as plain JSON",
            "$dynamicAnchor": "is not followed",
            "$recursiveRef": "is typed as plain JSON",
            "$vocabulary": "is not followed",
        },
    ),
}

FORMATS: Final = _words(
    "date date-time binary password int32 int64 float double decimal JSON byte base64 base64url"
    " uuid uri url email hostname ipv4 ipv6 uri-reference uri-template iri regex json-pointer"
)
"""Formats that are known; of text only dates, times, bytes and passwords are more than text."""
