"""The hooks of a commit are what `make check` runs."""

import re

import yaml

from tests.support.documentation import ROOT


def test_every_check_is_a_hook_and_every_hook_a_check():
    makefile = (ROOT / "Makefile").read_text()
    (recipe,) = re.findall(r"^check:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    checks = {
        line.strip()
        .replace("$(BIN)", ".venv/bin")
        .replace("$(CURDIR)", "$PWD")
        .replace("$$", "$")
        .replace("$(SPEC)", "openapi/spaceinvoices.yaml")
        .replace("$(GENERATED)", "src/spaceinvoices_async/_generated")
        for line in recipe.splitlines()
    }
    configured = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    hooks = {
        hook["entry"].removeprefix("bash -c '").removesuffix("'")
        for repository in configured["repos"]
        for hook in repository["hooks"]
    }

    assert hooks == checks
