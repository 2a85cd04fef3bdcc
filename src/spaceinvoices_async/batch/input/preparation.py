"""Makes of a row of the input what can be claimed and sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast

from attrs import field, frozen

from spaceinvoices_async import models, operations
from spaceinvoices_async._calls.request import check_owner
from spaceinvoices_async._serialization import requests
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.batch.input import identity
from spaceinvoices_async.batch.input.arguments import check_choice
from spaceinvoices_async.batch.input.identity import CREATE
from spaceinvoices_async.batch.input.rows import (
    DOUBLED,
    IS_QUOTED,
    REASONS,
    REFUSED_KEY,
    Column,
    SourceRow,
    WrongRow,
)
from spaceinvoices_async.batch.input.scalars import as_whole_number, is_missing, plain
from spaceinvoices_async.batch.journal.loose_keys import loose_key
from spaceinvoices_async.batch.journal.records import Claim, Lane
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spaceinvoices_async.batch.input.rows import (
        Choice,
        Locate,
        Row,
        ToDocument,
    )
    from spaceinvoices_async.batch.input.sources import Source
    from spaceinvoices_async.types import JsonValue


@frozen(kw_only=True)
class PreparedRow:
    """A row that can be sent."""

    claim: Claim
    body: Mapping[str, JsonValue] = field(repr=False)


@frozen(kw_only=True)
class UnsendableRow:
    """A row that cannot be sent; `claim` is None when not even its key is known."""

    line: int
    error: Exception
    claim: Claim | None = None


class RowPreparer:
    """Reads key, organization and document from rows; nothing of it depends on other rows.

    Args:
        job: Namespace of the keys.
        key: Column of the business key, or a function of the row.
        organization_id: For whom the row is issued.
        account: Which child account issues it; None is the client's own.
        to_document: Makes the document; by default the row is the document, less the columns named
            by the other arguments.
        origin: Stands for what `to_document` does, in the fingerprint of the row.
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
        origin: str = "",
        locate: Locate | None = None,
    ) -> None:
        self._job = job
        self._key: Choice = Column(key) if isinstance(key, str) else key
        self.organization_id: Final = organization_id
        self.account: Final = account
        self._to_document = to_document
        self._locate = locate
        for name, choice in (("key", key), ("organization_id", organization_id)):
            check_choice(name, choice)
        check_choice("account", account, optional=True)
        chosen = (self._key, organization_id, account)
        self.own_columns: Final = frozenset(
            part.name for part in chosen if isinstance(part, Column)
        )
        self._no_fields = self.own_columns.union(REASONS)
        self._origin = identity.origin(origin, sorted(self.own_columns))
        chosen_by = [one.name if isinstance(one, Column) else one for one in chosen]
        self.signature: Final = identity.origin(
            origin, job, [one if isinstance(one, str) else "" for one in chosen_by]
        ).hex()
        """A text that is another where other columns or rules make the documents."""
        self._stated_key = _stated(self._key)
        self._create: Final = operations.OPERATIONS[CREATE]
        unique_key = self._create.unique_key
        self._unique_id = "uniqueId" if unique_key is None else unique_key.property

    def is_mapped_by(self, source: Source) -> bool:
        """Return whether it is the mapping of a source that makes the documents."""
        return source.mapping is not None and self._to_document == source.to_document

    def identify(self, row: Row, number: int) -> Claim | UnsendableRow:
        """Say who a row is, which takes a tenth of the time that its document does."""
        if isinstance(row, WrongRow):
            return self._wrong(row, number)
        # What else has an attribute of this name has it for something else.
        line = row.line if isinstance(row, SourceRow) else number
        try:
            if self._to_document is None:
                _check_is_row(row)
            organization_id = _choose(row, self.organization_id, "organization_id")
            account = None if self.account is None else _choose(row, self.account, "account")
            key = _checked_key(_choose(row, self._key, "key"), row, self._key)
            return Claim(
                row=identity.row_id(self._job, organization_id, key),
                key=key,
                lane=Lane(account, organization_id),
                line=line,
                fingerprint=b"",
                raw=identity.raw_fingerprint(_content(row), self._origin),
                whole=isinstance(row, SourceRow) and bool(row.lines),
            )
        except RecursionError:
            return self._unfit(row, line, _too_deep(), None)
        except (InvalidInputError, ValueError, ArithmeticError) as error:
            return self._unfit(row, line, error, None)

    def complete(self, row: Row, claim: Claim) -> PreparedRow | UnsendableRow:
        """Make the document of a row; whatever is wrong with it is in the answer."""
        try:
            body = self._body(row, claim.key)
            check_owner(self._create, body, claim.lane.organization_id)
            fingerprint = identity.fingerprint(body)
        except RecursionError:
            return self._unfit(row, claim.line, _too_deep(), claim)
        except UnicodeEncodeError:
            error = InvalidInputError("holds half a surrogate pair, which no text is made of")
            return self._unfit(row, claim.line, error, claim)
        except (InvalidInputError, ValueError, ArithmeticError) as error:
            return self._unfit(row, claim.line, error, claim)
        body[self._unique_id] = identity.unique_id(claim.row)
        return PreparedRow(claim=claim._replace(fingerprint=fingerprint), body=body)

    def prepare(self, row: Row, number: int) -> PreparedRow | UnsendableRow:
        """Both: say who a row is, and make its document."""
        claim = self.identify(row, number)
        return self.complete(row, claim) if isinstance(claim, Claim) else claim

    def _wrong(self, row: WrongRow, number: int) -> UnsendableRow:
        who = None if row.known is None else self.identify(row.known, number)
        if row.known is None or not isinstance(who, Claim):
            return UnsendableRow(line=row.line, error=row.error)
        # Without a print of its content: what could be read of it is not all there is.
        claim = who._replace(line=row.line, raw=None)
        error: Exception = row.error
        if row.only_doubtful:
            made = self.complete(row.known, claim)
            error = (
                made.error if isinstance(made, UnsendableRow) else error
            )  # the one to be mended here
        return UnsendableRow(line=row.line, error=error, claim=claim)

    def _unfit(self, row: Row, line: int, error: Exception, claim: Claim | None) -> UnsendableRow:
        if isinstance(error, InvalidInputError) and self._locate is not None:
            error = self._locate(row, error)
        return UnsendableRow(line=line, error=error, claim=claim)

    def _body(self, row: Row, key: str) -> dict[str, JsonValue]:
        document: Mapping[str, object] | InputModel
        if self._to_document is not None:
            document = self._to_document(row)
        elif isinstance(row, InputModel):
            document = row
        else:
            document = {name: row[name] for name in row if name not in self._no_fields}
            if self._stated_key is not None:
                document[self._stated_key] = key
        body = requests.json_body(models.DocumentCreate, document, {})
        if body.pop(self._unique_id, None) is not None:
            raise InvalidInputError(
                "is made by the batch, from the key: leave it out", field="unique_id"
            )
        _check_prices(body)
        return body


