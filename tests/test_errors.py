"""The exception tree: what it holds, what it shows, and that it travels."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
import time
from datetime import UTC, datetime

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async._calls import error_mapping
from spaceinvoices_async.instrumentation import Attempt

ATTEMPTS = (
    Attempt(number=1, operation="documents_create", outcome="unknown", reason="reset", elapsed=0.2),
)
EXTRA = {
    "InvalidInputError": {"field": "items[0].price"},
    "OutcomeUnknownError": {
        "resend_not_before": datetime(2026, 1, 1, tzinfo=UTC),
        "path": ("org",),
        "account_id": "a",
    },
    "ResponseDecodeError": {"status": 200},
}
API = {
    "status": 422,
    "code": "X",
    "name": "ValidationError",
    "api_message": "m",
    "details": {"codes": {"a": ["presence"]}},
    "fields": {"a": ("b",)},
    "retry_after": 1.5,
}
CLASSES = [
    cls
    for _, cls in inspect.getmembers(errors, inspect.isclass)
    if issubclass(cls, errors.SpaceInvoicesError)
]


def made(cls):
    extra = API if issubclass(cls, errors.ApiError) else EXTRA.get(cls.__name__, {})
    return cls("what", operation="documents_create", attempts=ATTEMPTS, unique_id="o-1", **extra)


def body(**error):
    return json.dumps({"error": error}).encode()


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize(
    "travel",
    [lambda e: pickle.loads(pickle.dumps(e)), copy.copy, copy.deepcopy],
    ids=["pickle", "copy", "deepcopy"],
)
def test_every_error_survives_travel(cls, travel):
    error = made(cls)
    error.add_note("noted")
    arrived = travel(error)

    assert type(arrived) is cls
    assert str(arrived) == str(error)
    assert arrived.__dict__ == error.__dict__


def test_errors_survive_a_group():
    group = ExceptionGroup("batch", [made(cls) for cls in CLASSES])

    matching, rest = pickle.loads(pickle.dumps(group)).split(errors.ApiError)

    assert len(matching.exceptions) + len(rest.exceptions) == len(CLASSES)
    assert all(error.attempts == ATTEMPTS for error in matching.exceptions)


def test_the_docstring_draws_every_error():
    drawn = errors.__doc__

    assert [cls.__name__ for cls in CLASSES if cls.__name__ not in drawn] == []


def test_an_invalid_input_is_a_value_error():
    with pytest.raises(ValueError, match=r"items\[0\]\.price: too long"):
        raise errors.InvalidInputError("too long", field="items[0].price")


@pytest.mark.parametrize(
    ("status", "code", "cls"),
    [
        (400, None, errors.BadRequestError),
        (401, "AUTHORIZATION_REQUIRED", errors.AccessDeniedError),
        (401, "INVALID_TOKEN", errors.InvalidTokenError),
        (401, "LOGIN_FAILED", errors.LoginFailedError),
        (401, "LOGIN_FAILED_EMAIL_NOT_VERIFIED", errors.EmailNotVerifiedError),
        (401, "RESET_FAILED_EMAIL_NOT_VERIFIED", errors.EmailNotVerifiedError),
        (403, None, errors.AccessDeniedError),
        (404, "MODEL_NOT_FOUND", errors.NotFoundError),
        (422, None, errors.ValidationError),
        (429, None, errors.RateLimitedError),
        (500, None, errors.ServerError),
        (520, None, errors.ServerError),
        (307, None, errors.ApiError),
        (413, None, errors.ApiError),
        (418, None, errors.ApiError),
    ],
)
def test_each_status_has_its_error(status, code, cls):
    error = error_mapping.api_error(status, {}, body(message="m", code=code))

    assert type(error) is cls
    assert (error.status, error.code) == (status, code)


def test_a_judged_401_overrules_its_code():
    denied = error_mapping.api_error(401, {}, body(code="INVALID_TOKEN"), invalid_token=False)
    dead = error_mapping.api_error(401, {}, body(code="AUTHORIZATION_REQUIRED"), invalid_token=True)

    assert type(denied) is errors.AccessDeniedError
    assert type(dead) is errors.InvalidTokenError


def test_validation_details_of_loopback_3_are_read_per_field():
    error = error_mapping.api_error(
        422,
        {},
        body(
            name="ValidationError",
            message='The `Account` instance is not valid. Details: `email` (value: "a@b.c").',
            details={"codes": {"email": ["custom"]}, "messages": {"email": ["Email exists"]}},
        ),
        operation="accounts_create",
    )

    assert error.fields == {"email": ("Email exists",)}
    assert str(error) == "accounts_create: 422: email Email exists"


def test_validation_details_of_loopback_4_are_read_per_field():
    details = [{"path": "/name", "code": "required", "message": "must have name"}]
    error = error_mapping.api_error(422, {}, body(code="VALIDATION_FAILED", details=details))

    assert error.fields == {"name": ("must have name",)}
    assert error.details == details


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html><b>Bad Gateway</b></html>",
        b"null",
        b"[]",
        b'"text"',
        b'{"error": null}',
        b'{"error": {"message": {}, "details": 3, "code": []}}',
        b'{"error": {"details": [null, 1, {"path": 3}]}}',
        b'{"error": {"details": {"messages": []}}}',
        b'{"error": ' + b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_no_body_is_too_strange_to_be_an_error(raw):
    error = error_mapping.api_error(502, {"content-type": "text/html"}, raw)

    assert error.status == 502
    assert "<" not in str(error)


def test_the_text_never_shows_a_refused_value():
    message = 'The `Account` instance is not valid. Details: `email` is bad (value: "eve@x.org").'
    error = error_mapping.api_error(422, {}, body(message=message))

    assert "eve" not in str(error)


@pytest.mark.parametrize(
    "said",
    [
        {"message": "no\nERROR forged\r\n\u2028\x1b[31mred\0"},
        {"code": "X\nERROR forged", "message": "no"},
        {"details": {"messages": {"na\nme": ["is\x1b[2J bad"]}}},
        {"details": [{"path": "na\nme", "message": "bad\u0085"}]},
    ],
)
def test_the_text_is_one_line_of_a_log_whatever_a_server_says(said):
    text = str(error_mapping.api_error(422, {"content-type": "x"}, body(**said)))

    assert text.isprintable()
    assert len(text.splitlines()) == 1


@pytest.mark.parametrize(
    "said",
    [
        {"code": "X" * 9000},
        {"message": "(value: " * 50_000},
        {"message": "a (value: b) " * 50_000},
        {"details": {"messages": {f"field{n}": ["is bad"] for n in range(9000)}}},
    ],
)
def test_the_text_is_short_and_soon_there_whatever_a_server_says(said):
    began = time.thread_time()
    error = error_mapping.api_error(422, {"content-type": "x" * 9000}, body(**said))

    assert len(str(error)) < 400
    assert time.thread_time() - began < 2


def test_a_refused_value_that_does_not_end_is_not_shown_either():
    message = 'Details: `email` is bad (value: "eve@x.org and (more) ' + "x" * 9000
    assert "eve" not in str(error_mapping.api_error(422, {}, body(message=message)))


@pytest.mark.parametrize("depth", [10, 49, 300, 900])
def test_an_error_can_be_pickled_and_copied_however_deep_the_details_are(depth):
    details = "end"
    for _ in range(depth):
        details = [{"nested": details}] if depth < 20 else [details]
    error = error_mapping.api_error(422, {}, body(message="no", details=details))

    assert pickle.loads(pickle.dumps(error)).details == error.details
    assert copy.deepcopy(error).details == error.details
    assert error.details == (details if depth < 50 else None)


def test_the_text_is_short():
    assert len(str(error_mapping.api_error(400, {}, body(message="x" * 9000)))) < 300


def test_the_text_says_what_to_do():
    assert "log in again" in str(error_mapping.api_error(401, {}, b"", invalid_token=True))
    assert "base_url" in str(error_mapping.api_error(308, {}, b""))
    assert "password" in str(error_mapping.api_error(401, {}, body(code="LOGIN_FAILED")))
