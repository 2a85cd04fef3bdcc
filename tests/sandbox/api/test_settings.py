"""Defaults: settings with a name of their own, and what they change."""

import pytest

from spaceinvoices_async.errors import NotFoundError, ValidationError


@pytest.fixture
def organization(local_sandbox):
    return local_sandbox.seed.organization()


async def test_a_setting_of_any_kind_is_kept_as_it_is(local_client, organization):
    values = ["EUR", 30, True, None, {"nested": [1, 2]}, ["a"]]
    made = [
        await local_client.defaults.create(organization, name=f"own_{index}", value=value)
        for index, value in enumerate(values)
    ]

    kept = [(await local_client.defaults.get(setting.id)).value for setting in made]
    assert kept == values
    assert await local_client.defaults.count(organization) == len(values)


async def test_a_name_is_unique_and_cannot_be_changed(local_client, organization):
    setting = await local_client.defaults.create(organization, name="footer", value="A")
    with pytest.raises(ValidationError) as caught:
        await local_client.defaults.create(organization, name="footer", value="B")
    assert list(caught.value.fields) == ["name"]
    with pytest.raises(ValidationError) as caught:
        await local_client.defaults.update(setting.id, name="header")
    assert list(caught.value.fields) == ["name"]

    assert (await local_client.defaults.update(setting.id, value="C")).value == "C"
    replaced = await local_client.defaults.replace(
        organization, setting.id, name="footer", value="D"
    )
    assert (replaced.id, replaced.value) == (setting.id, "D")


async def test_a_setting_of_another_organization_is_not_replaced(
    local_sandbox, local_client, organization
):
    setting = await local_client.defaults.create(organization, name="footer", value="A")
    other = local_sandbox.seed.organization()

    with pytest.raises(NotFoundError):
        await local_client.defaults.replace(other, setting.id, name="footer", value="B")


async def test_settings_change_what_is_issued(local_sandbox, local_client, organization):
    settings = {
        "currencyId": "USD",
        "invoice_dueDays": "14",
        "invoice_note": "For [client name]",
        "footer": "The end",
    }
    for name, value in settings.items():
        await local_client.defaults.create(organization, name=name, value=value)
    document = await local_client.documents.get(local_sandbox.seed.document(organization))

    assert (document.date_due - document.date).days == 14
    assert (document.currency_id, document.note, document.footer) == (
        "USD",
        "For Rocket man",
        "The end",
    )


async def test_a_deleted_setting_holds_no_longer(local_sandbox, local_client, organization):
    setting = await local_client.defaults.create(organization, name="footer", value="The end")

    assert await local_client.defaults.delete(setting.id) == 1
    assert await local_client.defaults.delete(setting.id) == 0
    document = await local_client.documents.get(local_sandbox.seed.document(organization))
    assert document.footer != "The end"
    assert (await local_client.defaults.list(organization)).items == ()
