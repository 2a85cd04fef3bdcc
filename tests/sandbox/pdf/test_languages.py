import json
from importlib import resources

import pytest
from babel import Locale
from support.printed import lines, printed

from spaceinvoices_sandbox.pdf import labels

DOCUMENTED = ["en", "de", "fr", "it", "nl", "sl", "hr", "et", "lv", "sk", "cs", "ro", "po", "sr"]
OLDER = ["en", "sl", "de", "it", "es", "fr", "cz"]
SAME = {
    *("date", "reference", "total", "page", "draft", "dateDue", "from", "item", "tax", "discount"),
    *("totalDiscount", "price", "amount", "subtotal", "taxNumber", "companyNumber", "invoice"),
}
"""Words that some language shares with English."""


@pytest.mark.parametrize("code", sorted({*DOCUMENTED, *OLDER}))
def test_a_language_has_all_words_and_none_in_english(code):
    english, words = labels.labels("en"), labels.labels(code)
    assert (list(words), [name for name, word in words.items() if not word.strip()]) == (
        list(english),
        [],
    )
    if code != "en":
        same = {name for name in english if words[name] == english[name]}
        assert same <= SAME


def test_there_is_a_file_for_each_language_and_no_other():
    folder = resources.files(labels.__name__.rpartition(".")[0]) / "languages"
    assert {file.name for file in folder.iterdir()} == {f"{code}.json" for code in labels.LANGUAGES}


def test_no_word_is_repeated_in_a_file():
    folder = resources.files(labels.__name__.rpartition(".")[0]) / "languages"
    for file in folder.iterdir():
        pairs = json.loads(file.read_text("utf-8"), object_pairs_hook=list)
        assert len({name for name, _ in pairs}) == len(pairs), file.name


@pytest.mark.parametrize(
    ("code", "title", "due", "amount"),
    [
        ("en", "Invoice", "Due date Dec 27, 2026", "€2,440.00"),
        ("de", "Rechnung", "Fällig am 27.12.2026", "2.440,00 €"),
        ("fr", "Facture", "Échéance 27 déc. 2026", "2 440,00 €"),
        ("it", "Fattura", "Scadenza 27 dic 2026", "2440,00 €"),
        ("nl", "Factuur", "Vervaldatum 27 dec 2026", "€ 2.440,00"),
        ("sl", "Račun", "Rok plačila 27. dec. 2026", "2.440,00 €"),
        ("hr", "Račun", "Datum dospijeća 27. pro 2026.", "2.440,00 €"),
        ("et", "Arve", "Maksetähtaeg 27. dets 2026", "2 440,00 €"),
        ("lv", "Rēķins", "Apmaksas termiņš 2026. gada 27. dec.", "2 440,00 €"),
        ("sk", "Faktúra", "Dátum splatnosti 27. 12. 2026", "2 440,00 €"),
        ("cs", "Faktura", "Datum splatnosti 27. 12. 2026", "2 440,00 €"),
        ("cz", "Faktura", "Datum splatnosti 27. 12. 2026", "2 440,00 €"),
        ("ro", "Factură", "Data scadenței 27 dec. 2026", "2.440,00 EUR"),
        ("po", "Faktura", "Termin płatności 27 gru 2026", "2440,00 €"),
        ("sr", "Faktura", "Datum dospeća 27. 12. 2026.", "2.440,00 €"),
        ("es", "Factura", "Vencimiento 27 dic 2026", "2440,00 €"),
    ],
)
def test_words_dates_and_amounts_are_of_one_language(code, title, due, amount):
    told = lines(printed(language=code))
    assert (told[0], due in told) == (title, True), told
    assert amount.replace(".", "").replace(" ", "") in told[-2].replace(".", "").replace(" ", "")


@pytest.mark.parametrize("asked", ["xx", "", None, "ja", "??", "../en", "zz-ZZ"])
def test_an_unknown_language_is_that_of_the_organization(asked):
    assert lines(printed(language=asked, locale="sl-SI")) == lines(printed(language="sl"))


@pytest.mark.parametrize("locale", ["ja-JP", "", "??", None])
def test_without_any_known_language_words_and_dates_are_english(locale):
    assert lines(printed(language="xx", locale=locale)) == lines(printed(language="en"))


def test_a_locale_keeps_the_formats_of_its_country():
    assert labels.language("de-AT").locale == Locale("de", "AT")
    assert labels.language("en_GB").locale == Locale("en", "GB")
    assert labels.language("sr-RS").locale == Locale("sr", "RS", script="Latn")
    assert labels.language("de-XX").locale == Locale("de")
    assert labels.language("PO").code == "pl"


def test_texts_of_the_document_in_the_language_are_printed():
    item = {"name": "Suit", "l10n": {"name_de": "Anzug", "name_po": "Kombinezon"}, "quantity": 1}
    told = {
        code: "\n".join(
            lines(
                printed(
                    language=code,
                    _documentItems=[item],
                    note="Mine",
                    l10n={"note_de": "Meine Bemerkung"},
                )
            )
        )
        for code in ("de", "po", "fr")
    }
    assert ("Anzug" in told["de"], "Meine Bemerkung" in told["de"]) == (True, True)
    assert ("Kombinezon" in told["po"], "Mine" in told["po"]) == (True, True)
    assert ("Suit" in told["fr"], "Mine" in told["fr"]) == (True, True)


def test_the_notes_of_the_api_are_in_the_language_and_those_of_a_person_are_not_touched():
    note = "Please pay to bank account BE71.\n\nThank you for your business\nThank you, dear"
    told = lines(printed(language="de", note=note))
    assert "Bitte überweisen Sie auf das Konto BE71." in told
    assert "Vielen Dank für Ihren Auftrag" in told
    assert "Thank you, dear" in told
