"""Access tokens of an account and of its children, made, listed and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import access, models, records
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer


@handles("access_tokens_create")
def create(call: Call) -> Answer:
    """Return a new token of the account."""
    account = access.account(call.world, call.me, call.id)
    ttl, scopes = call.data.get("ttl"), call.data.get("scopes")
    lifetime = ttl if isinstance(ttl, (int, float)) and not isinstance(ttl, bool) else None
    named = [str(scope) for scope in scopes] if isinstance(scopes, list) else None
    return access.issue_token(call.world, account, lifetime, scopes=named)


@handles("access_tokens_list")
def find(call: Call) -> Answer:
    """Return the tokens of the account."""
    access.account(call.world, call.me, call.id)
    return records.of_parent(call, models.ACCESS_TOKEN, {"userId": call.id})


@handles("access_tokens_delete")
def delete(call: Call) -> Answer:
    """End a token of the account."""
    account_id, token = call.ids
    access.account(call.world, call.me, account_id)
    found = call.world.store.get(models.ACCESS_TOKEN, token)
    if found is None or found["userId"] != account_id:
        raise errors.no_model(token)
    call.world.store.remove(models.ACCESS_TOKEN, token)
    return None
