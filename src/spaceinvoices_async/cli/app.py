"""The tree of commands; what a command does is imported when it runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from spaceinvoices_async.cli.commands import batch, documents, whoami
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.output import discard_output, flush_output

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Tree(click.Group):
    """Lists the commands of other packages as well."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the own commands, then those found by entry points."""
        super().format_commands(ctx, formatter)
        from spaceinvoices_async.cli import plugins  # only help pays for the search

        if names := plugins.names():
            with formatter.section("More commands"):
                text = "see `spaceinvoices {} --help`"
                formatter.write_dl([(name, text.format(name)) for name in names])


@click.group(
    cls=_Tree,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Credentials come from the environment alone: SPACEINVOICES_TOKEN, or "
    "SPACEINVOICES_EMAIL and SPACEINVOICES_PASSWORD. A command line is read by every process of "
    "the machine, and kept by the shell.",
)
@click.version_option(package_name="spaceinvoices-async", prog_name="spaceinvoices")
def app() -> None:
    """Issue and fetch documents of Space Invoices from the command line."""


app.add_command(whoami.whoami)
app.add_command(documents.documents)
app.add_command(batch.batch)


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
        return errors.report(error)
    return int(code) if isinstance(code, int) else Exit.DONE


def _refuse(error: click.ClickException) -> Exit:
    from spaceinvoices_async.cli.errors import say  # only a failure pays for it

    context = error.ctx if isinstance(error, click.UsageError) else None
    advice = "" if context is None else f" (see `{context.command_path} --help`)"
    say(f"error: {error.format_message()}{advice}")
    return Exit.USAGE
