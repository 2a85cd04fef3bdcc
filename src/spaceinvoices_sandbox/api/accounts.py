"""Accounts: sign-up, login, impersonation, children, and the ways of a password."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import access, memberships, models
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, ids, instances, javascript
from spaceinvoices_sandbox.loopback.answers import Page, Redirect
from spaceinvoices_sandbox.loopback.errors import ApiError, bad_request, refused
from spaceinvoices_sandbox.loopback.includes import read_include

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.filters import Query
    from spaceinvoices_sandbox.loopback.json_types import Json, Record

_ATOM: Final = r"[^\s@\"<>()\[\]\\,;:.\x00-\x1f\x7f]+"
_LABEL: Final = r"(?!-)[^\W_](?:[^\W_]|-)*(?<!-)"
_EMAIL = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*\Z")
_LONGEST_PASSWORD: Final = 72


def visible(account: Mapping[str, Json]) -> Record:
    """Return the account without what nobody may read."""
    return {name: value for name, value in account.items() if name not in models.ACCOUNT.hidden}


@handles("accounts_create")
def create(call: Call) -> Answer:
    """Return a child of the token's account, or without a token a new root account."""
    given: Record = {**call.world.stamped(), "emailVerified": False}
    if call.account is not None:
        given["parentId"] = call.account["id"]
        given["masterId"] = call.account.get("masterId") or call.account["id"]
    password = call.data.get("password")
    if isinstance(password, str):
        _check_password(password)
    data = dict(call.data)
    data.pop("password", None)
    if isinstance(password, str):
        data["password"] = access.hashed(password)
    _check_text_email(call)
    record = instances.created(models.ACCOUNT, data, given)
    _check_email(call, record)
    _check_username(call, record)
    call.world.store.insert(models.ACCOUNT, record)
    memberships.link(call.world, record)
    return visible(record)


def _check_text_email(call: Call) -> None:
    """Raise the 422 of an e-mail address that is no text, which the framework does not convert."""
    email = call.data.get("email")
    if email is not None and not isinstance(email, str):
        problem: instances.Problem = ("email", "custom.string", "is invalid")
        raise errors.invalid(models.ACCOUNT.model, [problem], call.data)


def _check_password(password: str) -> None:
    if not password:
        raise refused("Invalid password.", code="INVALID_PASSWORD")
    if len(password.encode()) > _LONGEST_PASSWORD:
        raise refused(
            f"The password entered was too long. Max length is {_LONGEST_PASSWORD} "
            f"(entered {len(password)})",
            code="PASSWORD_TOO_LONG",
        )


def _check_email(call: Call, record: Record) -> None:
    email = str(record.get("email"))
    problems: list[instances.Problem] = []
    if not _EMAIL.match(email):
        problems.append(("email", "custom.email", "is invalid"))
    other = call.world.store.first(models.ACCOUNT, email=email)
    if other is not None and other["id"] != record["id"]:
        problems.append(("email", "uniqueness", "Email already exists"))
    instances.check(models.ACCOUNT, record, problems)


def _check_username(call: Call, record: Record) -> None:
    """Raise the 422 of a name that another account has."""
    username = record.get("username")
    if not isinstance(username, str):
        return
    other = call.world.store.first(models.ACCOUNT, username=username)
    if other is not None and other["id"] != record.get("id"):
        problem: instances.Problem = ("username", "uniqueness", "User already exists")
        instances.check(models.ACCOUNT, record, [problem])


@handles("accounts_get")
def get(call: Call) -> Answer:
    """Return the account, for itself and for the root above it."""
    query = call.selection(models.ACCOUNT)
    me = call.me
    found = call.world.store.get(models.ACCOUNT, call.id)
    if found is None:
        raise errors.unknown_id("Account", call.id)
    if found["id"] != me["id"] and not access.is_child(found, me):
        raise errors.unauthorized()
    return _with_organizations(call, selected(visible(found), query), query)


