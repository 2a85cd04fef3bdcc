"""Whether a stored document is the one a request asked for."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, cast

from spaceinvoices_async import _rounding
from spaceinvoices_async._calls.error_mapping import parse_error_body
from spaceinvoices_async.errors import UniqueIdReusedError
from spaceinvoices_async.transports.status_codes import CONFLICT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async._calls.context import AttemptResult, CallContext
    from spaceinvoices_async.types import JsonValue

# The server keeps inputs to as few as four decimal places (OpenAPI default of `decimalPlaces`).
_TOLERANCE: Final = Decimal("0.0001")
_HALF_CENT: Final = Decimal("0.005")
_LARGEST: Final = 400  # power of ten; a double ends at 308
_INFINITE: Final = Decimal("Infinity")
_CALCULABLE: Final = 30  # power of ten up to which a net price is made of a gross one
_ASSUMED: Final[Mapping[str, JsonValue]] = {"type": "invoice"}
_TAX_NUMBER: Final = "taxNumber"
_COUNTRY_LETTERS: Final = 2
_CLIENT: Final = ("name", "email", _TAX_NUMBER)
_ITEM: Final = ("name", "itemId")
_IS_AMOUNT: Final = "discountIsAmount"
_FIGURES_BESIDE_GROSS: Final = ("quantity", "priceGross", "discount")
_FIGURES: Final = (*_FIGURES_BESIDE_GROSS, "price")


def difference(asked: Mapping[str, JsonValue], found: Mapping[str, JsonValue]) -> str | None:
    """Return the first thing in which they cannot be the same.

    That is its type, client, currency, lines or prices.

    Compares only what the request gave and the answer shows: the server fills in the rest.
    """
    asked = {**_ASSUMED, **asked}
    if _texts_differ(asked, found, ("type",)):
        return "type"
    if _texts_differ(asked, found, ("clientId",)):
        return "client"
    mine, theirs = asked.get("_documentClient"), found.get("_documentClient")
    if isinstance(mine, dict) and isinstance(theirs, dict) and _texts_differ(mine, theirs, _CLIENT):
        return "client"
    if _texts_differ(asked, found, ("currencyId",)):
        return "currency"  # the same figures are another price in it
    return _lines_difference(asked, found)


def verify_answer(
    context: CallContext, asked: Mapping[str, JsonValue], document: JsonValue
) -> None:
    """Check that a document, found or answered, can be the one that a create asked for.

    Raises:
        UniqueIdReusedError: It cannot.
    """
    part = difference(asked, document) if isinstance(document, dict) else None
    if part is not None:
        raise UniqueIdReusedError(
            f"this unique id already belongs to another document: its {part} differ; "
            "no other was created",
            operation=context.call.operation.id,
            attempts=context.history,
            unique_id=context.call.unique_id or "",
        )


def _lines_difference(asked: Mapping[str, JsonValue], found: Mapping[str, JsonValue]) -> str | None:
    given, stored = asked.get("_documentItems"), found.get("_documentItems")
    if not isinstance(given, list) or not isinstance(stored, list):
        return None
    if len(given) != len(stored):
        return "lines"
    for mine, theirs in zip(given, stored, strict=True):
        if not isinstance(mine, dict) or not isinstance(theirs, dict):
            continue
        if _texts_differ(mine, theirs, _ITEM):
            return "lines"
        if mine.get("isSeparator"):
            continue  # of one, the server keeps name and description alone
        if _prices_differ(mine, theirs, asked, found):
            return "prices"
    return None


def _places(asked: Mapping[str, JsonValue], found: Mapping[str, JsonValue]) -> int | None:
    """Return the decimal places that the server kept of prices, where the document shows them."""
    for value in (found.get("decimalPlaces"), asked.get("decimalPlaces")):
        number = _number(value)
        if number is not None and 0 <= number <= _rounding.MOST_DECIMAL_PLACES:
            return int(number)
    return None


def _prices_differ(
    mine: Mapping[str, JsonValue],
    theirs: Mapping[str, JsonValue],
    asked: Mapping[str, JsonValue],
    found: Mapping[str, JsonValue],
) -> bool:
    """Return whether stored figures are neither what was asked for nor what becomes of it."""
    gross = _number(mine.get("priceGross"))
    for name in _FIGURES if gross is None else _FIGURES_BESIDE_GROSS:
        given = mine.get(name)
        if given is None or given == theirs.get(name):
            continue
        in_percent = name == "discount" and not mine.get(_IS_AMOUNT)
        places = _rounding.PERCENT_PLACES if in_percent else _places(asked, found)
        if _numbers_differ(given, theirs.get(name), places):
            return True
    if _discounts_differ_in_kind(mine, theirs):
        return True
    if (
        gross is not None
        and "priceGross" not in theirs
        and not asked.get("omitTaxes")
        and gross.adjusted() < _CALCULABLE
    ):
        # A gross price wins over the net one beside it, and the net one follows from it.
        taxes = mine.get("_documentItemTaxes")
        rated = [tax for tax in taxes if isinstance(tax, dict)] if isinstance(taxes, list) else []
        if all(_number(tax.get("rate")) is not None for tax in rated):
            places = _places(asked, found)
            whole = gross if places is None else _rounding.cut_number(gross, places)
            net = _rounding.exact_net_price(whole, rated)
            if _net_prices_differ(net, theirs.get("price"), places):
                return True
    if _given_rates(mine) == _given_rates(theirs):
        return False
    rates = _rates(mine), _rates(theirs)
    return bool(all(rates) and rates[0] != rates[1])


def _discounts_differ_in_kind(
    mine: Mapping[str, JsonValue], theirs: Mapping[str, JsonValue]
) -> bool:
    """Return whether one discount is an amount and the other a percentage, as it is where none is named."""
    stored = theirs.get(_IS_AMOUNT)
    return (
        bool(_number(mine.get("discount")))
        and isinstance(stored, bool)
        and stored is not bool(mine.get(_IS_AMOUNT))
    )


def _net_prices_differ(net: Decimal, stored: JsonValue, places: int | None) -> bool:
    """Return whether a stored net price is another one than follows from the gross one.

    The server rounds it to cents; one that rounds later, or not at all, keeps the same price.
    """
    number = _number(stored)
    if number is not None and number.is_finite() and abs(net - number) <= _HALF_CENT + _TOLERANCE:
        return False
    return _numbers_differ(_rounding.round_cents(net), stored, places)


def _texts_differ(
    asked: Mapping[str, JsonValue], found: Mapping[str, JsonValue], names: tuple[str, ...]
) -> bool:
    for name in names:
        mine, theirs = asked.get(name), found.get(name)
        # Equal is the rule, and told at once; a long batch asks for every line it finds.
        if mine == theirs or mine is None or theirs is None or mine == "" or theirs == "":
            continue
        if name == _TAX_NUMBER:
            differ = _tax_numbers_differ(mine, theirs)
        else:
            differ = _plain(mine) != _plain(theirs)
        if differ:
            return True
    return False


def _plain(value: JsonValue) -> str:
    text = unicodedata.normalize("NFKC", str(value))
    return " ".join(text.split()).casefold()


def _tax_numbers_differ(mine: JsonValue, theirs: JsonValue) -> bool:
    """Return whether two tax numbers are others; `SI 123.456.78` is `si12345678`, and `12345678`."""
    one, other = (
        "".join(letter for letter in _plain(value) if letter.isalnum()) for value in (mine, theirs)
    )
    shorter, longer = sorted((one, other), key=len)
    country, number = longer[:_COUNTRY_LETTERS], longer[_COUNTRY_LETTERS:]
    return one != other and not (number == shorter and number.isdecimal() and country.isalpha())


def _numbers_differ(given: JsonValue, stored: JsonValue, places: int | None) -> bool:
    """Return whether a stored number differs, also where so many decimal places were kept."""
    if given == stored:
        return False
    mine, theirs = _number(given), _number(stored)
    if mine is None or theirs is None:
        return False
    if not mine.is_finite() or not theirs.is_finite():
        return mine != theirs  # no arithmetic goes with infinity
    if places is not None and theirs == _rounding.cut_number(theirs, places):
        # Cut, as the API's documentation says, or rounded in any way.
        return abs(mine - theirs) >= max(Decimal(1).scaleb(-places), _precision(mine))
    return abs(mine - theirs) > _precision(mine)


def _precision(number: Decimal) -> Decimal:
    """Return the difference up to which a stored number is the same, whatever places are kept."""
    # The server computes in doubles: large numbers agree to fifteen digits at best.
    return max(_TOLERANCE, abs(number) * Decimal("1e-14"))


def _number(value: JsonValue) -> Decimal | None:
    if value is None or isinstance(value, (bool, dict, list)):
        return None
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        return None
    if number.is_nan():
        return None
    # A server may name numbers that no arithmetic reaches; all of them are other numbers.
    return number if number.adjusted() <= _LARGEST else _INFINITE.copy_sign(number)


def _given_rates(line: Mapping[str, JsonValue]) -> list[JsonValue]:
    taxes = line.get("_documentItemTaxes")
    if not isinstance(taxes, list):
        return []
    return [tax.get("rate") for tax in taxes if isinstance(tax, dict)]


def _rates(line: Mapping[str, JsonValue]) -> list[Decimal]:
    """Return the tax rates of a line, where every tax is given by its rate."""
    rates = [_number(rate) for rate in _given_rates(line)]
    if None in rates:
        return []
    return sorted(
        _rounding.cut_number(rate, _rounding.PERCENT_PLACES) if rate.is_finite() else rate
        for rate in cast("list[Decimal]", rates)
    )


# The words of a repeat's error are not published; a look-up too many costs one request.
_ALREADY: Final = re.compile(r"unique|already|duplicate|exist|taken|in use|E11000", re.IGNORECASE)


def mentions_unique_id(result: AttemptResult, name: str) -> bool:
    """Return whether a refusal speaks of the unique property, or of something that exists.

    One that says two things at once may have said so.
    """
    if result.outcome != "rejected" or result.response is None:
        return False
    if result.status == CONFLICT:
        return True
    said = parse_error_body(result.response.body)
    words = f"{said.name} {said.code} {said.message} {said.details}"
    return said.says_two or name.lower() in words.lower() or _ALREADY.search(words) is not None


def says_unique_id_taken(result: AttemptResult, name: str) -> bool:
    """Return whether a refusal proves that there is a document of this unique id.

    It does if it names the property as one that exists already. A conflict (409) that names
    another property, and a complaint about the form of the id, do not.
    """
    if result.outcome != "rejected" or result.response is None:
        return False
    said = parse_error_body(result.response.body)
    if said.fields:
        codes = said.details.get("codes") if isinstance(said.details, dict) else None
        code = codes.get(name) if isinstance(codes, dict) else None
        return _ALREADY.search(f"{said.fields.get(name, '')} {code or ''}") is not None
    if result.status == CONFLICT:
        return True
    words = f"{said.name} {said.code} {said.message} {said.details}"
    others = re.sub(re.escape(name), "", words, flags=re.IGNORECASE)
    return others != words and _ALREADY.search(others) is not None
