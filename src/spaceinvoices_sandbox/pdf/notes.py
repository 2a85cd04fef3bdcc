"""The texts below the totals: the note as it is printed, and the tax clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.pdf.labels import DEFAULT, every, labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.pdf.labels import Language

_CLAUSES: Final = ("reverseClause", "reverseClauseUnion")
CLAUSES: Final = every(*_CLAUSES)
"""The clauses that nobody wrote, in all languages."""
_WITHOUT_ACCOUNT: Final = re.compile(
    r"^Please pay to bank account \.$\n?(?:^When paying please use reference [^ \n]*\.$\n?)?",
    re.MULTILINE,
)
"""The API's own lines on payment, filled in for an issuer without a bank account."""
_OWN_LINES: Final = {
    name: re.compile(re.escape(labels(DEFAULT)[name]).replace(r"\{0\}", "(.+)"))
    for name in ("payTo", "useReference", "thanks", "interest")
}
"""The lines of the API's own notes."""
_NEXT_NUMBER: Final = re.compile(
    r"^(?P<account>Please pay to bank account [^\n]+\.\n)"
    r"When paying please use reference (?P<reference>\d{4}-\d{5,})\.$\n?",
    re.MULTILINE,
)
"""The API's own lines on payment, with the number that the next document will have."""


def printed_note(note: str, *, number: str = "", reference: str = "") -> str:
    """Return the note without the lines of the API's own text that name what there is not.

    Without an IBAN nothing stands between "account" and the full stop. The number after this
    document's is no reference to pay it by: the document's own reference takes its place.

    Args:
        note: Note of the document, its smart codes filled in.
        number: Number of the document.
        reference: Payment reference of the document, empty where it has none.
    """

    def own_reference(match: re.Match[str]) -> str:
        if match["reference"] in {number, reference}:
            return match[0]
        line = f"When paying please use reference {reference}.\n" if reference else ""
        return match["account"] + line

    return _NEXT_NUMBER.sub(own_reference, _WITHOUT_ACCOUNT.sub("", note)).strip()


def translated_note(note: str, words: Mapping[str, str]) -> str:
    """Return the note with the lines of the API's own text in the language of the page.

    Args:
        note: Note as it is printed.
        words: Words of the page's language.
    """
    return "\n".join(_translated(line, words) for line in note.split("\n"))


def _translated(line: str, words: Mapping[str, str]) -> str:
    for name, pattern in _OWN_LINES.items():
        match = pattern.fullmatch(line)
        if match is not None:
            return words[name].format(*match.groups())
    return line


def without_line(note: str, line: str) -> str:
    """Return the note without the first line of that text, which must not be empty.

    Args:
        note: Some lines of text.
        line: The line that is left out.
    """
    wanted = line.strip()
    if not wanted:
        return note
    return re.sub(rf"^{re.escape(wanted)}$\n*", "", note, count=1, flags=re.MULTILINE).strip()


def reverse_clause(words: Mapping[str, str], *, union: bool) -> str:
    """Return the clause on a document whose tax the recipient owes.

    Args:
        words: Words of the document's language.
        union: Whether issuer and recipient are in two states of the European Union.
    """
    return words[_CLAUSES[union]]


def printed_clause(clause: str, language: Language, *, reverse: bool) -> str:
    """Return the tax clause of a document; one that is not a person's own, in the page's language.

    Args:
        clause: The document's own clause, empty where it has none.
        language: Language of the page.
        reverse: Whether the recipient owes a tax of the document.
    """
    if not clause.strip():
        return reverse_clause(language.words, union=False) if reverse else ""
    for name in _CLAUSES:
        if clause in every(name):
            return language.words[name]
    return clause
