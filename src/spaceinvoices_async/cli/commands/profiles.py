"""`spaceinvoices profiles`: the profiles there are."""

from __future__ import annotations

import click

from spaceinvoices_async.cli import profiles as stored
from spaceinvoices_async.cli.command_names import OWN_COMMANDS
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.output import json_option, write_facts, write_json


@click.command(short_help=OWN_COMMANDS["profiles"])
@json_option
def profiles(*, as_json: bool) -> Exit:
    """List the profiles and their servers; tokens are not shown."""
    found = stored.addresses()
    if as_json:
        write_json({"file": str(stored.profiles_file()), "profiles": dict(found)})
    else:
        write_facts((name, address or "the API itself") for name, address in found.items())
    return Exit.DONE
