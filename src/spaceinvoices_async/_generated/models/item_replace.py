# Generated from the OpenAPI document by `make generate`. Do not edit.
"""All that an item shall be from now on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Number, Unset

from .. import models


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class ItemReplace(InputModel):
    """All that an item shall be from now on."""

    name: str
    """What is sold."""
    type: str | None | Unset = UNSET
    """Whether it is sold, bought or both."""
    description: str | None | Unset = UNSET
    """More about it."""
    price: Number | None | Unset = UNSET
    """Net price of one; needed unless priceGross is given."""
    price_gross: Number | None | Unset = UNSET
    """Gross price of one; wins over price."""
    purchase_price: Number | None | Unset = UNSET
    """Net price it is bought for."""
    purchase_price_gross: Number | None | Unset = UNSET
    """Gross price it is bought for."""
    classification: str | None | Unset = UNSET
    """Class of the item, for its taxes."""
    unit: str | None | Unset = UNSET
    """Unit of measure."""
    sku: str | None | Unset = UNSET
    """Stock number, unique in the organization and without spaces."""
    ean: str | None | Unset = UNSET
    """Bar code."""
    track_inventory: bool | None | Unset = UNSET
    """Whether its stock is kept."""
    on_behalf: str | None | Unset = UNSET
    """On whose behalf it is sold."""
    tax_exemption_code: str | None | Unset = UNSET
    """Code of the reason why no tax is charged."""
    tax_exemption_reason: str | None | Unset = UNSET
    """The reason why no tax is charged."""
    tax_ids: Sequence[str] | None | Unset = UNSET
    """Ids of the taxes charged when it is sold."""
    purchase_tax_ids: Sequence[str] | None | Unset = UNSET
    """Ids of the taxes charged when it is bought."""
    unit_id: str | None | Unset = UNSET
    """Id of the unit it belongs to."""
    unit_ids: Sequence[str] | None | Unset = UNSET
    """Ids of the units it belongs to."""
    custom: Mapping[str, object] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    l10n: Mapping[str, object] | None | Unset = UNSET
    """Texts in other languages, such as name_de."""
    taxes: Sequence[models.ItemTaxInput | models.ItemTaxInputDict] | None | Unset = UNSET
    """The taxes charged when it is sold, by rate or classification."""
    tax_exemption: models.TaxExemptionInput | models.TaxExemptionInputDict | None | Unset = UNSET
    """Why no tax shall be charged."""
    components: Sequence[models.ComponentInput | models.ComponentInputDict] | None | Unset = UNSET
    """What it is made of."""
    data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET
    """Extra facts."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("name", "name", "string", required=True),
        FieldSpec("type", "type", "string"),
        FieldSpec("description", "description", "string"),
        FieldSpec("price", "price", "decimal"),
        FieldSpec("price_gross", "priceGross", "decimal"),
        FieldSpec("purchase_price", "purchasePrice", "decimal"),
        FieldSpec("purchase_price_gross", "purchasePriceGross", "decimal"),
        FieldSpec("classification", "classification", "string"),
        FieldSpec("unit", "unit", "string"),
        FieldSpec("sku", "SKU", "string"),
        FieldSpec("ean", "EAN", "string"),
        FieldSpec("track_inventory", "trackInventory", "boolean"),
        FieldSpec("on_behalf", "onBehalf", "string"),
        FieldSpec("tax_exemption_code", "taxExemptionCode", "string"),
        FieldSpec("tax_exemption_reason", "taxExemptionReason", "string"),
        FieldSpec("tax_ids", "taxIds", "string", many=True),
        FieldSpec("purchase_tax_ids", "purchaseTaxIds", "string", many=True),
        FieldSpec("unit_id", "unitId", "string"),
        FieldSpec("unit_ids", "unitIds", "string", many=True),
        FieldSpec("custom", "custom", "json"),
        FieldSpec("l10n", "l10n", "json"),
        FieldSpec("taxes", "_itemTaxes", "model", model="ItemTaxInput", many=True),
        FieldSpec("tax_exemption", "_taxExemption", "model", model="TaxExemptionInput"),
        FieldSpec("components", "_components", "model", model="ComponentInput", many=True),
        FieldSpec("data", "_data", "model", model="DataEntryInput", many=True),
    )
