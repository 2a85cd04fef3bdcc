"""A service that is tested in the files beside this one: it bills an order."""

from dataclasses import dataclass

from spaceinvoices_async import AsyncSpaceInvoices


@dataclass(frozen=True)
class Order:
    """An order of the shop."""

    number: str
    customer: str
    product: str
    price: str


async def bill(si: AsyncSpaceInvoices, organization_id: str, order: Order) -> str:
    """Issue the invoice of an order, once; its number."""
    document = await si.documents.create(
        organization_id,
        unique_id=order.number,
        client={"name": order.customer},
        items=[{"name": order.product, "price": order.price}],
    )
    return str(document.number)
