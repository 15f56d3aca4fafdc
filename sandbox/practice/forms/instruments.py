"""What the forms ask: an instrument file read into frozen models, and how much of one is answered.

Words: an *instrument* has *sections*; a section is one page and one save and has *parts*: plain fields, or a table that the
user fills row by row. A *field* is one question (fields.py). Those of the older form have a number, others a name.

The answers of one record are a dict. A question's key is its number as text, a table's key is the table's id:

    {"1": 2350000, "8": "496", "9": ["1", "3"], "pangan": [{"12": "7", "13": 31.5, "14": "966", "15": 14175000}], "obat": []}

A date is ISO text, as JSON has none. A missing key is "not answered". An explicit "none" is [] for a table or several choices,
and None for anything else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, StringConstraints, model_validator
from pydantic import Field as Described

from sandbox.practice.forms.fields import Field, Slug, Strict
from sandbox.practice.forms.instrument_files import folder, read_model

Number = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value),
                   StringConstraints(pattern=r"^[1-9][0-9]*$")]
Answers = Mapping[str, Any]

MEMBER_LIST = "anggota"
"""The name that a rule gives as its field where it concerns who is on the card, not a single field."""


class FormField(Field):
    """A field of a form, named by its number or, on the card, by its name."""

    number: Number | None = Described(None, description="Number of the question on the official form.")
    name: Slug = Described(description="Name of its input in the page. Given where there is no number; a question is q8.")

    @model_validator(mode="before")
    @classmethod
    def _is_named(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        if ("number" in data) == ("name" in data):
            raise ValueError("isian memerlukan salah satu: number atau name")
        return {"name": f"q{data['number']}", **data} if "number" in data else data

    @property
    def key(self) -> str:
        """The key under which its answer stands: '8', or 'rw' for one of the card."""
        return self.number or self.name

    @property
    def title(self) -> str:
        """How a message names it: 'Isian 8 Sumber Air Minum'."""
        return f"Isian {self.number} {self.label}" if self.number else self.label


class Fields(Strict):
    """Plain questions, each answered once."""

    kind: Literal["fields"]
    title: str = ""
    fields: tuple[FormField, ...] = Described(min_length=1)

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(field.key for field in self.fields)

    def filled(self, answers: Answers) -> int:
        return len(self._keys & answers.keys())


class Table(Strict):
    """A repeating table: the same questions for each row. Its questions count as answered from the first row on."""

    kind: Literal["table"]
    id: Slug
    title: str
    none_label: str = Described("Tidak ada", description="Words of the checkbox that says: no rows, and that is the answer.")
    most: int = Described(default=50, gt=0, le=50, description="So many rows are read: no code list of ours is longer.")
    fields: tuple[FormField, ...] = Described(min_length=1)

    def filled(self, answers: Answers) -> int:
        return len(self.fields) if self.id in answers else 0


Part = Annotated[Fields | Table, Described(discriminator="kind")]


class Section(Strict):
    """Bagian: one page and one save."""

    id: Slug
    title: str
    parts: tuple[Part, ...] = Described(min_length=1)

    @cached_property
    def fields(self) -> tuple[FormField, ...]:
        """The plain questions, those of tables left out."""
        return tuple(field for part in self.parts if isinstance(part, Fields) for field in part.fields)

    @cached_property
    def coded(self) -> tuple[FormField, ...]:
        """Those of them that are answered with a code of a list."""
        return tuple(field for field in self.fields if field.options)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(part for part in self.parts if isinstance(part, Table))

    @cached_property
    def questions(self) -> tuple[FormField, ...]:
        """All questions, those of tables too."""
        return tuple(field for part in self.parts for field in part.fields)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Keys of the answers that this section saves."""
        return frozenset([field.key for field in self.fields] + [table.id for table in self.tables])


class Rule(Strict):
    """A rule between fields. `kind` is a row of RULES in rules/check.py; `with` are that function's own settings."""

    id: str = Described(pattern=r"^[A-Z][0-9]{2}$", description="As in the list of consistency rules: D09.")
    kind: Slug
    fields: tuple[Annotated[str, BeforeValidator(str)], ...] = Described(
        (), description="What it concerns: numbers, names, tables or anggota; the message stands at the first. Empty: the form.")
    level: Literal["refuse", "ask"] = Described("refuse", description="Ask: a warning that a written reason answers.")
    at: tuple[Literal["section", "member", "submit"], ...] = Described(min_length=1, description="When it is applied.")
    settings: dict[str, Any] = Described(default_factory=dict, alias="with")


class Instrument(Strict):
    """Instrumen: one official form."""

    id: Slug
    title: str
    source: str = Described(min_length=1, description="Where the questions and code lists come from, in words.")
    identity: Section = Described(description="What names the record: kept in columns, not among the answers.")
    sections: tuple[Section, ...] = Described(min_length=1)
    rules: tuple[Rule, ...] = ()

    @model_validator(mode="after")
    def _no_key_twice(self) -> "Instrument":
        keys = [field.key for section in self.all_sections for field in section.questions]
        names = [section.id for section in self.all_sections] + [t.id for s in self.all_sections for t in s.tables]
        twice = {key for key in keys if keys.count(key) > 1} | {
            name for name in names if name not in {s.id for s in self.all_sections} and names.count(name) > 1}
        if twice:
            raise ValueError(f"dipakai dua kali: {', '.join(sorted(twice))}")
        unknown = {name for rule in self.rules for name in rule.fields} - set(keys) - set(names) - {MEMBER_LIST}
        if unknown:
            raise ValueError(f"rules menyebut isian yang tidak ada: {', '.join(sorted(unknown))}")
        return self

    @property
    def all_sections(self) -> tuple[Section, ...]:
        return (self.identity, *self.sections)

    @cached_property
    def by_key(self) -> dict[str, FormField]:
        """Every question by its key: '8', 'rw', '12' (in a table)."""
        return {field.key: field for section in self.all_sections for field in section.questions}

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {table.id: table for section in self.sections for table in section.tables}

    def section(self, section_id: str) -> Section | None:
        """The section of that id, the identity included."""
        return next((section for section in self.all_sections if section.id == section_id), None)


@cache
def load(name: str) -> Instrument:
    """The instrument of that name: 'ddk_household'. Raises InstrumentError with file, line and remedy."""
    return read_model(folder() / f"{name}.yaml", Instrument)


def load_all() -> Iterator[Instrument]:
    """Every instrument of the folder, by file name."""
    for path in sorted(folder().glob("*.yaml")):
        yield load(path.stem)


@dataclass(frozen=True, slots=True)
class SectionState:
    """How far a section is. `rows` is None where the section has no table."""

    filled: int
    total: int
    rows: int | None = None

    @property
    def is_complete(self) -> bool:
        return self.filled == self.total

    @property
    def words(self) -> str:
        """How far it is, in words for the list of sections: '6/7', '2 baris', 'tidak ada'."""
        if self.rows is None or not self.is_complete:
            return f"{self.filled}/{self.total}"
        return f"{self.rows} baris" if self.rows else "tidak ada"


def section_state(section: Section, answers: Answers) -> SectionState:
    filled = sum(part.filled(answers) for part in section.parts)
    rows = sum(len(answers.get(table.id) or ()) for table in section.tables) if section.tables else None
    return SectionState(filled, len(section.questions), rows)


def count_filled(instrument: Instrument, answers: Answers) -> tuple[int, int]:
    """Answered questions and all questions, without those of the identity: (41, 90)."""
    states = [section_state(section, answers) for section in instrument.sections]
    return sum(state.filled for state in states), sum(state.total for state in states)
