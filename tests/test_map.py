"""The map of the repository shows every module, and no module that is not there."""

import re

from tests.readme import ROOT

PACKAGE = ROOT / "src" / "spaceinvoices_async"


def test_every_module_stands_on_the_map() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = text.partition("| about | modules |")[2].partition("\n\n")[0]
    shown = set(re.findall(r"`(\w+/?)`", rows))
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    folders = {
        f"{path.name}/" for path in PACKAGE.iterdir() if path.is_dir() and path.name[0] != "_"
    }

    assert shown == modules | folders


def test_modules_stay_small() -> None:
    written = [
        path
        for path in (ROOT / "src").rglob("*.py")
        if "_generated" not in path.parts and path.name != "__init__.py"
    ]
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in written)

    assert lengths[len(lengths) // 2] < 120
    assert lengths[-1] <= 400
