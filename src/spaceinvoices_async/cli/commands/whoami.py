"""`spaceinvoices whoami`: whose token this is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from spaceinvoices_async.cli.connection import connection_options, run
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.output import json_option, write_facts, write_json

if TYPE_CHECKING:
    from spaceinvoices_async.cli.connection import ServerOptions
    from spaceinvoices_async.types import JsonValue

_SHOWN: Final = 20
"""Organizations that are listed; a marketplace has thousands."""
_PATIENCE: Final = 10.0
"""Seconds: somebody waits for the answer."""


@click.command(short_help="Show whose token this is.")
@connection_options
@json_option
def whoami(*, connection: ServerOptions, as_json: bool) -> Exit:
    """Show the account of the token, and the organizations it works in."""
    found = run(_ask(connection))
    if as_json:
        write_json(found)
    else:
        _show(found)
    return Exit.DONE


async def _ask(connection: ServerOptions) -> dict[str, JsonValue]:
    from spaceinvoices_async.options import RequestOptions

    swift = RequestOptions(deadline=_PATIENCE)
    async with connection.open() as si:
        account = await si.accounts.authorized(options=swift)
        # Named one by one: an account has secrets among its properties. Some servers answer `{}`.
        wire = account.to_dict()
        id_ = wire.get("id") or si.account_id
        facts: dict[str, JsonValue] = {
            "server": si.base_url,
            "id": id_,
            **{name: wire.get(name) for name in ("email", "firstname", "lastname", "parentId")},
        }
        if isinstance(id_, str):
            page = await si.organizations.list(
                id_, fields=["id", "name"], limit=_SHOWN, options=swift
            )
            facts["organizations"] = [
                {name: row.to_dict().get(name) for name in ("id", "name")} for row in page
            ]
            facts["organizations_total"] = page.total
        return facts


def _show(found: dict[str, JsonValue]) -> None:
    names = [str(found[part]) for part in ("firstname", "lastname") if found.get(part)]
    listed = found.get("organizations")
    rows = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
    total = found.get("organizations_total")
    more = total - len(rows) if isinstance(total, int) else 0
    write_facts(
        [
            ("server", found["server"]),
            ("account", found["id"]),
            ("e-mail", found["email"]),
            ("name", " ".join(names) or None),
            ("parent", found["parentId"]),
            *(("organization", f"{row.get('id')}  {row.get('name') or ''}") for row in rows),
            ("", f"and {more} more organizations" if more > 0 else None),
        ]
    )
