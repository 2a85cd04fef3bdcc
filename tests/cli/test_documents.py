from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.cli.exit_codes import Exit

if TYPE_CHECKING:
    from conftest import Ended, World


def fetch(world: World, *more: str) -> Ended:
    return world.run(
        "documents", "pdf", "--org", world.organization, "--out", "pdf", "--json", *more
    )


def names(world: World) -> list[str]:
    return sorted(path.name for path in (world.folder / "pdf").iterdir())


def test_every_document_is_saved_under_a_name_of_its_own(world: World):
    ids = world.new_documents(3, type="invoice")
    ended = fetch(world)
    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert ended.json == {"saved": 3, "skipped": 0, "failed": [], "interrupted": False}
    assert [name.rpartition("-")[2] for name in names(world)] == [f"{one}.pdf" for one in ids]
    assert all((world.folder / "pdf" / name).read_bytes()[:5] == b"%PDF-" for name in names(world))


def test_what_is_there_is_not_fetched_again_and_what_is_cut_off_is(world: World):
    world.new_documents(3)
    fetch(world)
    first = world.folder / "pdf" / names(world)[0]
    whole = first.read_bytes()
    first.write_bytes(whole[:100])
    ended = fetch(world)
    assert (ended.json["saved"], ended.json["skipped"]) == (1, 2)
    assert first.stat().st_size == len(whole)


def test_overwrite_fetches_everything(world: World):
    world.new_documents(2)
    fetch(world)
    assert fetch(world, "--overwrite").json["saved"] == 2


def test_conditions_choose(world: World):
    world.new_documents(2, type="invoice")
    world.new_documents(3, type="estimate")
    assert fetch(world, "--where", "type=estimate").json["saved"] == 3
    assert fetch(world, "--where", '{"type": "invoice"}', "--limit", "1").json["saved"] == 1


def test_a_document_that_cannot_be_had_does_not_keep_the_others(world: World):
    ids = world.new_documents(3)
    world.fail("garbage", operation="documents_pdf")
    ended = fetch(world, "--concurrency", "1")
    assert ended.code == Exit.INCOMPLETE
    assert ended.json["saved"] == 2
    assert [one["id"] for one in ended.json["failed"]] == [
        one for one in ids if not any(one in name for name in names(world))
    ]
    assert fetch(world).json["saved"] == 1


@pytest.mark.parametrize("where", ["total~1", "=1", "[1]", '{"a"'])
def test_what_is_no_condition_is_refused_before_anything_is_asked(world: World, where: str):
    ended = fetch(world, "--where", where)
    assert (ended.code, ended.out) == (Exit.USAGE, "")
    assert ended.err.startswith("error: Invalid value for --where")
