"""Categories, and how much of a document belongs to which."""

import pytest

from spaceinvoices_async.errors import ValidationError


@pytest.fixture
def organization(local_sandbox):
    return local_sandbox.seed.organization()


@pytest.fixture
async def category(local_client, organization):
    return await local_client.categories.create(organization, name="Suits", alias="suits")


async def test_a_category_is_replaced_and_deleted(local_client, organization, category):
    replaced = await local_client.categories.replace(category.id, name="All suits", alias="all")

    assert (await local_client.categories.get(category.id)).to_dict() == replaced.to_dict()
    assert await local_client.categories.count(organization) == 1
    assert await local_client.categories.delete(category.id) == 1
    assert (await local_client.categories.list(organization)).items == ()


async def test_a_category_needs_a_name_and_an_alias(local_client, organization):
    with pytest.raises(ValidationError) as caught:
        await local_client.categories.create(organization, name="", alias="")

    assert sorted(caught.value.fields) == ["alias", "name"]


async def test_a_document_comes_with_its_categories(
    local_sandbox, local_client, organization, category
):
    document = local_sandbox.seed.document(
        organization, documentCategories=[{"categoryAlias": "suits"}]
    )

    entries = (await local_client.document_categories.list(organization)).items
    assert [(entry.document_id, entry.category_id, entry.amount) for entry in entries] == [
        (document, category.id, 100)
    ]


async def test_an_entry_is_made_changed_and_taken_away(
    local_sandbox, local_client, organization, category
):
    document = local_sandbox.seed.document(organization)
    entry = await local_client.document_categories.create(
        document, amount=40, category_id=category.id
    )
    changed = await local_client.document_categories.update(entry.id, amount=60)
    assert (changed.amount, changed.category_id, changed.document_id) == (60, category.id, document)
    replaced = await local_client.document_categories.replace(
        entry.id, amount=10, category_id=category.id
    )
    assert (replaced.amount, replaced.document_id) == (10, document)
    with pytest.raises(ValidationError) as caught:
        await local_client.document_categories.update(entry.id, category_id="0" * 24)
    assert list(caught.value.fields) == ["categoryId"]
    assert await local_client.document_categories.count(organization) == 1
    assert await local_client.document_categories.delete(entry.id) == 1
    assert await local_client.document_categories.count(organization) == 0
