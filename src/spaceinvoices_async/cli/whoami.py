"""`spaceinvoices whoami`: whose token this is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from .exits import Exit
from .output import json_option, write_facts, write_json
from .session import connection_options, run

if TYPE_CHECKING:
    from spaceinvoices_async.scalars import JsonValue

    from .session import Connection

_SHOWN: Final = 20
"""Organizations that are listed; a marketplace has thousands."""


@click.command()
@connection_options
@json_option
def whoami(*, connection: Connection, as_json: bool) -> Exit:
    """Show the account of the token, and the organizations it works in."""
    found = run(_ask(connection))
    if as_json:
        write_json(found)
    else:
        _show(found)
    return Exit.DONE


async def _ask(connection: Connection) -> dict[str, JsonValue]:
    async with connection.open() as si:
        account = await si.accounts.authorized()
        # Named one by one: an account has secrets among its properties. Some servers answer `{}`.
        wire = account.to_dict()
        id_ = wire.get("id") or si.account_id
        facts: dict[str, JsonValue] = {
            "server": si.base_url,
            "id": id_,
            **{name: wire.get(name) for name in ("email", "firstname", "lastname", "parentId")},
        }
        if isinstance(id_, str):
            page = await si.organizations.list(id_, fields=["id", "name"], limit=_SHOWN)
            facts["organizations"] = [
                {name: row.to_dict().get(name) for name in ("id", "name")} for row in page
            ]
            facts["organizations_total"] = page.total
        return facts


def _show(found: dict[str, JsonValue]) -> None:
    names = [str(found[part]) for part in ("firstname", "lastname") if found.get(part)]
    write_facts(
        [
            ("server", found["server"]),
            ("account", found["id"]),
            ("e-mail", found["email"]),
            ("name", " ".join(names) or None),
            ("parent", found["parentId"]),
        ]
    )
    listed = found.get("organizations")
    organizations = listed if isinstance(listed, list) else []
    for row in organizations:
        if isinstance(row, dict):
            write_facts([("organization", f"{row.get('id')}  {row.get('name') or ''}")])
    total = found.get("organizations_total")
    if isinstance(total, int) and total > len(organizations):
        click.echo(f"and {total - len(organizations)} more organizations")
