"""Requests whose answers were measured at a real LoopBack 3 server: bodies, tokens, arguments, errors."""

import base64
import itertools

import pytest

EMAILS = (f"measured{number}@example.com" for number in itertools.count())
PASSWORD = "a pass word"


@pytest.fixture(scope="module")
def path(api):
    return f"/v1/Organizations/{api.organization()}/clients"


@pytest.fixture
def account(api):
    """E-mail address and token of a new account."""
    email = next(EMAILS)
    api.http.post("/v1/Accounts", json={"email": email, "password": PASSWORD})
    login = api.http.post("/v1/Accounts/login", json={"email": email, "password": PASSWORD})
    return email, login.json()["id"]


@pytest.mark.parametrize("text", ["12.5", " 7 ", "[]", "{}", '{"a": 1}', "x", "null"])
def test_a_text_for_an_object_stays_a_text(api, path, text):
    assert api.post(path, {"name": "x", "custom": text}).json()["custom"] == text


def test_null_in_an_embedded_list_is_an_empty_object(api, path):
    [entry] = api.post(path, {"name": "x", "_data": [None]}).json()["_data"]
    assert set(entry) == {"id"}


@pytest.mark.parametrize("body", ["[null]", '[{"name": "kept"}, null]'])
def test_null_in_a_list_of_bodies_is_a_500(api, path, body):
    headers = {"Content-Type": "application/json"}
    assert api.http.post(path, content=body, headers=headers).status_code == 500


@pytest.mark.parametrize(("identity", "shown"), [(True, "true"), (0, "0"), (5.5, "5.5")])
def test_an_id_that_is_refused_is_named_as_a_text(api, path, identity, shown):
    answer = api.post(path, {"name": "x", "id": identity})
    assert answer.status_code == 422
    assert f'`id` can\'t be set (value: "{shown}")' in answer.json()["error"]["message"]


@pytest.mark.parametrize("identity", ["", [], None])
def test_a_blank_id_is_none(api, path, identity):
    assert api.post(path, {"name": "x", "id": identity}).status_code == 200


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_body_that_is_not_packed_is_told_with_a_code(api, path, encoding):
    headers = {"Content-Type": "application/json", "Content-Encoding": encoding}
    error = api.http.post(path, content=b'{"name":"x"}', headers=headers).json()["error"]
    assert (error["message"], error["code"]) == ("incorrect header check", "Z_DATA_ERROR")


def test_only_bearer_with_a_capital_is_followed_by_base64(api, account):
    packed = base64.b64encode(account[1].encode()).decode()
    statuses = []
    for scheme in ("Bearer", "bearer", "BEARER", "Basic", "basic"):
        headers = {"Authorization": f"{scheme} {packed}"}
        found = api.http.get("/v1/Accounts/authorized", headers=headers)
        statuses.append(found.status_code)
    assert statuses == [200, 401, 401, 200, 200]


@pytest.mark.parametrize("given", ["", "{token} ", "Bearer {packed}", "bad"])
def test_a_token_in_the_query_is_taken_as_it_stands_before_any_header(api, account, given):
    token = account[1]
    packed = base64.b64encode(token.encode()).decode()
    query = {"access_token": given.format(token=token, packed=packed)}
    headers = {"Authorization": token}
    answer = api.http.get("/v1/Accounts/authorized", params=query, headers=headers)
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("include", "shown"),
    [
        ("user", True),
        ("USER", True),
        ('["user"]', True),
        (["user", "x"], True),
        ("user,x", False),
        ("[]", False),
        ("x", False),
        ("", False),
    ],
)
def test_a_login_includes_its_user_where_a_list_names_it(api, account, include, shown):
    body = {"email": account[0], "password": PASSWORD}
    token = api.http.post("/v1/Accounts/login", params={"include": include}, json=body).json()
    assert ("user" in token) is shown


@pytest.mark.parametrize(
    "body",
    [
        {"oldPassword": PASSWORD, "newPassword": 5},
        {"oldPassword": PASSWORD, "newPassword": None},
        {"oldPassword": PASSWORD, "newPassword": {}},
        {"oldPassword": 5, "newPassword": "x"},
    ],
)
def test_a_password_to_change_must_be_a_text(api, account, body):
    headers = {"Authorization": account[1]}
    answer = api.http.post("/v1/Accounts/change-password", json=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]["message"]) == (
        400,
        "Value is not a string.",
    )


@pytest.mark.parametrize(
    ("email", "status", "code"),
    [
        (5, 400, "EMAIL_REQUIRED"),
        (None, 400, "EMAIL_REQUIRED"),
        ("", 404, "EMAIL_NOT_FOUND"),
        ("nobody@example.com", 404, "EMAIL_NOT_FOUND"),
    ],
)
def test_a_reset_needs_a_text(api, email, status, code):
    answer = api.http.post("/v1/Accounts/reset", json={"email": email})
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize("more", [{}, {"password": None}])
def test_a_password_that_is_missing_is_named_as_undefined(api, more):
    answer = api.http.post("/v1/Accounts", json={"email": next(EMAILS), **more})
    message = answer.json()["error"]["message"]
    assert answer.status_code == 422
    assert "`password` can't be blank (value: undefined)" in message


@pytest.mark.parametrize(
    ("accept", "kind"),
    [("application/xml", "text/xml"), ("text/xml", "text/xml"), ("", "application/json")],
)
def test_errors_come_in_the_form_that_is_accepted(api, accept, kind):
    answer = api.http.get("/v1/Clients/nope", headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == kind


@pytest.mark.parametrize("accept", ["", "text/*", "*/*"])
def test_json_is_an_answer_to_these_too(api, path, accept):
    assert api.get(path, headers={"Accept": accept}).status_code == 200


@pytest.mark.parametrize(
    ("other", "shown"), [("other", "other"), (None, "null"), (5, "5"), ("", ""), (True, "true")]
)
def test_another_id_in_a_change_is_refused_in_the_words_of_the_framework(api, path, other, shown):
    identity = api.post(path, {"name": "x"}).json()["id"]
    answer = api.http.patch(f"/v1/Clients/{identity}", json={"id": other})
    assert answer.status_code == 400
    assert answer.json()["error"]["message"] == (
        f"id cannot be updated from {identity} to {shown} when forceId is set to true"
    )
