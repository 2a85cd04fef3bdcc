# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A line of a document."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset

from .. import models


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class DocumentItem(Model):
    """A line of a document."""

    id: str
    """Id of the line."""
    item_id: str | None | Unset = UNSET
    """Id of the stored item."""
    name: str | None | Unset = UNSET
    """What is sold; needed unless the line separates or is filled from a stored item."""
    description: str | None | Unset = UNSET
    """More about it."""
    quantity: Decimal | None | Unset = UNSET
    """How many; cut after the document's decimal places."""
    price: Decimal | None | Unset = UNSET
    """Net price of one; cut after the document's decimal places."""
    price_gross: Decimal | None | Unset = UNSET
    """Gross price of one; the net price is worked out from it."""
    discount: Decimal | None | Unset = UNSET
    """Discount, in percent unless discountIsAmount says otherwise."""
    discount_is_amount: bool | None | Unset = UNSET
    """Whether the discount is an amount of money; no unless given."""
    unit: str | None | Unset = UNSET
    """Unit of measure."""
    sku: str | None | Unset = UNSET
    """Stock number of the item, without spaces."""
    ean: str | None | Unset = UNSET
    """Bar code of the item."""
    classification: str | None | Unset = UNSET
    """Class of the item, for its taxes."""
    is_separator: bool | None | Unset = UNSET
    """Whether the line is a heading; all but name and description is dropped."""
    track_inventory: bool | None | Unset = UNSET
    """Whether the line changes the stock."""
    on_behalf: str | None | Unset = UNSET
    """On whose behalf it is sold."""
    tax_exemption_code: str | None | Unset = UNSET
    """Code of the reason why no tax is charged."""
    tax_exemption_reason: str | None | Unset = UNSET
    """The reason why no tax is charged."""
    components: list[dict[str, JsonValue]] | None | Unset = UNSET
    """What the item is made of."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    l10n: dict[str, JsonValue] | None | Unset = UNSET
    """Texts in other languages, such as note_de."""
    total: Decimal | None | Unset = UNSET
    """Net total of the line."""
    total_with_tax: Decimal | None | Unset = UNSET
    """Gross total of the line."""
    total_tax: Decimal | None | Unset = UNSET
    """Tax on the line."""
    total_discount: Decimal | None | Unset = UNSET
    """Discount on the line."""
    taxes: list[models.DocumentItemTax] | None | Unset = UNSET
    """The taxes on the line."""
    tax_exemption: models.TaxExemption | None | Unset = UNSET
    """Why no tax is charged."""
    data: list[models.DataEntry] | None | Unset = UNSET
    """Extra facts."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("item_id", "itemId", "string"),
        FieldSpec("name", "name", "string"),
        FieldSpec("description", "description", "string"),
        FieldSpec("quantity", "quantity", "decimal"),
        FieldSpec("price", "price", "decimal"),
        FieldSpec("price_gross", "priceGross", "decimal"),
        FieldSpec("discount", "discount", "decimal"),
        FieldSpec("discount_is_amount", "discountIsAmount", "boolean"),
        FieldSpec("unit", "unit", "string"),
        FieldSpec("sku", "SKU", "string"),
        FieldSpec("ean", "EAN", "string"),
        FieldSpec("classification", "classification", "string"),
        FieldSpec("is_separator", "isSeparator", "boolean"),
        FieldSpec("track_inventory", "trackInventory", "boolean"),
        FieldSpec("on_behalf", "onBehalf", "string"),
        FieldSpec("tax_exemption_code", "taxExemptionCode", "string"),
        FieldSpec("tax_exemption_reason", "taxExemptionReason", "string"),
        FieldSpec("components", "_components", "json", many=True),
        FieldSpec("custom", "custom", "json"),
        FieldSpec("l10n", "l10n", "json"),
        FieldSpec("total", "total", "decimal"),
        FieldSpec("total_with_tax", "totalWithTax", "decimal"),
        FieldSpec("total_tax", "totalTax", "decimal"),
        FieldSpec("total_discount", "totalDiscount", "decimal"),
        FieldSpec("taxes", "_documentItemTaxes", "model", model="DocumentItemTax", many=True),
        FieldSpec("tax_exemption", "_taxExemption", "model", model="TaxExemption"),
        FieldSpec("data", "_data", "model", model="DataEntry", many=True),
    )
