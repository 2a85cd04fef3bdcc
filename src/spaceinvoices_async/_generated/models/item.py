# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A product or service that is sold, bought or both."""

from __future__ import annotations

from datetime import datetime
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
class Item(Model):
    """A product or service that is sold, bought or both."""

    id: str
    """Id of the item."""
    type: str | None | Unset = UNSET
    """Whether it is sold, bought or both."""
    name: str | None | Unset = UNSET
    """What is sold."""
    description: str | None | Unset = UNSET
    """More about it."""
    price: Decimal | None | Unset = UNSET
    """Net price of one; needed unless priceGross is given."""
    price_gross: Decimal | None | Unset = UNSET
    """Gross price of one; wins over price."""
    purchase_price: Decimal | None | Unset = UNSET
    """Net price it is bought for."""
    purchase_price_gross: Decimal | None | Unset = UNSET
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
    tax_ids: list[str] | None | Unset = UNSET
    """Ids of the taxes charged when it is sold."""
    purchase_tax_ids: list[str] | None | Unset = UNSET
    """Ids of the taxes charged when it is bought."""
    unit_id: str | None | Unset = UNSET
    """Id of the unit it belongs to."""
    unit_ids: list[str] | None | Unset = UNSET
    """Ids of the units it belongs to."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    l10n: dict[str, JsonValue] | None | Unset = UNSET
    """Texts in other languages, such as name_de."""
    organization_id: str | None | Unset = UNSET
    """Id of the organization it belongs to."""
    created_at: datetime | None | Unset = UNSET
    """When it was created."""
    updated_at: datetime | None | Unset = UNSET
    """When it was last changed."""
    deleted_at: datetime | None | Unset = UNSET
    """When it was deleted."""
    is_deleted: bool | None | Unset = UNSET
    """Whether it is deleted."""
    deleted_id: str | None | Unset = UNSET
    """Id it had before it was deleted."""
    tax_exemption: models.TaxExemption | None | Unset = UNSET
    """Why no tax is charged."""
    components: list[models.Component] | None | Unset = UNSET
    """What it is made of."""
    taxes: list[models.Tax] | None | Unset = UNSET
    """The taxes charged when it is sold; only where `include` asks for them."""
    data: list[models.DataEntry] | None | Unset = UNSET
    """Extra facts."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("type", "type", "string"),
        FieldSpec("name", "name", "string"),
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
        FieldSpec("organization_id", "organizationId", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
        FieldSpec("deleted_at", "deletedAt", "datetime"),
        FieldSpec("is_deleted", "_isDeleted", "boolean"),
        FieldSpec("deleted_id", "deletedId", "string"),
        FieldSpec("tax_exemption", "_taxExemption", "model", model="TaxExemption"),
        FieldSpec("components", "_components", "model", model="Component", many=True),
        FieldSpec("taxes", "taxes", "model", model="Tax", many=True),
        FieldSpec("data", "_data", "model", model="DataEntry", many=True),
    )
