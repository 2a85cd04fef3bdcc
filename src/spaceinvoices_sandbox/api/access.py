"""Who may do what: tokens, memberships, roles, and the reach of a root account."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from spaceinvoices_sandbox.api import models
from spaceinvoices_sandbox.loopback import errors, ids
from spaceinvoices_sandbox.loopback.dates import parse as parse_date
from spaceinvoices_sandbox.loopback.errors import ApiError

if TYPE_CHECKING:
    from spaceinvoices_sandbox.loopback.json_types import Record
    from spaceinvoices_sandbox.loopback.schemas import Schema
    from spaceinvoices_sandbox.world import World

Level: TypeAlias = Literal["read", "write", "admin"]

DEFAULT_TTL: Final = 1_209_600
IMPERSONATION_TTL: Final = 5_184_000
LONGEST_TTL: Final = 31_556_926
RESET_TTL: Final = 900
RESET_SCOPE: Final = "reset-password"
_ETERNAL: Final = -1
_LEVELS: Final[dict[str, tuple[Level, ...]]] = {
    "readonly": ("read",),
    "default": ("read", "write"),
    "admin": ("read", "write", "admin"),
}
_ROUNDS: Final = 1000


def hashed(password: str) -> str:
    """Return the password as it is kept."""
    salt = secrets.token_hex(8)
    return f"{salt}${_digest(password, salt)}"


def verified(password: object, kept: object) -> bool:
    """Return whether this is the password that was kept."""
    if not isinstance(password, str) or not isinstance(kept, str) or not password:
        return False
    salt, _, digest = kept.partition("$")
    return secrets.compare_digest(digest, _digest(password, salt))


def _digest(password: str, salt: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), _ROUNDS).hex()


def issue_token(
    world: World,
    account: Record,
    ttl: float | None = None,
    *,
    identity: str | None = None,
    scopes: list[str] | None = None,
) -> Record:
    """Return a new token of the account, for at most a year; a `ttl` of -1 never ends."""
    token: Record = {
        "id": identity or ids.access_token(),
        "ttl": min(ttl or DEFAULT_TTL, LONGEST_TTL),
        "created": world.clock.stamp(),
        "userId": account["id"],
    }
    if scopes:
        token["scopes"] = [*scopes]
    return world.store.insert(models.ACCESS_TOKEN, token)


def authenticate(world: World, identity: str) -> tuple[Record | None, Record | None]:
    """Token and account; an expired token is refused once by name, and deleted."""
    token = world.store.get(models.ACCESS_TOKEN, identity)
    if token is None:
        return None, None
    if _expired(world, token):
        world.store.remove(models.ACCESS_TOKEN, identity)
        raise ApiError(401, "Invalid Access Token", code="INVALID_TOKEN")
    return token, world.store.get(models.ACCOUNT, str(token["userId"]))


def is_in_scope(token: Record | None, operation_id: str) -> bool:
    """Return whether a token is good for an operation; a mailed one only for a new password."""
    scopes = None if token is None else token.get("scopes")
    return scopes != [RESET_SCOPE] or operation_id == "accounts_reset_password"


def _expired(world: World, token: Record) -> bool:
    ttl, created = token.get("ttl"), parse_date(str(token.get("created")))
    if ttl == _ETERNAL or created is None or not isinstance(ttl, (int, float)):
        return False
    return world.clock.now() >= created.moment.astimezone(UTC) + timedelta(seconds=ttl)


def end_tokens(world: World, account_id: str, keep: str | None) -> None:
    """Delete all tokens of the account but one."""
    for token in world.store.every(models.ACCESS_TOKEN, userId=account_id):
        if token["id"] != keep:
            world.store.remove(models.ACCESS_TOKEN, str(token["id"]))


def is_child(child: Record, of: Record) -> bool:
    """Return whether the root account `of` has authority over the other account."""
    return of["id"] in (child.get("masterId"), child.get("parentId"))


def account(world: World, me: Record, identity: str) -> Record:
    """Return the account itself or a child of it; raises 401 for anybody else's."""
    if identity == me["id"]:
        return me
    found = world.store.get(models.ACCOUNT, identity)
    if found is None:
        raise errors.no_model(identity)
    if not is_child(found, me):
        raise errors.unauthorized()
    return found


def organization(world: World, me: Record, identity: str, level: Level) -> Record:
    """Return the organization, if the account may do this with it; raises 404 and 401."""
    found = world.store.get(models.ORGANIZATION, identity)
    if found is None:
        raise errors.no_model(identity)
    if not may(world, me, identity, level):
        raise errors.unauthorized()
    if level == "write" and found.get("active") is False:
        raise errors.refused("Organization is not active", code="ORGANIZATION_DEACTIVATED")
    return found


def may(world: World, me: Record, organization_id: str, level: Level) -> bool:
    """Return whether a membership, or a child's membership, gives the right."""
    own = world.store.every(
        models.ACCOUNT_ORGANIZATION, accountId=str(me["id"]), organizationId=organization_id
    )
    for membership in own:
        if live(membership):
            return level in _LEVELS.get(str(membership.get("role")), ())
    if me.get("masterId"):
        return False
    members = world.store.every(models.ACCOUNT_ORGANIZATION, organizationId=organization_id)
    return any(_through_child(world, me, membership) for membership in members)


def _through_child(world: World, me: Record, membership: Record) -> bool:
    child_id = membership.get("accountId")
    if not isinstance(child_id, str) or not live(membership) or membership.get("role") != "admin":
        return False
    child = world.store.get(models.ACCOUNT, child_id)
    return child is not None and is_child(child, me)


def live(membership: Record) -> bool:
    """Return whether the membership was accepted and is not disabled."""
    return bool(membership.get("active")) and not (
        membership.get("disabled") or membership.get("rejected")
    )


def owned(world: World, me: Record, schema: Schema, identity: str, level: Level) -> Record | None:
    """Return a record of an organization, None where there is none.

    Raises 401 without the right.
    """
    found = world.store.get(schema, identity)
    if found is not None:
        organization(world, me, str(found["organizationId"]), level)
    return found
