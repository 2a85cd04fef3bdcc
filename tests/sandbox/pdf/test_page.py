import io
import logging
from decimal import Decimal

import pytest
from PIL import Image
from support.printed import DOCUMENT, letters, lines, pages, pictures, printed

from spaceinvoices_sandbox import pdf
from spaceinvoices_sandbox.pdf.notes import printed_note

MILLIMETRE = 72 / 25.4
RIGHT = 192 * MILLIMETRE


def test_the_page_number_ends_at_the_right_margin():
    *_, (last, (_, _, end, _)) = letters(printed(footer="Acme d.o.o."))
    assert last == "1"
    assert end == pytest.approx(RIGHT, abs=2)  # the digit has room around it
    assert lines(printed(footer="Acme d.o.o."))[-1] == "Acme d.o.o. Page 1 / 1"


def test_printing_logs_nothing(caplog):
    with caplog.at_level(logging.DEBUG):
        printed(_documentClient={"name": "Čšž € 株式会社"})
    assert caplog.records == []


def test_lines_of_a_note_that_name_nothing_are_not_printed():
    note = (
        "Please pay to bank account .\nWhen paying please use reference 2026-00002.\n\n"
        "Thank you for your business"
    )
    assert printed_note(note) == "Thank you for your business"
    own = "Please pay to bank account BE71.\nWhen paying please use reference of the order 7."
    assert printed_note(own) == own
    alone = "When paying please use reference SI00-42.\nmine"
    assert printed_note(alone) == alone


def test_the_number_of_the_next_document_is_no_reference_to_pay_this_one_by():
    note = "Please pay to bank account BE71.\nWhen paying please use reference 2026-00002.\nThanks"
    assert printed_note(note, number="2026-00001") == "Please pay to bank account BE71.\nThanks"
    assert printed_note(note, number="2026-00001", reference="SI00-7") == note.replace(
        "2026-00002", "SI00-7"
    )
    assert printed_note(note, number="2026-00002") == note
    assert printed_note(note, number="2026-00001", reference="2026-00002") == note


def test_a_long_document_repeats_the_titles_and_loses_no_line():
    item = DOCUMENT["_documentItems"][0]
    items = [{**item, "name": f"Item {index}.", "description": "some words"} for index in range(90)]
    told = pages(printed(_documentItems=items))
    assert len(told) > 2
    assert [page.count("Item Quantity Price Tax Amount") for page in told[:-1]] == [1] * (
        len(told) - 1
    )
    assert [index for index in range(90) if f"Item {index}." not in "\n".join(told)] == []
    assert [page.splitlines()[-1] for page in told] == [
        f"Page {index + 1} / {len(told)}" for index in range(len(told))
    ]


def test_a_text_longer_than_a_page_goes_on_on_the_next():
    words = " ".join(f"w{index}" for index in range(3000))
    item = {**DOCUMENT["_documentItems"][0], "description": words}
    told = pages(printed(_documentItems=[item], note=words))
    read = " ".join(told).split()
    assert len(told) > 2
    assert [word for word in words.split() if read.count(word) != 2] == []


def test_amounts_of_twelve_digits_stay_within_the_paper_and_apart():
    amount, price = 123456789012.34, 123456789012.123
    data = printed(
        _documentItems=[
            {
                "name": "Very large",
                "quantity": 999999999999.123,
                "unit": "kilograms",
                "price": price,
                "total": amount,
                "_documentItemTaxes": [{"rate": 22}],
            }
        ],
        total=amount,
        totalWithTax=amount,
        totalDue=amount,
        _documentTaxes=[],
    )
    boxes = [box for letter, box in letters(data) if letter.strip()]
    assert max(right for _, _, right, _ in boxes) <= RIGHT + 1
    told = lines(data)
    assert "Very large 999,999,999,999.123" in " ".join(told)
    assert "123,456,789,012.123 22% €123,456,789,012.34" in " ".join(told)
    assert "Total €123,456,789,012.34" in told


@pytest.mark.parametrize("amount", [1e15, 1e21, 1e40, 1.5e300, -1e21])
def test_a_number_of_any_size_is_printed(amount):
    item = {**DOCUMENT["_documentItems"][0], "quantity": amount, "price": amount, "total": amount}
    data = printed(_documentItems=[item], total=amount, totalWithTax=amount, _documentTaxes=[])
    told = "".join(lines(data)).replace(",", "").replace(" ", "")
    assert told.count(str(int(Decimal(repr(amount)))).lstrip("-")) >= 3


def test_an_account_number_is_not_broken():
    account = {"bank": "NLB d.d.", "SWIFT": "LJBASI2X", "IBAN": "SI56 0292 2025 3489 061"}
    told = lines(printed(_documentIssuer={"name": "Acme", **account}))
    assert told[4:6] == ["NLB d.d., LJBASI2X", "SI56 0292 2025 3489 061"]


def test_a_document_with_nothing_in_it_is_a_page():
    assert len(pages(pdf.render({}))) == 1
    assert "Item Quantity Price Tax Amount" in lines(printed(_documentItems=[]))


@pytest.mark.parametrize("name", ["x" * 300, "a/b" * 100, "1234567890" * 30])
def test_a_word_without_spaces_stays_in_its_column(name):
    data = printed(
        _documentItems=[{**DOCUMENT["_documentItems"][0], "name": name}],
        _documentClient={"name": name},
        reference=name,
    )
    assert max(right for _, (_, _, right, _) in letters(data)) <= RIGHT + 1
    assert "".join(lines(data)).replace(" ", "").count(name) >= 1


def test_a_text_of_a_person_is_no_markup():
    name = 'A{nb}B #let x = 1 $a$ *b* _c_ <d> @e \\n [f] // g `h` "i" -- ...'
    assert name in "\n".join(lines(printed(_documentClient={"name": name}, note=name)))


def test_a_file_that_is_no_picture_is_left_out():
    assert lines(printed(logo=b"junk", signature=b"\x89PNG")) == lines(printed())


def test_logo_and_signature_are_drawn_and_plain_pages_have_no_head():
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(file, "PNG")
    with_both = printed(logo=file.getvalue(), signature=file.getvalue())
    plain = printed(logo=file.getvalue(), footer="Acme", plain=True)
    assert (pictures(with_both), pictures(plain), pictures(printed())) == (2, 0, 0)
    assert lines(plain)[-1] == "Page 1 / 1"


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("invoice", "Invoice"),
        ("estimate", "Estimate"),
        ("advance", "Advance invoice"),
        ("credit-note", "Credit note"),
        ("delivery-note", "Delivery note"),
    ],
)
def test_each_type_has_its_title_and_only_what_is_to_be_paid_is_due(kind, title):
    told = lines(printed(type=kind))
    assert told[:2] == [title, "2026-00001"]
    assert ("Amount due €2,440.00" in told) is (kind in {"invoice", "advance"})


def test_drafts_and_canceled_documents_say_so():
    assert lines(printed(draft=True))[:2] == ["Invoice", "Draft"]
    assert "Canceled" in lines(printed(canceled=True))