def _check_prices(body: Mapping[str, JsonValue]) -> None:
    """Refuse a line whose price is null, as a database says that there is none.

    Raises:
        InvalidInputError: It would be issued at 0.00.
    """
    lines = body.get("_documentItems")
    for number, line in enumerate(lines if isinstance(lines, list) else ()):
        if not isinstance(line, dict) or line.get("itemId") or line.get("isSeparator"):
            continue  # it has the price of its item, or none: it separates others
        if line.get("price") is not None or line.get("priceGross") is not None:
            continue
        if "price" in line or "priceGross" in line:
            raise InvalidInputError(
                "is null, and the line would be issued at 0.00; write 0 if that is meant",
                field=f"items[{number}].price",
            )


def _content(row: Row) -> object:
    """Return all of a row that its document can depend on."""
    return row.content if isinstance(row, SourceRow) else row


def _choose(row: Row, choice: Choice, what: str) -> str:
    """Return the text that a choice comes to for a row.

    Raises:
        InvalidInputError: There is none.
    """
    if isinstance(choice, str):
        return choice
    value: object
    if isinstance(choice, Column):
        what = f"{what} (column {choice.name!r})"
        value = _in_column(row, choice.name, what)
    else:
        value = cast("object", choice(row))
    if value is DOUBLED:
        raise InvalidInputError("is there twice in the header", field=what)
    value = _as_text(plain(value))
    if value is None or value is UNSET or value == "":
        raise InvalidInputError("is empty", field=what)
    if not isinstance(value, str):
        raise InvalidInputError(f"must be text, not {type(value).__name__}", field=what)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InvalidInputError("holds half a surrogate pair", field=what) from None
    return value


