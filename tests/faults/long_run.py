"""The long form: 10,000 creates from 200 tasks with a horizon of 3 s, over each transport.

Run it from the root of the repository: `python -m tests.faults.long_run`.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys

from tests.faults.exactly_once import TRANSPORTS, create_all


def main() -> int:
    """Run, print what happened, and say by the exit status whether the promise held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--creates", type=int, default=10_000)
    parser.add_argument("--tasks", type=int, default=200)
    parser.add_argument("--horizon", type=float, default=3.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--transport", choices=TRANSPORTS, action="append")
    given = parser.parse_args()
    logging.getLogger("spaceinvoices_async").setLevel(logging.ERROR)
    return max(_run(name, given) for name in given.transport or TRANSPORTS)


def _run(name: str, given: argparse.Namespace) -> int:
    outcome = asyncio.run(
        create_all(
            name,
            creates=given.creates,
            tasks=given.tasks,
            horizon=given.horizon,
            seed=given.seed,
        )
    )
    duplicates = [unique_id for unique_id, made in outcome.stored.items() if len(made) > 1]
    lines = {
        "orders": given.creates,
        "documents": sum(map(len, outcome.stored.values())),
        "duplicates": len(duplicates),
        "errors": len(outcome.errors),
        "overlapping requests": len(outcome.overlaps),
        "wrong document returned": sum(
            outcome.stored.get(unique_id) != [made] for unique_id, made in outcome.returned.items()
        ),
        **outcome.happened,
        "connections accepted": outcome.accepted,
        "connections refused": outcome.refused,
        "attempts beyond the first": outcome.resends,
        "seconds": f"{outcome.seconds:.1f} ({outcome.cpu:.1f} CPU, server included)",
    }
    sys.stdout.write(f"{name}\n")
    sys.stdout.writelines(f"  {title:<26}{value}\n" for title, value in lines.items())
    sys.stdout.writelines(f"  {error}\n" for error in outcome.errors[:10])
    whole = len(outcome.returned) == len(outcome.stored) == given.creates
    clean = not (duplicates or outcome.errors or outcome.overlaps)
    return 0 if whole and clean else 1


if __name__ == "__main__":
    sys.exit(main())
