import httpx


def child(api, email, **fields):
    return api.post("/v1/Accounts", {"email": email, "password": "secret", **fields}).json()


def test_a_login_gives_a_token_that_a_logout_ends(api):
    account = child(api, "login@example.com")
    body = {"email": "login@example.com", "password": "secret"}
    with httpx.Client(base_url=api.sandbox.url) as http:
        token = http.post("/v1/Accounts/login", json=body).json()
        assert (len(token["id"]), token["ttl"], token["userId"]) == (64, 1_209_600, account["id"])
        headers = {"Authorization": token["id"]}
        assert http.get("/v1/Accounts/authorized", headers=headers).json() == account
        out = http.post("/v1/Accounts/logout", headers=headers)
        assert (out.status_code, out.content) == (204, b"")
        again = http.post("/v1/Accounts/logout", headers=headers)
        assert (again.status_code, "code" in again.json()["error"]) == (401, False)


def test_logins_fail_with_the_frameworks_codes(api):
    def code(body):
        return api.post("/v1/Accounts/login", body).json()["error"]["code"]

    assert code({"email": "nobody@example.com", "password": "x"}) == "LOGIN_FAILED"
    assert code({"email": "root@example.com"}) == "LOGIN_FAILED"
    assert code({"email": "Root@example.com", "password": "sandbox"}) == "LOGIN_FAILED"
    assert code({}) == "USERNAME_EMAIL_REQUIRED"


def test_an_expired_token_is_refused_by_name_once(serve):
    api = serve()
    api.post("/sandbox/clock", {"frozen": "2024-01-01T00:00:00Z"})
    body = {"email": "root@example.com", "password": "sandbox", "ttl": 60}
    token = api.post("/v1/Accounts/login", body).json()["id"]
    api.post("/sandbox/clock", {"advance": 60})
    headers = {"Authorization": token}
    codes = [
        api.get("/v1/Accounts/authorized", headers=headers).json()["error"]["code"] for _ in "12"
    ]
    assert codes == ["INVALID_TOKEN", "AUTHORIZATION_REQUIRED"]


def test_only_the_root_impersonates_its_children(api):
    first, second = child(api, "one@example.com"), child(api, "two@example.com")
    token = api.post("/v1/Accounts/impersonate", {"email": "one@example.com", "ttl": 60}).json()
    assert (token["userId"], token["ttl"]) == (first["id"], 60)
    headers = {"Authorization": token["id"]}
    refused = api.post("/v1/Accounts/impersonate", {"id": second["id"]}, headers=headers)
    assert refused.status_code == 401


def test_a_child_does_not_reach_another_childs_organization(api):
    tokens, organizations = [], []
    for email in ("left@example.com", "right@example.com"):
        account = child(api, email)
        token = api.post("/v1/Accounts/impersonate", {"id": account["id"]}).json()["id"]
        headers = {"Authorization": token}
        made = api.post(
            f"/v1/Accounts/{account['id']}/organizations", {"name": "x"}, headers=headers
        )
        tokens.append(token)
        organizations.append(made.json()["id"])
    path = f"/v1/Organizations/{organizations[1]}/clients"
    assert api.get(path, headers={"Authorization": tokens[0]}).status_code == 401
    assert api.get(path, headers={"Authorization": tokens[1]}).status_code == 200
    assert api.get(path).status_code == 200  # the root reaches what its children made


def test_a_new_password_ends_all_other_tokens(api):
    account = child(api, "change@example.com")
    keep, other = (
        api.post("/v1/Accounts/impersonate", {"id": account["id"]}).json()["id"] for _ in "12"
    )
    body = {"oldPassword": "secret", "newPassword": "better"}
    headers = {"Authorization": keep}
    assert api.post("/v1/Accounts/change-password", body, headers=headers).status_code == 204
    assert api.get("/v1/Accounts/authorized", headers=headers).status_code == 200
    gone = api.get("/v1/Accounts/authorized", headers={"Authorization": other})
    assert gone.status_code == 401


def test_a_mailed_token_sets_a_new_password(api):
    child(api, "lost@example.com")
    assert api.post("/v1/Accounts/reset", {"email": "lost@example.com"}).status_code == 204
    mailed = api.sandbox.world.outbox[-1]["token"]
    headers = {"Authorization": mailed}
    body = {"newPassword": "found"}
    assert api.post("/v1/Accounts/reset-password", body, headers=headers).status_code == 204
    login = {"email": "lost@example.com", "password": "found"}
    assert api.post("/v1/Accounts/login", login).status_code == 200


def test_addresses_are_unique_and_passwords_never_shown(api):
    account = child(api, "unique@example.com")
    assert "password" not in account
    again = api.post("/v1/Accounts", {"email": "unique@example.com", "password": "x"})
    assert again.json()["error"]["details"]["codes"] == {"email": ["uniqueness"]}
    path = "/v1/Accounts/is-unique?email="
    assert api.get(path + "unique@example.com").json() == {"isUnique": False}
    assert api.get(path + "free@example.com").json() == {"isUnique": True}
    long = api.post("/v1/Accounts", {"email": "l@example.com", "password": "x" * 73}).json()
    assert (long["error"]["code"], "details" in long["error"]) == ("PASSWORD_TOO_LONG", False)


def test_an_invitation_gives_the_rights_of_its_role(api):
    organization = api.organization()
    guest = child(api, "guest@example.com")
    token = api.post("/v1/Accounts/impersonate", {"id": guest["id"]}).json()["id"]
    headers = {"Authorization": token}
    path = f"/v1/Organizations/{organization}/clients"
    invited = api.post(
        f"/v1/Organizations/{organization}/invite",
        {"email": "guest@example.com", "role": "readonly"},
    ).json()
    assert api.get(path, headers=headers).status_code == 401
    accepted = api.post(f"/v1/AccountOrganizations/{invited['id']}/accept", headers=headers)
    assert accepted.json() == {"success": True}
    assert api.get(path, headers=headers).status_code == 200
    assert api.post(path, {"name": "x"}, headers=headers).status_code == 401
    api.post(f"/v1/AccountOrganizations/{invited['id']}/change-role", {"role": "default"})
    assert api.post(path, {"name": "x"}, headers=headers).status_code == 200
    api.post(f"/v1/AccountOrganizations/{invited['id']}/disable")
    assert api.get(path, headers=headers).status_code == 401