def _in_column(row: object, name: str, what: str) -> object:
    """Return what a row has in a column.

    Raises:
        InvalidInputError: It has no such column.
    """
    if not isinstance(row, Mapping):
        value: object = getattr(row, name, UNSET)
        if value is UNSET and not isinstance(row, InputModel):
            raise InvalidInputError(
                f"is not there: {type(row).__name__} is no mapping{_to_mapping(row)}", field=what
            )
        return value
    cells = cast("Mapping[object, object]", row)
    if name not in cells and (near := _near(name, cells)):
        raise InvalidInputError(f"is not there; is {near!r} meant?", field=what)
    return cells.get(name)


def _near(name: str, row: Iterable[object]) -> str | None:
    """Return the column whose name differs only in case, white space or Unicode form."""
    loose = loose_key(name)
    return next((one for one in row if isinstance(one, str) and loose_key(one) == loose), None)


def _to_mapping(row: object) -> str:
    """Return what makes a mapping of a row of a database, as advice."""
    return "; dict(row) makes one of it" if callable(getattr(row, "keys", None)) else ""


def _as_text(value: object) -> object:
    """Return a whole number as it is written; anything else as it is."""
    if isinstance(value, (str, bool)) or (number := as_whole_number(value)) is None:
        return value
    return str(number)


def _check_is_row(row: object) -> None:
    """Refuse a row that no document can be.

    Raises:
        InvalidInputError: It is no mapping and no document.
    """
    if not isinstance(row, (Mapping, InputModel)):
        kind = type(row).__name__
        raise InvalidInputError(
            f"is a mapping or a DocumentCreate, not {kind}{_to_mapping(row)}", field="row"
        )


# What a spreadsheet makes of a long number; several become one.
_EXPONENT: Final = re.compile(r"[-+]?\d+(?:[.,]\d*[eE][-+]?|[eE][-+])\d+")


def _checked_key(key: str, row: Row, choice: Choice) -> str:
    """Return the key, if it can be what it was when it was written.

    Raises:
        InvalidInputError: A spreadsheet has spoilt it.
    """
    column = f" (column {choice.name!r})" if isinstance(choice, Column) else ""
    field = f"key{column}"
    if _EXPONENT.fullmatch(key.strip()):
        raise InvalidInputError(
            f"is {key!r}, which a spreadsheet has rounded: give the column the format of text, and "
            "write the number in full",
            field=field,
        )
    if IS_QUOTED.fullmatch(key):
        raise InvalidInputError(
            f"is {key}, a text written as a formula: write it as {key[2:-1]}; to a spreadsheet the "
            "two are one, and here they would be two keys",
            field=field,
        )
    if key != key.strip() or key[0] in _INVISIBLE or key[-1] in _INVISIBLE:
        raise InvalidInputError(
            f"has white space round it: {key!r}; without it, it would be another key", field=field
        )
    if not isinstance(choice, Column) or choice.name == REFUSED_KEY or not isinstance(row, Mapping):
        return key
    known = plain(row.get(REFUSED_KEY))
    if not is_missing(known) and _as_text(known) != key:
        raise InvalidInputError(
            f"is {key!r}, and was {known!r} when it was refused (column {REFUSED_KEY!r}): write it "
            "as it was, or empty that cell if another document is meant",
            field=field,
        )
    return key


_INVISIBLE: Final = "\ufeff\u200b\u200c\u200d\u2060"


def _stated(choice: Choice) -> str | None:
    """Return the column of the key, if a document has a property of this name to keep."""
    if not isinstance(choice, Column):
        return None
    for spec in models.DocumentCreate.FIELDS:
        if choice.name in {spec.name, spec.wire} and spec.kind == "string" and not spec.many:
            return None if spec.name == "unique_id" else choice.name
    return None


def _too_deep() -> InvalidInputError:
    return InvalidInputError("holds itself, or is nested too deeply to be sent")


def prints_of(claims: Iterable[Claim | UnsendableRow]) -> dict[bytes, bytes]:
    """Fingerprints of rows as they were read, by row id; for those that have one."""
    return {
        claim.row: claim.raw
        for claim in claims
        if not isinstance(claim, UnsendableRow) and claim.raw is not None
    }
