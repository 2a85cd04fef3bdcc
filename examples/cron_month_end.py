"""A cron job: issue the month's invoices from a file, and end with an exit code that says how it went.

    0 6 1 * *  python cron_month_end.py orders.csv ORGANIZATION_ID map.toml

Run it again after anything: nothing is issued twice, nothing is left out.
"""

import asyncio
import sys
from pathlib import Path

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.batch import load_mapping, read_csv


async def main(file: Path, organization_id: str, mapping: Path) -> int:
    """Issue a file; the exit code."""
    source = read_csv(file, mapping=load_mapping(mapping), group_by="order")
    journal = file.with_suffix(".journal")
    async with AsyncSpaceInvoices() as si:
        report = await si.batch.issue(
            source, organization_id=organization_id, key="order", journal=journal
        )
        print(f"{report.issued} issued, {report.failed} refused, {report.unresolved} in doubt")
        for currency, total in report.totals.items():
            print(f"{total} {currency}")
    if report.unresolved or report.stopped is not None:
        return 3  # run it again
    return 0 if report.ok else 1  # somebody has to look at what was refused


if __name__ == "__main__":
    path, organization, map_file = sys.argv[1:]
    sys.exit(asyncio.run(main(Path(path), organization, Path(map_file))))
