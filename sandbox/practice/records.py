"""Records: what people enter, and what can be sent, drafted, judged and shown in the outbox. Each kind is one class below.

A record wraps its row. It is tied by its key (keys.py); its number is what people call it by, and may correct.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, Self

from sqlalchemy import CompoundSelect, bindparam, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from sandbox.errors import NoSuchRecord
from sandbox.practice.consistency import village as consistency
from sandbox.practice.consistency.findings import Mismatch
from sandbox.practice.consistency.told import ToldSheet, told_sheet
from sandbox.practice.forms.reading import Typed, shown
from sandbox.practice.forms.values import written_date
from sandbox.practice.households import checking, households, members
from sandbox.practice.keys import HOUSEHOLD_KIND, SHEET_KIND, RecordKey
from sandbox.practice.models import Household, SheetEntry
from sandbox.practice.mutations.ways import WAYS
from sandbox.practice.parts import MEMBER, member_part, sections, sheet_part
from sandbox.practice.rules.check import Finding
from sandbox.practice.sent import AtOffices
from sandbox.practice.sheets import entries, ready
from sandbox.practice.sheets import sheet as sheets
from sandbox.practice.words import place


@dataclass(frozen=True, slots=True)
class Address:
    """A page of the practice system: its view and what the view takes."""

    view: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a kind's table that lists show and search."""

    id: InstrumentedAttribute[int]
    number: InstrumentedAttribute[str]
    title: InstrumentedAttribute[str]
    folded: InstrumentedAttribute[str]
    """The title as it is searched."""
    saved_at: InstrumentedAttribute[datetime]
    saved_by: InstrumentedAttribute[str]
    version: InstrumentedAttribute[int]


@dataclass(frozen=True, slots=True)
class Objection:
    """What an office has to say against what was sent. `part`: of its form, empty for the whole record."""

    finding: Finding
    part: str = ""
    is_beside: bool = False
    """It shows only beside other submissions."""


class Record(ABC):
    """One record of one kind."""

    kind: ClassVar[str]

    def __init__(self, row: Any) -> None:
        self.row = row

    @classmethod
    @abstractmethod
    def find(cls, session: Session, id_: int) -> Self:
        """The record of that id. Raises NoSuchRecord."""

    @property
    def key(self) -> RecordKey:
        return RecordKey(self.kind, self.row.id)

    @property
    def version(self) -> int:
        """Rises with every save."""
        return int(self.row.version)

    @property
    @abstractmethod
    def number(self) -> str:
        """What people call it by, as it stands now."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What a person reads on top of its page."""

    @abstractmethod
    def address(self) -> Address:
        """The page on which the record is shown."""


