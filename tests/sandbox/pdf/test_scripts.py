import logging

import pypdfium2
import pytest
from support.printed import DOCUMENT, letters, lines, printed
from typst import Compiler

from spaceinvoices_sandbox.pdf import typesetting

NAMES = {
    "Chinese": "北京航天有限公司",
    "Traditional Chinese": "臺灣繁體中文股份有限公司",
    "Japanese": "株式会社ロケットひらがな",
    "Korean": "한국 주식회사",
    "Arabic": "شركة الأمل للتجارة",
    "Persian": "شرکت پژوهش گچ",
    "Hebrew": "חברת שלום בע״מ",
    "Thai": "บริษัท น้ำดื่ม จำกัด",
    "Hindi": "क्षत्रिय हिन्दी कंपनी",
    "Greek": "Ελληνική Εταιρεία",
    "Cyrillic": "Ђорђе и Їжак",
    "Vietnamese": "Công ty Cổ phần Việt Nam",
    "Georgian": "ქართული კომპანია",
    "Armenian": "Հայկական ընկերություն",
    "Bengali": "বাংলা প্রতিষ্ঠান",
    "Tamil": "தமிழ் நிறுவனம்",
    "emoji": "🚀 😀 👩‍💻 ❤️ 🇸🇮",
    "symbols": "€ £ ¥ ₹ ₽ ₿ ™ ½ ² → ✓ ★ № …",
}


@pytest.fixture
def strict(monkeypatch):
    """The archive format of PDF, which a character without a glyph makes impossible."""

    class Archive:
        def __init__(self, *inputs, **options):
            self.compiler = Compiler(*inputs, **options)

        def compile(self, **options):
            return self.compiler.compile(**options, pdf_standards=["a-2u"])

    monkeypatch.setattr(typesetting.typst, "Compiler", Archive)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_every_script_has_glyphs_in_names_items_and_notes(name, strict, caplog):
    item = {**DOCUMENT["_documentItems"][0], "name": name, "description": name}
    printed(
        _documentClient={"name": name, "address": name, "city": name},
        _documentItems=[item],
        note=f"{name}\n{name}",
        footer=name,
        signature=name,
    )
    assert caplog.records == []


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_every_script_leaves_ink_on_the_paper(name):
    nothing = _ink(printed(_documentClient={"name": ""}))
    assert _ink(printed(_documentClient={"name": name})) > nothing + 20


def _picture(data):
    with pypdfium2.PdfDocument(data) as document:
        return document[0].render(scale=2).to_pil().convert("L")


def _ink(data):
    return sum(_picture(data).histogram()[:128])


@pytest.mark.parametrize(
    "script", ["Chinese", "Japanese", "Korean", "Hebrew", "Hindi", "Greek", "Vietnamese", "emoji"]
)
def test_a_name_can_be_copied_out_of_the_pdf(script):
    assert NAMES[script] in lines(printed(_documentClient={"name": NAMES[script]}))


def test_arabic_letters_are_joined_and_can_be_copied():
    told = " ".join(lines(printed(_documentClient={"name": NAMES["Arabic"]})))
    assert "للتجارة" in told


@pytest.mark.parametrize(
    ("name", "first", "last"), [("אבג", "א", "ג"), ("\u05e1עפ qx", "\u05e1", "q")]
)
def test_what_is_read_from_right_to_left_stands_so(name, first, last):
    left = {letter: box[0] for letter, box in letters(printed(_documentClient={"name": name}))}
    assert left[first] > left[last]


def test_chinese_characters_have_the_shapes_of_the_clients_country():
    pictures = {
        code: _picture(printed(_documentClient={"name": "骨直海", "countryAlpha2Code": code}))
        for code in ("CN", "JP", "KR", "")
    }
    assert pictures["CN"] != pictures["JP"]
    assert pictures["JP"] != pictures["KR"]
    assert pictures[""] == pictures["CN"]


