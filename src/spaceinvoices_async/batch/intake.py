"""Makes of a row of the input what can be claimed and sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from attrs import evolve, frozen

from spaceinvoices_async import bodies, models, operations
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.inputs import InputModel
from spaceinvoices_async.unset import UNSET

from . import identity
from .finder import CREATE
from .records import Claim, Lane

if TYPE_CHECKING:
    from spaceinvoices_async.scalars import JsonValue

Row: TypeAlias = Mapping[str, object] | InputModel
"""A row of the input: a mapping, or a document to be created."""


@frozen
class Column:
    """Names the column of a row that holds a value, where the value itself could stand too."""

    name: str


Choice: TypeAlias = str | Column | Callable[[Row], str]
"""The same value for all rows, the column that holds it, or a function of the row."""
ToDocument: TypeAlias = Callable[[Row], "Mapping[str, object] | models.DocumentCreate"]
Locate: TypeAlias = Callable[[Row, InvalidInputError], InvalidInputError]


@frozen(kw_only=True)
class Prepared:
    """A row that can be sent."""

    claim: Claim
    body: Mapping[str, JsonValue]


@frozen(kw_only=True)
class Unfit:
    """A row that cannot be sent; `claim` is None when not even its key is known."""

    line: int
    error: Exception
    claim: Claim | None = None


class Intake:
    """Reads key, organization and document from rows; nothing of it depends on other rows.

    Args:
        job: Namespace of the keys.
        key: Column of the business key, or a function of the row.
        organization_id: For whom the row is issued.
        account: Which child account issues it; None is the client's own.
        to_document: Makes the document; by default the row is the document, less the columns named
            by the other arguments.
        locate: Says where in the file the cause of an error stands.
    """

    def __init__(
        self,
        *,
        job: str,
        key: str | Callable[[Row], str],
        organization_id: Choice,
        account: Choice | None = None,
        to_document: ToDocument | None = None,
        locate: Locate | None = None,
    ) -> None:
        self._job = job
        self._key: Choice = Column(key) if isinstance(key, str) else key
        self.organization_id: Final = organization_id
        self.account: Final = account
        self._to_document = to_document
        self._locate = locate
        chosen = (self._key, organization_id, account)
        self._own_columns = frozenset(part.name for part in chosen if isinstance(part, Column))
        unique_key = operations.OPERATIONS[CREATE].unique_key
        self._unique_id = "uniqueId" if unique_key is None else unique_key.property

    def prepare(self, row: Row, number: int) -> Prepared | Unfit:
        """Make the document of a row; whatever is wrong with it is in the answer."""
        line = int(getattr(row, "line", number))
        claim: Claim | None = None
        try:
            organization_id = _choose(row, self.organization_id, "organization_id")
            account = None if self.account is None else _choose(row, self.account, "account")
            key = _choose(row, self._key, "key")
            claim = Claim(
                row=identity.row_id(self._job, organization_id, key),
                key=key,
                lane=Lane(account, organization_id),
                line=line,
                fingerprint=b"",
            )
            body = self._body(row)
        except InvalidInputError as error:
            located = error if self._locate is None else self._locate(row, error)
            return Unfit(line=line, error=located, claim=claim)
        except (ValueError, ArithmeticError) as error:
            return Unfit(line=line, error=error, claim=claim)
        fingerprint = identity.fingerprint(body)
        body[self._unique_id] = identity.unique_id(claim.row)
        return Prepared(claim=evolve(claim, fingerprint=fingerprint), body=body)

    def _body(self, row: Row) -> dict[str, JsonValue]:
        document: Mapping[str, object] | InputModel
        if self._to_document is not None:
            document = self._to_document(row)
        elif isinstance(row, InputModel):
            document = row
        else:
            document = {name: row[name] for name in row if name not in self._own_columns}
        body = bodies.json_body(models.DocumentCreate, document, {})
        if body.pop(self._unique_id, None) is not None:
            raise InvalidInputError(
                "is made by the batch, from the key: leave it out", field="unique_id"
            )
        return body


def _choose(row: Row, choice: Choice, what: str) -> str:
    """The text that a choice comes to for a row.

    Raises:
        InvalidInputError: There is none.
    """
    if isinstance(choice, str):
        return choice
    value: object
    if isinstance(choice, Column):
        what = f"{what} (column {choice.name!r})"
        value = (
            row.get(choice.name) if isinstance(row, Mapping) else getattr(row, choice.name, UNSET)
        )
    else:
        value = cast("object", choice(row))
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or value is UNSET or value == "":
        raise InvalidInputError("is empty", field=what)
    if not isinstance(value, str):
        raise InvalidInputError(f"must be text, not {type(value).__name__}", field=what)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InvalidInputError("holds half a surrogate pair", field=what) from None
    return value
