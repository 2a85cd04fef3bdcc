"""How things of the document are called in Python."""

import pytest

from generator.names import class_name, resource_argument, snake_case


@pytest.mark.parametrize(
    ("wire", "python"),
    [
        ("_documentItems", "document_items"),
        ("_isDeleted", "is_deleted"),
        ("IBAN", "iban"),
        ("address2", "address2"),
        ("countryAlpha2Code", "country_alpha2_code"),
        ("l10n", "l10n"),
        ("isValidEslog", "is_valid_eslog"),
        ("upn_qr", "upn_qr"),
    ],
)
def test_wire_names_become_snake_case(wire: str, python: str) -> None:
    assert snake_case(wire) == python


def test_an_id_in_a_path_is_named_after_its_resource() -> None:
    assert resource_argument("/v1/AccountOrganizations/{id}/accept", "id") == (
        "account_organization_id"
    )


def test_a_tag_names_a_class() -> None:
    assert class_name("account_organizations") == "AccountOrganizations"
