"""The tree of commands; what a command does is imported when it runs."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, cast

import click

from spaceinvoices_async._generated.resources import SUMMARIES
from spaceinvoices_async.cli.command_names import BUNDLED_COMMANDS, OWN_COMMANDS
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.output import discard_output, flush_output, settle_output

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Tree(click.Group):
    """The commands written by hand, those of the API's resources, and those of other packages.

    A command is loaded when it is used: help names them all and loads none.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return names of the commands, in alphabetical order."""
        return sorted(
            {*super().list_commands(ctx), *OWN_COMMANDS, *(_as_command(tag) for tag in SUMMARIES)}
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name."""
        if cmd_name in OWN_COMMANDS:
            module = import_module(f"spaceinvoices_async.cli.commands.{cmd_name}")
            return cast("click.Command", getattr(module, cmd_name))
        tag = next((tag for tag in SUMMARIES if _as_command(tag) == cmd_name), None)
        if tag is None:
            return super().get_command(ctx, cmd_name)
        from spaceinvoices_async.cli.operations.group import ResourceGroup

        return ResourceGroup(tag)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a line for each command, then the names of those found by entry points."""
        told = {_as_command(tag): text for tag, text in SUMMARIES.items()}
        resources = [(name, told[name]) for name in self.list_commands(ctx) if name in told]
        with formatter.section("Commands"):
            formatter.write_dl(sorted({**OWN_COMMANDS, **BUNDLED_COMMANDS}.items()))
        with formatter.section("Commands for every operation of the API"):
            formatter.write_dl(resources)
        from spaceinvoices_async.cli import plugins  # only help pays for the search

        if names := plugins.names():
            with formatter.section("More commands"):
                text = "see `spaceinvoices {} --help`"
                formatter.write_dl([(name, text.format(name)) for name in names])


def _as_command(tag: str) -> str:
    return tag.replace("_", "-")


@click.group(
    cls=_Tree,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Credentials come from the environment, SPACEINVOICES_TOKEN or SPACEINVOICES_EMAIL and "
    "SPACEINVOICES_PASSWORD, or from a profile (see `spaceinvoices login --help`); never from the "
    "command line, which every process of the machine can read, and the shell keeps.",
)
@click.version_option(package_name="spaceinvoices-async", prog_name="spaceinvoices")
def app() -> None:
    """Use the Space Invoices API from the command line: a command for every operation."""


def run(arguments: Sequence[str]) -> int:
    """Run a command; what goes wrong is one line on the standard error."""
    try:
        code: object = app.main(
            list(arguments), prog_name="spaceinvoices", standalone_mode=False, obj=list(arguments)
        )
        flush_output()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()  # the whole help is the message
        return Exit.USAGE
    except click.ClickException as error:
        return _refuse(error)
    except (click.Abort, KeyboardInterrupt):
        return Exit.INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click makes the latter of the former
        discard_output()
        return Exit.CLOSED
    except Exception as error:
        from spaceinvoices_async.cli import errors  # only a failure pays for it

        if os.environ.get(errors.TRACEBACK_VARIABLE):
            raise
        reported = errors.report(error)
        settle_output()
        return reported
    return int(code) if isinstance(code, int) else Exit.DONE


def _refuse(error: click.ClickException) -> Exit:
    from spaceinvoices_async.cli.errors import say  # only a failure pays for it

    context = error.ctx if isinstance(error, click.UsageError) else None
    advice = "" if context is None else f" (see `{context.command_path} --help`)"
    say(f"error: {error.format_message()}{advice}")
    return Exit.USAGE
