"""The CPU of one create, client by client, as a picture."""

from pathlib import Path
from typing import Any, Final

_CALLERS: Final = (100, 500)
_COLOURS: Final = {100: "#7aa6c2", 500: "#1f4e79"}


def plot(results: dict[str, Any], to: Path) -> None:
    """Write an SVG of the clients, cheapest first, on a logarithmic scale."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "spaceinvoices"  # the same picture from the same figures
    from matplotlib import pyplot as plt

    rows = sorted(results["load"].items(), key=lambda row: -row[1][500]["cpu_us"])
    names = [name for name, _ in rows]
    figure, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
    for offset, callers in zip((-0.2, 0.2), _CALLERS, strict=True):
        places = [index - offset for index in range(len(rows))]
        values = [figures[callers]["cpu_us"] for _, figures in rows]
        bars = axes.barh(places, values, 0.4, label=f"{callers} callers", color=_COLOURS[callers])
        axes.bar_label(bars, fmt="%.0f", padding=3, fontsize=7)
    axes.set_yticks(range(len(rows)), names)
    axes.set_xscale("log")
    axes.set_xlabel("CPU per create, microseconds (less is better)")
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(to, metadata={"Date": None})
