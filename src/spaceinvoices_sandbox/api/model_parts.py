"""What the models of Space Invoices have in common: names, stamps, addresses, deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from spaceinvoices_sandbox.loopback.schemas import Relation, Schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.loopback.schemas import PropertyType

Properties: TypeAlias = "dict[str, PropertyType]"


def typed(kind: PropertyType, names: str) -> Properties:
    """Properties of one type, by their names between blanks."""
    return dict.fromkeys(names.split(), kind)


ID: Properties = typed("string", "id")
STAMPS: Properties = {**typed("date", "createdAt updatedAt"), **typed("object", "custom")}
DELETION: Properties = {
    **typed("date", "deletedAt"),
    **typed("boolean", "_isDeleted"),
    **typed("string", "deletedId"),
}
ADDRESS: Properties = {
    **typed("string", "name address address2 city zip state country countryAlpha2Code taxNumber"),
    **typed("boolean", "taxSubject"),
    **typed("string", "companyNumber IBAN bank SWIFT website email phone businessType"),
    **typed("string", "fiscalRegionCode"),
}
OWN: Final = frozenset({"id", "organizationId", "createdAt", "updatedAt"})
OWN_DELETABLE: Final = OWN | {"deletedAt", "_isDeleted", "deletedId"}


def plain(
    model: str,
    table: str,
    names: str,
    *,
    required: tuple[str, ...] = ("name",),
    relations: Mapping[str, Relation] | None = None,
) -> Schema:
    """Return a model of an organization that holds texts only and is deleted softly."""
    return Schema(
        model=model,
        table=table,
        properties={
            **typed("string", names),
            **ID,
            **typed("string", "organizationId"),
            **STAMPS,
            **DELETION,
        },
        required=required,
        defaults={"custom": {}, "_isDeleted": False},
        read_only=OWN_DELETABLE,
        indexed=("organizationId",),
        relations=relations or {},
        soft_delete=True,
    )


TO_ORGANIZATION: Final = Relation(model="Organization", key_from="organizationId", key_to="id")


def attached(model: str, key_to: str) -> Relation:
    """Return a relation that the handler itself puts into its answer."""
    return Relation(model=model, key_from="id", key_to=key_to, many=True, embedded=True)


def many(model: str, key_to: str) -> Relation:
    """Return a relation to the rows of a model that name this one."""
    return Relation(model=model, key_from="id", key_to=key_to, many=True)
