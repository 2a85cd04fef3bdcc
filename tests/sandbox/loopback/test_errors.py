import gzip
import json

import pytest

UNAUTHORIZED = {
    "error": {
        "statusCode": 401,
        "name": "Error",
        "message": "Authorization Required",
        "code": "AUTHORIZATION_REQUIRED",
    }
}


def test_a_missing_required_property_is_the_frameworks_422(api):
    answer = api.post(f"/v1/Organizations/{api.organization()}/clients", {"email": "a@example.com"})
    assert answer.status_code == 422
    assert answer.json() == {
        "error": {
            "statusCode": 422,
            "name": "ValidationError",
            "message": "The `Client` instance is not valid. "
            "Details: `name` can't be blank (value: undefined).",
            "details": {
                "context": "Client",
                "codes": {"name": ["presence"]},
                "messages": {"name": ["can't be blank"]},
            },
        }
    }


def test_a_body_that_is_not_sent_as_json_is_ignored(api):
    answer = api.http.post(
        f"/v1/Organizations/{api.organization()}/clients",
        content=b'{"name": "x"}',
        headers={"content-type": "text/plain"},
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("token", [None, "nobody", "Bearer abc"])
def test_no_token_and_a_wrong_one_look_alike(api, token):
    headers = {"Authorization": token or ""}
    answer = api.get("/v1/Accounts/authorized", headers=headers)
    assert (answer.status_code, answer.json()) == (401, UNAUTHORIZED)


def test_the_raw_token_behind_bearer_is_refused(api):
    headers = {"Authorization": f"Bearer {api.sandbox.token}"}
    assert api.get("/v1/Accounts/authorized", headers=headers).status_code == 401


def test_the_token_is_also_taken_from_the_query_where_a_bad_one_beats_a_good_header(api):
    bare = {"Authorization": ""}
    path = "/v1/Accounts/authorized?access_token="
    assert api.http.get(path + api.sandbox.token, headers=bare).status_code == 200
    assert api.http.get(path + "bad").status_code == 401


def test_arguments_are_read_before_rights_are_checked(api):
    path = f"/v1/Organizations/{api.organization()}/clients"
    bare = {"Authorization": "", "content-type": "application/json"}
    assert api.http.get(path + "?filter=x", headers=bare).status_code == 400
    assert api.http.post(path, content=b"{", headers=bare).status_code == 400
    assert api.http.post(path, content=b"{}" + b" " * 102_400, headers=bare).status_code == 413


def test_a_body_over_100_kb_is_413(api):
    answer = api.post(f"/v1/Organizations/{api.organization()}/clients", {"name": "x" * 102_400})
    assert answer.json() == {
        "error": {
            "statusCode": 413,
            "name": "PayloadTooLargeError",
            "message": "request entity too large",
        }
    }


def test_unknown_ids_are_refused_in_three_wordings_and_deleted_without_one(api):
    path = "/v1/Clients/6b011eb2380b66b9d0000000"
    messages = [
        api.get(path).json()["error"]["message"],
        api.http.put(path, json={"name": "x"}).json()["error"]["message"],
        api.http.patch(path, json={"name": "x"}).json()["error"]["message"],
    ]
    assert len(set(messages)) == 3
    assert api.http.delete(path).json() == {"count": 0}


def test_paths_match_in_any_case_but_not_in_the_singular(api):
    assert api.get("/V1/ACCOUNTS/authorized/").status_code == 200
    answer = api.get("/v1/Client/1")
    assert answer.json()["error"]["message"] == "There is no method to handle GET /Client/1"
    assert api.get("/v1/Accounts/isUnique").json()["error"]["message"] == (
        'Unknown "Account" id "isUnique".'
    )


def test_a_broken_escape_in_the_path_is_400(api):
    answer = api.http.get("/v1/Clients/%25ZZ".replace("%25", "%"))
    assert answer.status_code in {400, 404}


def test_errors_follow_accept(api):
    answer = api.get("/v1/Nothing", headers={"Accept": "text/html"})
    assert answer.headers["content-type"].startswith("text/html")
    only_pdf = api.get("/v1/Accounts/authorized", headers={"Accept": "application/pdf"})
    assert only_pdf.status_code == 406


def test_a_list_with_a_bad_item_keeps_the_good_ones(api):
    path = f"/v1/Organizations/{api.organization()}/clients"
    answer = api.post(path, [{"name": "good"}, {}])
    assert answer.status_code == 500
    assert answer.json()["error"]["details"][0] is None
    assert api.get(path + "/count").json() == {"count": 1}


def test_compressed_bodies_and_forms_work(api):
    path = f"/v1/Organizations/{api.organization()}/clients"
    packed = gzip.compress(json.dumps({"name": "packed"}).encode())
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    assert api.http.post(path, content=packed, headers=headers).json()["name"] == "packed"
    form = api.http.post(path, data={"name": "formed", "custom[key]": "1"}).json()
    assert (form["name"], form["custom"]) == ("formed", {"key": "1"})


def test_a_get_has_a_weak_tag_and_a_head_no_body(api):
    answer = api.get("/v1/Accounts/authorized")
    headers = {"If-None-Match": answer.headers["etag"]}
    assert api.get("/v1/Accounts/authorized", headers=headers).status_code == 304
    head = api.http.head(f"/v1/Accounts/{answer.json()['id']}")
    assert (head.status_code, head.content) == (200, b"")
