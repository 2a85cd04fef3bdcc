"""Split a CSV into one file for each shard of merchants; a merchant is always in the same shard.

Call it with the file, the column of the merchant, and the number of shards.
"""

import csv
import sys
from contextlib import ExitStack
from pathlib import Path
from zlib import crc32


def split(path: Path, column: str, shards: int) -> list[Path]:
    """Write `NAME-0.csv`, `NAME-1.csv` and so on beside the file."""
    files = [path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(shards)]
    with ExitStack() as opened:
        rows = csv.reader(opened.enter_context(path.open(encoding="utf-8-sig", newline="")))
        writers = [
            csv.writer(opened.enter_context(file.open("w", encoding="utf-8", newline="")))
            for file in files
        ]
        header = next(rows)
        merchant = header.index(column)
        for writer in writers:
            writer.writerow(header)
        for row in rows:
            if row:
                writers[crc32(row[merchant].encode()) % shards].writerow(row)
    return files


if __name__ == "__main__":
    for made in split(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])):
        print(made)
