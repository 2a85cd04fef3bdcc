"""Tests with unittest, against a sandbox that the test case starts."""

import unittest

from billing import Order, bill

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_sandbox import Sandbox


class Billing(unittest.IsolatedAsyncioTestCase):
    """Bills orders."""

    def setUp(self) -> None:
        self.sandbox = self.enterContext(Sandbox())
        self.organization = self.sandbox.seed.organization()

    async def test_an_order_is_billed(self) -> None:
        async with AsyncSpaceInvoices(self.sandbox.token, base_url=self.sandbox.url) as si:
            order = Order("o-1", "Rocket man", "Space suit", "100")
            self.assertTrue((await bill(si, self.organization, order)).endswith("-00001"))


if __name__ == "__main__":
    unittest.main()
