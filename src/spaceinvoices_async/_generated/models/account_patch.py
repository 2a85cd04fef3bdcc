# Generated from the OpenAPI document by `make generate`. Do not edit.
"""What to change in an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class AccountPatch(InputModel):
    """What to change in an account."""

    firstname: str | None | Unset = UNSET
    """First name."""
    lastname: str | None | Unset = UNSET
    """Last name."""
    tax_number: str | None | Unset = UNSET
    """Number the tax office knows the person by."""
    locale: str | None | Unset = UNSET
    """Language of the account; English unless given."""
    label: str | None | Unset = UNSET
    """A name of one's own for the account."""
    software_supplier_tax_number: str | None | Unset = UNSET
    """Tax number of who supplies the software, for fiscal verification."""
    activate_redirect: str | None | Unset = UNSET
    """Where the activation mail of child accounts leads."""
    invitation_link: str | None | Unset = UNSET
    """Where invitations of known accounts lead."""
    invitation_new_link: str | None | Unset = UNSET
    """Where invitations of new accounts lead."""
    document_shareable_link: str | None | Unset = UNSET
    """Where links to shared documents lead."""
    disable_creating_child_organizations: bool | None | Unset = UNSET
    """Whether child accounts may not create organizations."""
    reset_redirect: str | None | Unset = UNSET
    """Where the password reset mail leads."""
    email: str | None | Unset = UNSET
    """The address the account logs in with."""
    billing_organization_id: str | None | Unset = UNSET
    """Id of the organization that pays."""
    newsletter: bool | None | Unset = UNSET
    """Whether the vendor may send its newsletter."""
    product_updates: bool | None | Unset = UNSET
    """Whether the vendor may send news of the product."""
    skip_child_account_verification: bool | None | Unset = UNSET
    """Whether child accounts need not confirm their address."""
    realm: str | None | Unset = UNSET
    """Realm of the address; its use is not documented."""
    username: str | None | Unset = UNSET
    """A name to log in with; its use is not documented."""
    custom: Mapping[str, object] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("firstname", "firstname", "string"),
        FieldSpec("lastname", "lastname", "string"),
        FieldSpec("tax_number", "taxNumber", "string"),
        FieldSpec("locale", "locale", "string"),
        FieldSpec("label", "label", "string"),
        FieldSpec("software_supplier_tax_number", "softwareSupplierTaxNumber", "string"),
        FieldSpec("activate_redirect", "activateRedirect", "string"),
        FieldSpec("invitation_link", "invitationLink", "string"),
        FieldSpec("invitation_new_link", "invitationNewLink", "string"),
        FieldSpec("document_shareable_link", "documentShareableLink", "string"),
        FieldSpec(
            "disable_creating_child_organizations", "disableCreatingChildOrganizations", "boolean"
        ),
        FieldSpec("reset_redirect", "resetRedirect", "string"),
        FieldSpec("email", "email", "string"),
        FieldSpec("billing_organization_id", "billingOrganizationId", "string"),
        FieldSpec("newsletter", "newsletter", "boolean"),
        FieldSpec("product_updates", "productUpdates", "boolean"),
        FieldSpec("skip_child_account_verification", "skipChildAccountVerification", "boolean"),
        FieldSpec("realm", "realm", "string"),
        FieldSpec("username", "username", "string"),
        FieldSpec("custom", "custom", "json"),
    )
