"""Groups of commands, one for each resource; the commands of a group are made when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

import click

from spaceinvoices_async._generated.resources import SUMMARIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async.cli.operations.method import Method


_BY_HAND: Final[Mapping[tuple[str, str], str]] = {
    ("documents", "pdf"): "spaceinvoices_async.cli.commands.documents"
}
"""Commands written by hand that stand among those of a resource, and their modules."""


class ResourceGroup(click.Group):
    """The commands of one resource; one that was written by hand wins over a method's."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag.replace("_", "-"), help=SUMMARIES[tag], short_help=SUMMARIES[tag])
        self._tag = tag
        self._methods: Mapping[str, Method] | None = None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return names of the commands."""
        by_hand = {name for tag, name in _BY_HAND if tag == self._tag}
        return sorted({*super().list_commands(ctx), *by_hand, *self._made()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name, made now if it is one of an operation."""
        by_hand = _BY_HAND.get((self._tag, cmd_name))
        if by_hand is not None:
            return cast("click.Command", getattr(import_module(by_hand), cmd_name))
        method = self._made().get(cmd_name)
        if method is None:
            return super().get_command(ctx, cmd_name)
        from spaceinvoices_async.cli.operations.command import make_command

        return make_command(method)

    def _made(self) -> Mapping[str, Method]:
        if self._methods is None:
            from spaceinvoices_async.cli.operations.method import methods_of

            self._methods = {
                name.replace("_", "-"): method for name, method in methods_of(self._tag).items()
            }
        return self._methods
