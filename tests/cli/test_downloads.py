from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from spaceinvoices_async.cli.downloads import is_complete_pdf, pdf_name


def test_a_name_tells_kind_number_and_id():
    assert (
        pdf_name("65f0c1", kind="invoice", number="2026-00017") == "invoice-2026-00017-65f0c1.pdf"
    )


def test_a_draft_has_no_number():
    assert pdf_name("65f0c1", kind="invoice", number=None) == "invoice-65f0c1.pdf"


def test_a_number_cannot_choose_the_folder():
    assert pdf_name("65f0c1", number="../../etc/passwd") == "etc-passwd-65f0c1.pdf"


@given(st.text(), st.text(), st.text(min_size=1))
def test_every_name_is_safe_on_every_file_system(kind, number, document_id):
    name = pdf_name(document_id, kind=kind, number=number)
    assert not set(name) & set('/\\:*?"<>|\0 ')
    assert name.isascii()
    assert name.isprintable()
    assert not name.startswith((".", "-"))
    assert len(name) < 255


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_documents_never_share_a_name(one, other):
    assert (pdf_name(one) == pdf_name(other)) == (one == other)


def test_only_what_begins_and_ends_as_a_pdf_is_complete(tmp_path):
    path = tmp_path / "a.pdf"
    assert not is_complete_pdf(path)
    contents = {b"": False, b"%PDF-1.7 ...": False, b"<html>%%EOF": False}
    contents[b"%PDF-1.7 ...\n%%EOF\n"] = True
    for content, complete in contents.items():
        path.write_bytes(content)
        assert is_complete_pdf(path) is complete