def test_a_note_from_right_to_left_begins_at_the_right():
    boxes = list(letters(printed(note="שלום\nHello ץ")))
    hebrew = next(box for letter, box in boxes if letter == "ש")
    mixed = next(box for letter, box in boxes if letter == "ץ")
    assert hebrew[2] > 180 * 72 / 25.4
    assert mixed[2] < 60 * 72 / 25.4


def test_latin_letters_are_not_taken_from_the_font_of_another_script():
    alone = printed(_documentClient={"name": "Rocket 12"})
    beside = printed(_documentClient={"name": "Rocket 12"}, note=NAMES["Arabic"])
    kept = [box for letter, box in letters(alone) if letter in "Rocket12"]
    assert [box for letter, box in letters(beside) if letter in "Rocket12"][: len(kept)] == kept


def test_a_character_that_no_font_has_is_a_box_with_its_code_point(strict, caplog):
    name = "a\U0001f6f8b\ue123c\x07d\x01"
    with caplog.at_level(logging.WARNING):
        told = "".join(lines(printed(_documentClient={"name": f"{name}\U0001315f"})))
    assert "E123" in told
    assert "0007" in told
    assert "0001" in told
    assert "1315F" in told
    (record,) = caplog.records
    assert record.getMessage() == (
        "No font has U+0001, U+0007, U+E123, U+1315F: printed as the code point in a box"
    )


@pytest.mark.parametrize("sign", ["\x00", "\x7f", "\U00013431", "\uffff"])
def test_signs_without_a_letter_are_seen_as_well(sign):
    assert f"{ord(sign):04X}" in "".join(lines(printed(_documentClient={"name": f"a{sign}b"})))


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\u200e", "\xad", "\ufe0f", "\u2060"])
def test_marks_that_are_not_to_be_seen_are_not(mark, caplog):
    plain = _picture(printed(_documentClient={"name": "ab"}))
    assert _picture(printed(_documentClient={"name": f"a{mark}b"})) == plain
    assert caplog.records == []


def test_what_the_typesetter_panics_at_is_printed_without_marks(monkeypatch, caplog):
    class PanicException(BaseException):
        """The name of what a Rust library raises."""

    class Panicking:
        def __init__(self, *inputs, sys_inputs, **options):
            self.page = sys_inputs["page"]
            self.compiler = Compiler(*inputs, sys_inputs=sys_inputs, **options)

        def compile(self, **options):
            if "\u202e" in self.page:
                raise PanicException
            return self.compiler.compile(**options)

    monkeypatch.setattr(typesetting.typst, "Compiler", Panicking)
    assert "Rocket man" in lines(printed(_documentClient={"name": "Rocket\u202e man"}))
    (record,) = caplog.records
    assert "without marks" in record.getMessage()
    monkeypatch.setattr(Panicking, "compile", _interrupted)
    with pytest.raises(KeyboardInterrupt):
        printed()


def _interrupted(self, **options):
    raise KeyboardInterrupt


def test_a_tab_beside_a_mark_of_direction_is_printed():
    assert "a b" in lines(printed(_documentClient={"name": "a\tb"}, note="\u202e\t\u0dd4"))


def test_a_missing_font_package_is_named_with_the_line_that_installs_it(monkeypatch, caplog):
    monkeypatch.setattr(typesetting, "_PACKAGES", ("manimgx_fonts", "no_such_fonts"))
    for cached in (typesetting._fonts, typesetting._families, typesetting._characters):
        cached.cache_clear()
    typesetting._report.cache_clear()
    try:
        told = "".join(lines(printed(_documentClient={"name": "株"})))
    finally:
        monkeypatch.undo()
        for cached in (typesetting._fonts, typesetting._families, typesetting._characters):
            cached.cache_clear()
    assert "682A" in told
    (record,) = caplog.records
    assert "pip install 'spaceinvoices-async[sandbox]'" in record.getMessage()