class Sendable(Record):
    """A record that can be sent up, and so has a place in the outbox."""

    columns: ClassVar[Columns]
    thing: ClassVar[str]
    """What a sentence calls it: keluarga."""
    number_label: ClassVar[str]
    title_label: ClassVar[str]
    """What number and title are called on paper: No. KK, Kepala keluarga."""

    @abstractmethod
    def content(self) -> dict[str, Any]:
        """What is sent: the whole record at this moment, as JSON."""

    @staticmethod
    @abstractmethod
    def summary(content: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
        """What a receipt says of that content, as (label, words)."""

    @abstractmethod
    def obstacles(self, session: Session) -> Sequence[Finding]:
        """What must be put right before it can be sent."""

    @classmethod
    @abstractmethod
    def obstacles_of(cls, session: Session, records: Sequence[Self]) -> Mapping[int, Sequence[Finding]]:
        """What keeps each of several from going together, where nobody writes a reason, by id. In a few statements for all."""

    @classmethod
    @abstractmethod
    def objections_to(cls, session: Session, records: Sequence[Self], offices: AtOffices) -> Mapping[int, Sequence[Objection]]:
        """What the offices have to say against each, as it stands now, beside what else was sent, by id."""

    def asked(self, session: Session) -> Sequence[str]:
        """What may be so but wants a written reason to be sent, in sentences. A family's is written when it is saved."""
        return ()

    @classmethod
    @abstractmethod
    def page(cls, id_: int, part: str = "") -> Address:
        """The page of the record of that id, or of that part of its form."""

    @abstractmethod
    def has_part(self, part: str) -> bool:
        """Whether its form has that part now: a member may be gone."""

    @abstractmethod
    def stored(self, part: str) -> Typed:
        """What is stored for that part, as the inputs of its page; nothing for a member still to be entered."""

    @abstractmethod
    def called(self, part: str) -> str:
        """What a list of drafts calls that part of it: 'Keluarga Kasiran · Pangan'."""

    @classmethod
    @abstractmethod
    def sending(cls, id_: int) -> Address:
        """Where the button that sends it posts to."""

    def address(self) -> Address:
        return self.page(self.key.id)


class HouseholdRecord(Sendable):
    """Keluarga: a family card and its people. Its number is the card's, its title the name of its head."""

    kind = HOUSEHOLD_KIND
    thing, number_label, title_label = "keluarga", "No. KK", "Kepala keluarga"
    columns = Columns(Household.id, Household.number, Household.head_name, Household.head_folded, Household.saved_at,
                      Household.saved_by, Household.version)
    row: Household

    @classmethod
    def find(cls, session: Session, id_: int) -> Self:
        return cls(households.get(session, id_))

    @property
    def number(self) -> str:
        return self.row.number

    @property
    def title(self) -> str:
        return self.row.head_name

    def content(self) -> dict[str, Any]:
        return households.content_of(self.row)

    @staticmethod
    def summary(content: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
        where = (content.get("address"), content.get("hamlet"), place(content.get("rt", ""), content.get("rw", "")))
        return ("Alamat", ", ".join(filter(None, where))), ("Anggota", f"{len(content.get('members', ()))} orang")

    def obstacles(self, session: Session) -> Sequence[Finding]:
        return checking.why_not_sendable(session, self.row)

    @classmethod
    def obstacles_of(cls, session: Session, records: Sequence[Self]) -> Mapping[int, Sequence[Finding]]:
        return checking.why_not_sendable_all(session, [record.row for record in records])

    @classmethod
    def objections_to(cls, session: Session, records: Sequence[Self], offices: AtOffices) -> Mapping[int, Sequence[Objection]]:
        return {record.row.id: record._objections(*checking.as_sent(session, record.row, offices.families))
                for record in records}

    def _objections(self, alone: Sequence[Finding], beside: Sequence[Finding]) -> Sequence[Objection]:
        return [Objection(finding, self._part(finding), is_beside)
                for is_beside, found in ((False, alone), (True, beside)) for finding in found]

    def _part(self, finding: Finding) -> str:
        """Where its form asks what the finding is about."""
        if finding.member is None:
            return households.section_asking(finding.name)
        return next((member_part(person.id) for person in self.row.members if person.position == finding.member), "")

    @classmethod
    def page(cls, id_: int, part: str = "") -> Address:
        here = {"household_id": id_}
        if part == member_part(None):
            return Address("member_new", here)
        if part.startswith(MEMBER):
            return Address("member", {**here, "member_id": int(part.removeprefix(MEMBER))})
        if part in WAYS:
            return Address("leaving", {**here, "kind": part})
        return Address("section", {**here, "section_id": part}) if part else Address("household", here)

    def has_part(self, part: str) -> bool:
        if not part.startswith(MEMBER):
            return True
        return part == member_part(None) or part in (member_part(person.id) for person in self.row.members)

    def stored(self, part: str) -> Typed:
        person = next((each for each in self.row.members if member_part(each.id) == part), None)
        if part.startswith(MEMBER):
            written = [shown(section, members.values_of(person)) for section in sections(part)] if person else []
        elif part in WAYS:
            written = []
        else:
            written = [shown(section, households.answers_of(self.row, section)) for section in sections(part)]
        return Typed({name: texts for each in written for name, texts in each.values.items()})

    def called(self, part: str) -> str:
        if part.startswith(MEMBER):
            of_part = next((person.name for person in self.row.members if member_part(person.id) == part), "Anggota baru")
        else:
            of_part = next((section.title for section in sections(part)), part)
        return f"Keluarga {self.title} · {of_part}"

    @classmethod
    def sending(cls, id_: int) -> Address:
        return Address("submit", {"household_id": id_})


class SheetRecord(Sendable):
    """Lembar: one sheet of Potensi or Tingkat Perkembangan of one year. Its number is its place in the form: Potensi 41."""

    kind = SHEET_KIND
    thing, number_label, title_label = "lembar", "Lembar", "Judul"
    columns = Columns(SheetEntry.id, SheetEntry.number, SheetEntry.title, SheetEntry.folded, SheetEntry.saved_at,
                      SheetEntry.saved_by, SheetEntry.version)
    row: SheetEntry

    @classmethod
    def find(cls, session: Session, id_: int) -> Self:
        entry = session.get(SheetEntry, id_)
        if entry is None:
            raise NoSuchRecord()
        return cls(entry)

    @property
    def number(self) -> str:
        return self.row.number

    @property
    def title(self) -> str:
        return self.row.title

    def content(self) -> dict[str, Any]:
        return entries.content_of(self.row)

    @staticmethod
    def summary(content: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
        return ("Keadaan per", written_date(content["as_of"])), ("Isi", f"{len(content['cells'])} sel")

    def obstacles(self, session: Session) -> Sequence[Finding]:
        return self.obstacles_and(self.told(session))

    def obstacles_and(self, found: ToldSheet) -> Sequence[Finding]:
        """The same, where what does not agree was asked for already."""
        return [*ready.obstacles(sheets.sheet(self.row.sheet), self.row), *found.obstacles]

    @classmethod
    def obstacles_of(cls, session: Session, records: Sequence[Self]) -> Mapping[int, Sequence[Finding]]:
        found = consistency.of_entries(session, [record.row for record in records])
        told = [(record, told_sheet(record.row.sheet, found[record.row.id])) for record in records]
        return {record.row.id: [*record.obstacles_and(each), *each.unexplained] for record, each in told}

    @classmethod
    def objections_to(cls, session: Session, records: Sequence[Self], offices: AtOffices) -> Mapping[int, Sequence[Objection]]:
        rows = [record.row for record in records]
        found = consistency.as_sent(session, rows, offices.figures(rows[0].period))
        return {record.row.id: record._objections(*found[record.row.id]) for record in records}

    def _objections(self, alone: Sequence[Mismatch], beside: Sequence[Mismatch]) -> Sequence[Objection]:
        own = self.obstacles_and(told_sheet(self.row.sheet, alone))
        return [*map(Objection, own), *(Objection(finding, is_beside=True)
                                        for finding in told_sheet(self.row.sheet, beside).obstacles)]

    def asked(self, session: Session) -> Sequence[str]:
        return [each.text for each in self.told(session).asked]

    def told(self, session: Session) -> ToldSheet:
        """What does not agree, within it and with other sheets."""
        return told_sheet(self.row.sheet, consistency.of_entry(session, self.row))

    @classmethod
    def page(cls, id_: int, part: str = "") -> Address:
        return Address("sheet", {"entry_id": id_})

    def has_part(self, part: str) -> bool:
        return part == sheet_part(self.row.sheet)

    def stored(self, part: str) -> Typed:
        return Typed({name: texts for section in sections(part)
                      for name, texts in shown(section, entries.answers_of(self.row)).values.items()})

    def called(self, part: str) -> str:
        return f"Lembar {self.title} · {self.number}"

    @classmethod
    def sending(cls, id_: int) -> Address:
        return Address("submit_sheet", {"entry_id": id_})


KINDS: Mapping[str, type[Record]] = {each.kind: each for each in (HouseholdRecord, SheetRecord)}
SENDABLE: Mapping[str, type[Sendable]] = {each.kind: each for each in (HouseholdRecord, SheetRecord)}


def find(session: Session, key: RecordKey) -> Record:
    """Raises NoSuchRecord, also for a kind that does not exist."""
    if key.kind not in KINDS:
        raise NoSuchRecord()
    return KINDS[key.kind].find(session, key.id)


def find_sendable(session: Session, key: RecordKey) -> Sendable | None:
    """The record as it stands now; None if it was deleted since."""
    try:
        return SENDABLE[key.kind].find(session, key.id)
    except NoSuchRecord:
        return None


@dataclass(frozen=True, slots=True)
class Brief:
    """A record as one line of a list."""

    number: str
    title: str
    saved_at: datetime


def briefs(session: Session, keys: Sequence[RecordKey]) -> dict[RecordKey, Brief]:
    """The records of these keys as lines of a list, without those that are deleted. One statement."""
    found = session.execute(_briefs(), {kind: list({key.id for key in keys if key.kind == kind}) for kind in SENDABLE})
    return {RecordKey(kind, id_): Brief(number, title, saved_at) for kind, id_, number, title, saved_at in found}


@cache
def _briefs() -> CompoundSelect[*tuple[Any, ...]]:
    """Built once: building a statement costs more than asking it. Its parameters: ids by the kind of record."""
    return union_all(*(
        select(literal(kind), each.columns.id, each.columns.number, each.columns.title, each.columns.saved_at)
        .where(each.columns.id.in_(bindparam(kind, expanding=True))) for kind, each in SENDABLE.items()))
