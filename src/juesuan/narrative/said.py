"""What only the author can say (情况说明中的文字和原因), as written in the book."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.facts import YUAN, MoneyUnit, Space
from juesuan.forms import CellKey, Disclosure
from juesuan.ledger import Answers, Book, BookError
from juesuan.narrative.figures import Figures, counts_money, printed_cells
from juesuan.narrative.marks import unmarked

__all__ = ["AuthorWords", "clause", "last_year"]

_STOPS = "。；;，,. \t\n\u3000"


class AuthorWords(Struct, frozen=True):
    """The author's own texts by place and code, reasons by subject, code and what is compared
    with, and last year's published cells (in cents). ``money`` is the unit that the book's
    amounts are written in."""

    texts: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    reasons: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    last_year: Mapping[CellKey, int] = field(default_factory=dict)
    money: MoneyUnit = YUAN

    @classmethod
    def of(cls, book: Book) -> AuthorWords:
        """What a book says, without what it withholds."""
        texts: dict[tuple[str, str], list[str]] = {}
        rows = book.db.execute("SELECT place, code, text FROM typed_texts ORDER BY row").fetchall()
        for place, code, text in rows:
            shown = book.withheld.text(unmarked(text))
            lines = (" ".join(line.split()) for line in shown.splitlines())
            texts.setdefault((place, code), []).extend(filter(None, lines))
        reasons = {
            (about, code, against): reason
            for about, code, against, text in book.db.execute(
                "SELECT about, code, against, text FROM typed_reasons ORDER BY row"
            ).fetchall()
            if (reason := clause(book.withheld.text(text)))
        }
        cells = {
            CellKey(form.zfill(2), row, column): amount
            for form, row, column, amount in book.db.execute(
                'SELECT form, "line", "column", amount FROM typed_last_year ORDER BY row'
            ).fetchall()
        }
        lines_of = {key: tuple(lines) for key, lines in texts.items()}
        return cls(lines_of, reasons, cells, book.description.money)

    @classmethod
    def answered(cls, answers: Answers) -> AuthorWords:
        """What was answered beside forms that are given filled. Raises ``BookError`` where the
        file cannot be used."""
        if answers.problems:
            raise BookError(answers.problems)
        texts = {
            (each.row["place"], each.row["code"]): tuple(filter(None, each.text.splitlines()))
            for each in answers.given("texts")
        }
        reasons = {
            (each.row["about"], each.row["code"], each.row["against"]): clause(each.text)
            for each in answers.given("reasons")
        }
        return cls(texts, reasons)

    def over(self, other: AuthorWords) -> AuthorWords:
        """These words, and those of another where these say nothing."""
        texts, reasons = {**other.texts, **self.texts}, {**other.reasons, **self.reasons}
        return replace(self, texts=texts, reasons=reasons)


def clause(text: str) -> str:
    """A reason as a clause: without 主要原因是 before it or a full stop after it.

    >>> clause("主要原因是：人员增加。")
    '人员增加'
    """
    said = "".join(unmarked(text).splitlines()).strip(_STOPS)
    from juesuan.reading.narrative.vocabulary import words_in  # loads all that reads a text

    for lead in words_in("reasons", "leads"):
        if said.startswith(lead):
            return said.removeprefix(lead).strip(_STOPS)
    return said


def last_year(said: AuthorWords, space: Space, disclosure: Disclosure) -> Figures | None:
    """Last year's figures as far as the book quotes its published forms; ``None`` where it
    quotes none. Raises ``KeyError`` with a cell that the form set does not have."""
    if not said.last_year:
        return None
    values = {
        key: value if counts_money(disclosure, key) else value // said.money.cents
        for key, value in said.last_year.items()
    }
    return Figures(printed_cells(disclosure.form_set, space, disclosure, values))