def _with_organizations(call: Call, record: Record, query: Query) -> Record:
    """Return the account with the relations that are asked for; its tokens are never among them."""
    for item in read_include(query.include):
        if item.name == "organizations":
            record = {**record, item.name: memberships.organizations(call, item)}
        elif item.name != "accessTokens":
            raise errors.server_error(f'Relation "{item.name}" is not defined for Account model')
    return record


def selected(record: Record, query: Query) -> Record:
    """Return the record with the wanted fields only."""
    if query.fields is None:
        return record
    return {name: value for name, value in record.items() if name in query.fields}


@handles("accounts_update")
def update(call: Call) -> Answer:
    """Change the account; a new e-mail address or password ends all other tokens."""
    current = access.account(call.world, call.me, call.id)
    password = call.data.get("password")
    data = dict(call.data)
    data.pop("password", None)
    if isinstance(password, str):
        _check_password(password)
        data["password"] = access.hashed(password)
    _check_text_email(call)
    record = instances.patched(models.ACCOUNT, current, data, call.world.clock.stamp())
    if record["email"] != current["email"]:
        _check_email(call, record)
    _check_username(call, record)
    if isinstance(password, str) or record["email"] != current["email"]:
        access.end_tokens(call.world, call.id, _token_id(call))
    return visible(call.world.store.update(models.ACCOUNT, record))


def _token_id(call: Call) -> str | None:
    return None if call.token is None else str(call.token["id"])


@handles("accounts_login")
def login(call: Call) -> Answer:
    """Return a token for e-mail address and password."""
    call.require_body("credentials")
    ttl = _ttl(call)
    email = call.data.get("email")
    username = call.data.get("username")
    if not email and not username:
        raise bad_request("username or email is required", code="USERNAME_EMAIL_REQUIRED")
    if email and not isinstance(email, str):
        raise bad_request("Invalid email", code="INVALID_EMAIL")
    named = {"email": str(email)} if email else {"username": javascript.text(username)}
    found = call.world.store.first(models.ACCOUNT, **named)
    if found is None or not access.verified(call.data.get("password"), found.get("password")):
        raise ApiError(401, "login failed", code="LOGIN_FAILED")
    token = access.issue_token(call.world, found, ttl)
    names = call.arguments.get("include")
    if isinstance(names, list) and any(str(name).lower() == "user" for name in names):
        return {**token, "user": visible(found)}
    return token


def _ttl(call: Call) -> float | None:
    """Return the seconds a token is to live; raises 400 for what is no number."""
    ttl = call.data.get("ttl")
    if ttl is None:
        return None
    if isinstance(ttl, bool) or not isinstance(ttl, (int, float)):
        raise bad_request("Value is not a number.")
    return ttl


@handles("accounts_logout")
def logout(call: Call) -> Answer:
    """End the token; a second time there is none to end."""
    if call.token is None:
        raise ApiError(401, "accessToken is required to logout")
    call.world.store.remove(models.ACCESS_TOKEN, str(call.token["id"]))
    return None


@handles("accounts_impersonate")
def impersonate(call: Call) -> Answer:
    """Return a token of a child, by id or e-mail address; only its root account gets one."""
    ttl = _ttl(call)
    me = call.me
    identity, email = call.data.get("id"), call.data.get("email")
    if identity:
        child = call.world.store.get(models.ACCOUNT, javascript.text(identity))
    elif email:
        child = call.world.store.first(models.ACCOUNT, email=javascript.text(email))
    else:
        raise bad_request("id or email is required", code="ID_OR_EMAIL_REQUIRED")
    if child is None:
        raise errors.no_model(javascript.text(identity or email))
    if not access.is_child(child, me):
        raise errors.unauthorized()
    return access.issue_token(call.world, child, ttl or access.IMPERSONATION_TTL)


@handles("accounts_list")
def children(call: Call) -> Answer:
    """Return the children of the token's account."""
    query = call.query(models.ACCOUNT)
    rows, total = call.world.store.find(models.ACCOUNT, {"masterId": str(call.me["id"])}, query)
    return Page([selected(visible(row), query) for row in rows], total)


