"""A database of an older version is taken over: columns it lacks are added, payments it embeds kept."""

import sqlite3
from contextlib import closing

from spaceinvoices_sandbox import LocalSandbox, SandboxOptions
from spaceinvoices_sandbox.api import models


def older(path):
    """Take from a database what an older version did not have."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP INDEX documents_shareableId")
        connection.execute('ALTER TABLE documents DROP COLUMN "shareableId"')
        connection.execute("DROP TABLE payments")
        connection.execute("DROP TABLE payments_bodies")
        connection.commit()


def test_what_an_older_version_kept_is_still_there(tmp_path):
    options = SandboxOptions(database=str(tmp_path / "state.db"))
    with closing(LocalSandbox(options)) as before:
        organization = before.seed.organization()
        document = before.seed.document(organization, payments=[{"type": "card", "amount": 30}])
        shared = before.world.store.get(models.DOCUMENT, document)
        before.world.store.update(models.DOCUMENT, {**shared, "shareableId": "link"})
    older(tmp_path / "state.db")

    with closing(LocalSandbox(options)) as after:
        after.seed.made("documents_create_payment", document, type="bank", date="2026-05-02")
        shared = after.world.store.first(models.DOCUMENT, shareableId="link")
        assert shared is not None
        assert [payment["amount"] for payment in shared["payments"]] == [30, 70]
        assert shared["totalDue"] == 0
