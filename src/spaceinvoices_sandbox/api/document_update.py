"""Changes of a document: patched or put anew, its totals worked out again, its number kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import access, models, payments, stock
from spaceinvoices_sandbox.api.document_issue import COMPUTED, Issue
from spaceinvoices_sandbox.api.documents import shown
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, instances
from spaceinvoices_sandbox.loopback.json_types import objects_in

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.instances import Problem
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

_KEPT: Final = (
    *("id", "organizationId", "accountId", "uniqueId", "createdAt", "issuedAt", "canceled"),
    *("sentSnailMail", "shareableId", "_comments", "_isDeleted", "recurrenceId"),
)
"""What no change of a document touches."""


class Revision(Issue):
    """A stored document on its way to what it shall be."""

    def __init__(
        self, world: World, account: Record, current: Record, sent: Record, *, whole: bool
    ) -> None:
        self.current = current
        self.sent = {name: value for name, value in sent.items() if name != "id"}
        base = {} if whole else _inputs(current)
        base.setdefault("number", current.get("number"))
        base.setdefault("type", current["type"])
        organization = world.store.get(models.ORGANIZATION, str(current["organizationId"]))
        super().__init__(world, organization or {}, account, {**base, **self.sent})
        self.problems += self._refusals()

    def _refusals(self) -> list[Problem]:
        problems: list[Problem] = []
        if self.document["type"] != self.current["type"]:
            problems.append(("type", "immutable", "cannot be changed"))
        if self.document["draft"] and not self.current.get("draft"):
            problems.append(("draft", "immutable", "cannot become true again"))
        return problems

    def _known_ids(self) -> frozenset[str]:
        return frozenset(str(line["id"]) for line in objects_in(self.current.get("_documentItems")))

    def _says_who(self) -> bool:
        return "_documentClient" in self.sent or "clientId" in self.sent

    def _client(self) -> tuple[Record | None, list[Problem]]:
        return super()._client() if self._says_who() else (None, [])

    def _parties(self, client: Record | None, unit: Record | None) -> None:
        current = self.current
        if self._says_who():
            super()._parties(client, unit)
        else:
            for name in ("clientId", "_documentClient", "_documentUnit", "currencyId"):
                if name in current:
                    self.document.setdefault(name, current[name])
            self.document["_documentClient"] = current["_documentClient"]
        if "_documentIssuer" not in self.sent:
            self.document["_documentIssuer"] = current["_documentIssuer"]

    def _given(self) -> Record:
        kept: Record = {name: self.current[name] for name in _KEPT if name in self.current}
        if not self.document["draft"]:
            kept.setdefault("issuedAt", self.stamp)
        return {**kept, "updatedAt": self.stamp}

    def _number(self) -> None:
        number = self.document.get("number")
        if number and number == self.current.get("number"):
            return
        super()._number()

    def _payments(self, sent: list[Record]) -> list[Json]:
        del sent  # payments have operations of their own
        return payments.of(self.world, self.current)

    def _send(self) -> None:
        """Mail nothing after a change."""

    def _keep(self) -> Record:
        self.world.store.update(models.DOCUMENT, self.document)
        if self.current.get("draft"):
            stock.move(self.world, self.document)
        return self.document


def _inputs(current: Record) -> Record:
    """Return what somebody would send to get the document as it is."""
    left_out = {*COMPUTED, *_KEPT, "dateYear", "updatedAt", "payments"} - {"_documentItems"}
    return {name: value for name, value in current.items() if name not in left_out}


@handles("documents_update")
def update(call: Call) -> Answer:
    """Change the sent properties; totals follow."""
    return shown(call, _revised(call, whole=False))


@handles("documents_replace")
def replace(call: Call) -> Answer:
    """Put what was sent in the place of what was there; number, payments and identity stay."""
    return shown(call, _revised(call, whole=True))


def _revised(call: Call, *, whole: bool) -> Record:
    current = access.owned(call.world, call.me, models.DOCUMENT, call.id, "write")
    if whole:
        instances.check_replaced_id(call.id, call.data)
    if current is None:
        raise errors.no_instance(call.id) if whole else errors.no_model(call.id)
    if not whole:
        instances.check_changed_id(call.id, call.data)
    return Revision(call.world, call.me, current, call.data, whole=whole).run()