@handles("accounts_count")
def count_children(call: Call) -> Answer:
    """Return how many children match."""
    where = call.where(models.ACCOUNT)
    return {
        "count": call.world.store.count(models.ACCOUNT, {"masterId": str(call.me["id"])}, where)
    }


@handles("accounts_authorized")
def authorized(call: Call) -> Answer:
    """Return the account of the token."""
    return visible(call.me)


@handles("accounts_is_unique")
def is_unique(call: Call) -> Answer:
    """Return whether nobody has the e-mail address yet."""
    email = call.required("email")
    return {"isUnique": call.world.store.first(models.ACCOUNT, email=email) is None}


@handles("accounts_verify", "accounts_send_verification")
def verify(call: Call) -> Answer:
    """Mail a link that confirms the e-mail address."""
    found = access.account(call.world, call.me, call.id)
    token = ids.access_token()
    call.world.store.update(models.ACCOUNT, {**found, "verificationToken": token})
    call.world.outbox.append({"kind": "verification", "to": found["email"], "token": token})
    return {"success": True} if call.operation.id == "accounts_send_verification" else None


@handles("accounts_confirm")
def confirm(call: Call) -> Answer:
    """Return the link in that mail."""
    uid, token = call.required("uid"), call.required("token")
    found = call.world.store.get(models.ACCOUNT, uid)
    if found is None:
        raise ApiError(404, f"User not found: {uid}", code="USER_NOT_FOUND")
    if found.get("verificationToken") != token:
        raise bad_request(f"Invalid token: {token}", code="INVALID_TOKEN")
    confirmed: Record = {**found, "emailVerified": True, "verificationToken": None}
    call.world.store.update(models.ACCOUNT, confirmed)
    redirect = call.text("redirect")
    return None if redirect is None else Redirect(redirect)


@handles("accounts_is_verified")
def is_verified(call: Call) -> Answer:
    """Return whether the e-mail address was confirmed."""
    found = access.account(call.world, call.me, call.id)
    return {"isVerified": bool(found.get("emailVerified"))}


@handles("accounts_change_password")
def change_password(call: Call) -> Answer:
    """Return a new password for the old one; all other tokens end."""
    call.check_texts("oldPassword", "newPassword")
    me = call.me
    old, new = call.required("oldPassword"), call.required("newPassword")
    if not access.verified(old, me.get("password")):
        raise bad_request("Invalid current password", code="INVALID_PASSWORD")
    return _set_password(call, me, new)


@handles("accounts_reset")
def reset(call: Call) -> Answer:
    """Mail a short-lived token that may set a new password."""
    call.require_body("options")
    email = call.data.get("email")
    if not isinstance(email, str):
        raise bad_request("Email is required", code="EMAIL_REQUIRED")
    found = call.world.store.first(models.ACCOUNT, email=email)
    if found is None:
        raise ApiError(404, "Email not found", code="EMAIL_NOT_FOUND")
    token = access.issue_token(call.world, found, access.RESET_TTL, scopes=["reset-password"])
    call.world.outbox.append({"kind": "reset", "to": found["email"], "token": token["id"]})
    return None


@handles("accounts_reset_password")
def reset_password(call: Call) -> Answer:
    """Return a new password for the mailed token; all other tokens end."""
    call.check_texts("newPassword")
    me = call.me
    scopes = None if call.token is None else call.token.get("scopes")
    if not isinstance(scopes, list) or "reset-password" not in scopes:
        raise errors.unauthorized()
    return _set_password(call, me, call.required("newPassword"))


def _set_password(call: Call, account: Record, password: str) -> Answer:
    _check_password(password)
    changed: Record = {
        **account,
        "password": access.hashed(password),
        "updatedAt": call.world.clock.stamp(),
    }
    call.world.store.update(models.ACCOUNT, changed)
    access.end_tokens(call.world, str(account["id"]), _token_id(call))
    return None
