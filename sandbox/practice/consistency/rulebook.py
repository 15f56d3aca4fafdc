"""How a rule between cells of the sheets is written: the files of instruments/rules/.

    - {id: P19, kind: equal, of: {sheet: pt-hutan-pemilikan, lines: Total luas hutan},
       to: {sheet: pt-tanah-hutan, lines: Luas tanah hutan}}
    - {id: P09, kind: at_most, together: true, of: {sheet: pt-erosi, lines: every}, called: Luas tanah erosi,
       to: {sheet: pt-tanah-ringkasan, lines: Luas desa/kelurahan}}

Each cell of `of` is compared with the sum of `to`; `together`, the sum of `of` is. In `to` a sheet that is not named is that of
the cell, lines and columns that are not named are its line and column, or the only column that there is. `year: last` takes the
figures of the year before. A rule that names a sheet, line or column that no form has is refused when its file is read.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator
from pydantic import Field as Described

from sandbox.practice.forms.fields import Slug, Strict
from sandbox.practice.forms.instrument_files import folder, read_model
from sandbox.practice.sheets.sheet import FormLine, Sheet, places

Known = Literal["period", "code", "name", "district", "rt", "rw"]
"""What is known of the village without any sheet: the year, its code and names, how many RT and RW the addresses have."""


SIDES = ("of", "to", "less", "per")
"""Keys of lists of cells; an only one may stand without a list."""


class Range(Strict):
    """Lines that follow each other on the sheet, both named ones included."""

    first: str
    last: str


def _titles(value: Any) -> Any:
    return (value,) if isinstance(value, str) and value not in ("every", "same") else value


Titles = Annotated[Literal["every", "same"] | tuple[str, ...], BeforeValidator(_titles)]


class Cells(Strict):
    """Cells of one sheet. `lines: every` are all that are typed; `columns: every` all of a line."""

    sheet: Slug | None = Described(None, description="Id of the sheet. In `to` it may be left out: that of the cell.")
    lines: Range | Titles = Described("same", description="Titles of lines, a range of them, or every.")
    columns: Titles = Described("same", description="Labels of columns, or every.")
    year: Literal["this", "last"] = "this"
    filled: bool = Described(False, description="Not their figures: how many of them are filled.")

    @model_validator(mode="after")
    def _exist(self) -> "Cells":
        if self.sheet is None:
            return self
        if self.sheet not in places():
            raise ValueError(f"lembar {self.sheet} tidak ada{_meant(self.sheet, places())}")
        sheet = places()[self.sheet].sheet
        for title in _named(self.lines):
            if title not in sheet.by_title:
                raise ValueError(f"lembar {sheet.id} tidak punya baris {title}{_meant(title, sheet.by_title)}")
        labels = {column.label for line in sheet.lines for column in line.columns}
        for label in _named(self.columns):
            if label not in labels:
                raise ValueError(f"lembar {sheet.id} tidak punya kolom {label}{_meant(label, labels)}")
        return self

    def lines_of(self, sheet: Sheet, like: FormLine | None = None) -> list[FormLine]:
        """The lines of that sheet that are meant; `like` is the line of the cell that is compared."""
        if self.lines == "same":
            return [sheet.by_title[like.title]] if like is not None and like.title in sheet.by_title else []
        if self.lines == "every":
            return [line for line in sheet.lines if not all(column.computed for column in line.columns)]
        if isinstance(self.lines, Range):
            first, last = sheet.by_title[self.lines.first].number, sheet.by_title[self.lines.last].number
            return list(sheet.lines[first - 1:last])
        return [sheet.by_title[title] for title in self.lines]

    def columns_of(self, line: FormLine, like: str | None = None) -> list[int]:
        """The numbers of the columns that are meant; `like` is the label of the column of the cell that is compared."""
        labels = [column.label for column in line.columns]
        if self.columns == "every" or (self.columns == "same" and like is None):
            return list(range(1, len(labels) + 1))
        wanted = (like,) if self.columns == "same" else self.columns
        if self.columns == "same" and like not in labels and len(labels) == 1:
            return [1]
        return [number for number, label in enumerate(labels, start=1) if label in wanted]


class _Rule(Strict):
    """What every kind of rule has."""

    id: str = Described(pattern=r"^[A-Z][0-9]{2}$", description="As in the list of consistency rules: P07.")
    level: Literal["refuse", "ask"] = Described("refuse", description="Refuse keeps the sheet from being sent; ask warns.")
    of: tuple[Cells, ...] = Described(min_length=1, description="The cells that the rule is about.")

    @model_validator(mode="before")
    @classmethod
    def _one_is_many(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        return {key: [value] if key in SIDES and isinstance(value, Mapping) else value for key, value in data.items()}

    @model_validator(mode="after")
    def _names_its_sheets(self) -> "_Rule":
        for cells in self.of:
            if cells.sheet is None or cells.lines == "same":
                raise ValueError("di `of` sheet dan lines harus disebut")
        return self


class _Compared(_Rule):
    """A figure against the sum of others."""

    to: tuple[Cells, ...] = Described(min_length=1, description="Added up: what the figure is compared with.")
    together: bool = Described(False, description="The cells of `of` are added up, instead of being compared one by one.")
    called: str = Described("", description="What a sum of `of` is called.")
    to_called: str = Described("", description="What a sum of `to` is called.")


class Equal(_Compared):
    """Both are the same, figures or words."""

    kind: Literal["equal"]


class AtMost(_Compared):
    """The figure is not more than `times` the others."""

    kind: Literal["at_most"]
    times: float = Described(1, gt=0)


class Near(_Compared):
    """The figure differs from the others by at most `share` of them."""

    kind: Literal["near"]
    share: float = Described(gt=0, description="0.1: by a tenth.")


class OneOf(_Rule):
    """The figure is one of these."""

    kind: Literal["one_of"]
    values: tuple[int, ...] = Described(min_length=1)


class IsKnown(_Rule):
    """The figure or word is what is known of the village without any sheet."""

    kind: Literal["known"]
    known: Known


class Excludes(_Rule):
    """Where the cells of `when` say one of `says` (a word, or 0), those of `of` say none of `never`, or are 0 without it."""

    kind: Literal["excludes"]
    when: Cells
    says: tuple[str | int, ...] = Described(min_length=1)
    never: tuple[str, ...] = Described((), description="Words that cannot stand there then. Without: nothing above 0 can.")


class Computed(_Rule):
    """A computed cell that other sheets decide: `times` the sum of `to` without `less`, divided by the sum of `per`.

    It is computed with every save of its own sheet; the rule finds one that other sheets have outrun since.
    """

    kind: Literal["computed"]
    to: tuple[Cells, ...] = Described(min_length=1, description="Added up; an empty cell is nothing.")
    less: tuple[Cells, ...] = Described((), description="Taken away from that.")
    per: tuple[Cells, ...] = Described((), description="What it is divided by.")
    times: float = Described(1, gt=0)


SheetRule = Annotated[Equal | AtMost | Near | OneOf | IsKnown | Excludes | Computed, Described(discriminator="kind")]


class Rulebook(Strict):
    """A file of rules."""

    id: Slug
    title: str
    rules: tuple[SheetRule, ...] = Described(min_length=1)


class Explanations(Strict):
    """What the page tells of each rule: texts by their own id, and which rule has which."""

    texts: Mapping[str, str]
    rules: Mapping[str, str]

    @model_validator(mode="after")
    def _have_texts(self) -> "Explanations":
        if unknown := sorted({*self.rules.values()} - {*self.texts}):
            raise ValueError(f"teks belum ada: {', '.join(unknown)}")
        return self


BOOKS = ("potensi", "perkembangan", "lintas")


@cache
def all_rules() -> tuple[SheetRule, ...]:
    """The rules of every file. None where an earlier day's forms are used that had no rules. Raises InstrumentError."""
    files = [folder() / "rules" / f"{name}.yaml" for name in BOOKS]
    return tuple(rule for file in files if file.exists() for rule in read_model(file, Rulebook).rules)


@cache
def explanation(rule_id: str) -> str:
    """What to tell of that rule; '' without one."""
    file = folder() / "rules" / "explanations.yaml"
    if not file.exists():
        return ""
    told = read_model(file, Explanations)
    return told.texts.get(told.rules.get(rule_id, ""), "")


def _named(titles: Any) -> tuple[str, ...]:
    if isinstance(titles, Range):
        return titles.first, titles.last
    return () if isinstance(titles, str) else tuple(titles)


def _meant(word: str, known: Any) -> str:
    close = get_close_matches(word, list(known), n=1)
    return f"; mungkin {close[0]}" if close else ""
