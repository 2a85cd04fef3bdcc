# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The closed sets of values that the API documents. Other values pass too: servers grow."""

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    ClientKind: TypeAlias = Literal[
        "customer",
        "supplier",
    ]
    """Whether a client buys from the organization or sells to it."""

    CurrencyType: TypeAlias = Literal[
        "fiat",
        "crypto",
    ]
    """What kind of currency it is."""

    DocumentType: TypeAlias = Literal[
        "invoice",
        "estimate",
        "advance",
        "credit-note",
        "delivery-note",
    ]
    """What a document is; it cannot be changed later."""

    ExportType: TypeAlias = Literal[
        "document",
        "client",
        "item",
    ]
    """What an export holds."""

    ImageType: TypeAlias = Literal[
        "logo",
        "signature",
    ]
    """Which of the images printed on documents is meant."""

    Interval: TypeAlias = Literal[
        "day",
        "week",
        "month",
        "year",
    ]
    """How long the stretches are that statistics sum up."""

    ItemDirection: TypeAlias = Literal[
        "incoming",
        "outgoing",
    ]
    """Whether an item is sold or bought."""

    PaymentType: TypeAlias = Literal[
        "bank",
        "online",
        "paypal",
        "cash",
        "card",
        "crypto",
        "coupon",
        "other",
    ]
    """How a payment was made."""

    RecurrenceType: TypeAlias = Literal[
        "week",
        "month",
        "year",
    ]
    """How often a document is repeated."""

    Role: TypeAlias = Literal[
        "default",
        "readonly",
        "admin",
    ]
    """What an account may do in an organization."""


# Made when they are asked for: a document may have a thousand of them.
_VALUES: dict[str, tuple[str | int, ...]] = {
    "ClientKind": (
        "customer",
        "supplier",
    ),
    "CurrencyType": (
        "fiat",
        "crypto",
    ),
    "DocumentType": (
        "invoice",
        "estimate",
        "advance",
        "credit-note",
        "delivery-note",
    ),
    "ExportType": (
        "document",
        "client",
        "item",
    ),
    "ImageType": (
        "logo",
        "signature",
    ),
    "Interval": (
        "day",
        "week",
        "month",
        "year",
    ),
    "ItemDirection": (
        "incoming",
        "outgoing",
    ),
    "PaymentType": (
        "bank",
        "online",
        "paypal",
        "cash",
        "card",
        "crypto",
        "coupon",
        "other",
    ),
    "RecurrenceType": (
        "week",
        "month",
        "year",
    ),
    "Role": (
        "default",
        "readonly",
        "admin",
    ),
}


def __getattr__(name: str) -> object:
    if name not in _VALUES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = Literal[_VALUES[name]]
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_VALUES})
