"""The tables of one village's practice copy. Built once into a template by seed/, then copied for each trainee."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, LargeBinary, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from sandbox.base import AwareTime, CardNumber, Nik, Practice
from sandbox.practice.forms.packing import HouseholdAnswers, MemberAnswers
from sandbox.practice.keys import RecordKey
from sandbox.words.folding import folded


class OwnVillage(Practice):
    """The one row that says which village this is and for which day it was made."""

    __tablename__ = "village"

    code: Mapped[str] = mapped_column(primary_key=True)
    """Official code with dots: 35.10.02.2003."""
    name: Mapped[str]
    kind: Mapped[str]
    """desa or kelurahan."""
    district: Mapped[str]
    district_code: Mapped[str]
    as_of: Mapped[date]
    """The training day that ages, periods and last year's data are right for."""
    seed: Mapped[int]
    version: Mapped[str]
    """The version of tables and forms that it was made in; see version.py."""


class Household(Practice):
    """Keluarga: a family card and its people. `answers` holds the household questions by number."""

    __tablename__ = "household"
    __table_args__ = (
        Index("household_place", "rw", "rt"), Index("household_filled", "filled"),
        Index("household_saved", "saved_by", "saved_at"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[CardNumber] = mapped_column(index=True)
    head_name: Mapped[str]
    """Name of the member who is Kepala Keluarga; kept by members.recount."""
    head_folded: Mapped[str]
    """That name as it is searched (sandbox/words/folding.py); follows it."""
    hamlet: Mapped[str]
    address: Mapped[str]
    rw: Mapped[str]
    rt: Mapped[str]
    """RT and RW have two digits each: 01; 00 where the village has none."""
    answers: Mapped[HouseholdAnswers] = mapped_column(default=dict)
    filled: Mapped[int] = mapped_column(default=0)
    """How many of the household questions are answered."""
    member_count: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    """Rises with every save of the household or a member: optimistic locking."""
    saved_at: Mapped[AwareTime]
    saved_by: Mapped[str]
    """Who saved last, in words: 'Operator', 'Sekdes', 'Data awal'."""

    unmatched_until: Mapped[AwareTime | None]
    """Until when its NIK are not compared with the civil registry (hall time); None: they are."""

    members: Mapped[list["Person"]] = relationship(
        back_populates="household", order_by="Person.position", cascade="all, delete-orphan")

    @validates("head_name")
    def _fold(self, _: str, name: str) -> str:
        self.head_folded = folded(name)
        return name


class Person(Practice):
    """Anggota: one member of a household. `answers` holds the member questions by number, 2 (relation) among them."""

    __tablename__ = "person"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    """1 for the first line of the card."""
    nik: Mapped[Nik | None] = mapped_column(index=True)
    """None: belum ber-NIK."""
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    """The name as it is searched and compared (sandbox/words/folding.py); follows it."""
    sex: Mapped[str]
    """L or P."""
    birth_place: Mapped[str]
    birth_date: Mapped[date]
    answers: Mapped[MemberAnswers] = mapped_column(default=dict)
    explained: Mapped[dict[str, str] | None] = mapped_column(JSON)
    """The reason that was written for what is odd but true, by what was asked (FieldError.question)."""

    household: Mapped[Household] = relationship(back_populates="members")

    @validates("name")
    def _fold(self, _: str, name: str) -> str:
        self.folded = folded(name)
        return name


class Mutation(Practice):
    """Mutasi: one person, or a whole card, that left a card: what they were, when, where to, and who noted it. Never changed."""

    __tablename__ = "mutation"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """meninggal, pindah, pindahkan, pecah (mutations/ways.py), or gabung."""
    person_id: Mapped[int | None] = mapped_column(index=True)
    """Who left; None: the card itself, on which nobody was left. No foreign key: it outlives them all."""
    household_id: Mapped[int] = mapped_column(index=True)
    number: Mapped[str]
    head_name: Mapped[str]
    """The card that they left, and what it was called then."""
    to_household_id: Mapped[int | None] = mapped_column(index=True)
    destination: Mapped[str]
    """Where they went, in words: a card's number, a place; empty for the dead."""
    name: Mapped[str]
    folded: Mapped[str]
    """The name as it is searched; follows it."""
    nik: Mapped[str | None]
    happened_on: Mapped[date]
    noted_at: Mapped[AwareTime]
    noted_by: Mapped[str]
    note: Mapped[str]
    changed: Mapped[list[str]] = mapped_column(JSON)
    """What became another answer by it, a sentence each: the new head, relations, who is a widow."""
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What the person (members.kept_of) or the card (households.content_of) was."""

    @validates("name")
    def _fold(self, _: str, name: str) -> str:
        self.folded = folded(name)
        return name


class Accepted(Practice):
    """Memang begitu: a doubt that somebody answered with a reason. It holds while `state` names the facts as they are."""

    __tablename__ = "accepted"

    kind: Mapped[str] = mapped_column(primary_key=True)
    """Id of the kind of doubt: nik-ganda."""
    subject: Mapped[str] = mapped_column(primary_key=True)
    """household/12, or household/12/34 for its member of the id 34."""
    state: Mapped[str]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[AwareTime]


class SheetEntry(Practice):
    """One sheet of indicators of one year. Of the running year every sheet has its row; `filled` 0: not begun.

    Its cells are those of the newest date that it was entered for; those of earlier dates are in SheetPast.
    """

    __tablename__ = "sheet_entry"
    __table_args__ = (UniqueConstraint("sheet", "period"), Index("sheet_saved", "saved_by", "saved_at"),
                      {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet: Mapped[str]
    """Id of the sheet: pt-tanah-sawah, tp-penduduk."""
    period: Mapped[int]
    """The reporting year."""
    number: Mapped[str]
    """What people call it by: Potensi 41."""
    title: Mapped[str]
    folded: Mapped[str]
    """Title and number as they are searched (sandbox/words/folding.py); they follow the title."""
    as_of: Mapped[date | None]
    """Per tanggal: the day whose state its cells are. None: it was never saved."""
    filled: Mapped[int] = mapped_column(default=0)
    """How many of its cells have a value."""
    version: Mapped[int] = mapped_column(default=1)
    """Rises with every save: optimistic locking."""
    saved_at: Mapped[AwareTime]
    saved_by: Mapped[str]

    pasts: Mapped[list["SheetPast"]] = relationship(order_by="SheetPast.as_of.desc()", viewonly=True)
    """Its states of other days than the newest, newest first."""

    @validates("title")
    def _fold(self, _: str, title: str) -> str:
        self.folded = folded(f"{title} {self.number}")
        return title


class SheetPast(Practice):
    """The state of a sheet on another day than the newest: entered before, or entered late for an earlier day."""

    __tablename__ = "sheet_past"

    entry_id: Mapped[int] = mapped_column(ForeignKey("sheet_entry.id", ondelete="CASCADE"), primary_key=True)
    as_of: Mapped[date] = mapped_column(primary_key=True)
    cells: Mapped[list[Any]] = mapped_column(JSON)
    """[[row, column, number or text, year that it was copied from or None], …]."""
    saved_at: Mapped[AwareTime]
    saved_by: Mapped[str]


class Cell(Practice):
    """One figure or word of a sheet, found by sheet, period, row and column. An empty cell has no row here.

    A sheet has dozens, so they are read and written as plain rows (sheets/cells.py), never one object each.
    """

    __tablename__ = "cell"
    __table_args__ = ({"sqlite_with_rowid": False},)

    sheet: Mapped[str] = mapped_column(primary_key=True)
    period: Mapped[int] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True)
    """Line of the official form, from 1."""
    column: Mapped[int] = mapped_column(primary_key=True)
    """Column of that line, from 1."""
    number: Mapped[float | None]
    text: Mapped[str | None]
    """A word, or the label of a choice. One of number and text is set."""
    copied_from: Mapped[int | None]
    """The year that it was copied from, as long as nobody has looked at it."""


class Submission(Practice):
    """Kiriman: one entry on its way up. Resending keeps the row; a second row for a record is a duplicate."""

    __tablename__ = "submission"
    __table_args__ = (Index("submission_record", "kind", "record_id"),)

    reference: Mapped[str] = mapped_column(primary_key=True)
    """K-2026-0412: rises within the village, never changes, never used twice."""
    kind: Mapped[str]
    record_id: Mapped[int]
    """What was sent: the kind of record and its own id. No foreign key: a withdrawn submission outlives its record."""
    number: Mapped[str] = mapped_column(index=True)
    """What the record was called when this revision was sent: its card number then. Shown and searched, never followed."""
    title: Mapped[str]
    """What the record was titled then: the name of the head."""
    revision: Mapped[int] = mapped_column(default=1)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What was sent: the household and its members at that moment."""
    queued_at: Mapped[AwareTime]
    """When it last started its way: the first send, or the release of the last hold."""
    first_sent_at: Mapped[AwareTime]
    resent: Mapped[int] = mapped_column(default=0)
    sent_by: Mapped[str]
    explained: Mapped[str | None]
    """The written reason for what rules asked when this revision was sent. None: they asked nothing."""
    withdrawn_at: Mapped[AwareTime | None]
    withdrawn_why: Mapped[str | None]
    earlier: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON)
    """Of each earlier revision, oldest first: who sent it (by), the stages that it reached with their hours (reached), and when
    the next one went up (until). None: this is the first."""
    batch: Mapped[int | None] = mapped_column(index=True)
    """Id of the batch that it went with (batches/models.py); None: it was sent alone."""

    holds: Mapped[list["Hold"]] = relationship(cascade="all, delete-orphan", order_by="Hold.id")
    returns: Mapped[list["Return"]] = relationship(cascade="all, delete-orphan", order_by="Return.id")
    receipt: Mapped["Receipt | None"] = relationship(cascade="all, delete-orphan")

    @property
    def record(self) -> RecordKey:
        return RecordKey(self.kind, self.record_id)

    @classmethod
    def is_of(cls, kind: str, record_id: Any) -> ColumnElement[bool]:
        """Whether it was sent of that record; `record_id` is an id or a column of ids."""
        return and_(cls.kind == kind, cls.record_id == record_id)


class Hold(Practice):
    """What keeps a submission from leaving a stage. Neutral: who placed it is nobody's business here."""

    __tablename__ = "hold"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(ForeignKey("submission.reference", ondelete="CASCADE"), index=True)
    stage: Mapped[str]
    since: Mapped[AwareTime]
    code: Mapped[str]
    reason: Mapped[str]
    """What the outbox says: 'Server kecamatan tidak menjawab.'"""
    released_at: Mapped[AwareTime | None]
    until: Mapped[AwareTime | None]
    """When it is over by itself (hall time); None: a deed must end it."""


class Return(Practice):
    """Pengembalian: one reason why the subdistrict (sent) or the regency (verified) sends one revision back."""

    __tablename__ = "returned"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(ForeignKey("submission.reference", ondelete="CASCADE"), index=True)
    revision: Mapped[int]
    stage: Mapped[str]
    at: Mapped[AwareTime | None]
    """From this hall time on it counts as returned; None: from the hour at which that office would have passed it on."""
    code: Mapped[str]
    reason: Mapped[str]
    part: Mapped[str] = mapped_column(default="")
    """The part of the record's form that it is about: pangan, anggota-12; empty for the whole record."""
    field: Mapped[str] = mapped_column(default="")
    """The input of that part: q8, nik; empty where it is about no single one."""
    rule: Mapped[str] = mapped_column(default="")
    """Id of the rule that the office applied; empty where somebody else gave the reason."""


class Receipt(Practice):
    """Tanda terima: proof of a submission's arrival. Reprinting shows the same one."""

    __tablename__ = "receipt"

    reference: Mapped[str] = mapped_column(ForeignKey("submission.reference", ondelete="CASCADE"), primary_key=True)
    issued_at: Mapped[AwareTime]
    printed: Mapped[int] = mapped_column(default=0)


class Draft(Practice):
    """Draf: what a person typed into a form and did not save. One a person, record and part; gone with the save."""

    __tablename__ = "draft"

    person: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(primary_key=True)
    """Key of the record as text; household/baru for one still to be entered."""
    part: Mapped[str] = mapped_column(primary_key=True)
    """The part of its form: pangan, anggota-12, anggota-baru, baru."""
    typed: Mapped[list[Any]] = mapped_column(JSON)
    """[[field name, text], …] in the order typed; several rows may share a name."""
    kept_at: Mapped[AwareTime]
    base: Mapped[str]
    """Which stored answers it was typed over (drafts.digest): where others stand there by now, it is offered, not shown."""
    problems: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """What the form found wrong with it at the last Simpan: [field, code, text, label, asks for a reason]."""
    is_unknown: Mapped[bool] = mapped_column(default=False)
    """The answer to its save was lost, and the person has not looked since: nobody says that it was not saved."""
    is_saved: Mapped[bool] = mapped_column(default=False)
    """It was saved, though the answer was lost: gone once the person has looked. Until then nothing may tell."""


class Upload(Practice):
    """File impor: a file that a person had checked and has not saved. One a person; gone with the save."""

    __tablename__ = "upload"

    person: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    """As it was called on the person's computer."""
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    checked_at: Mapped[AwareTime]
    base: Mapped[str]
    """What stored it was checked against: exchange.asking.fingerprint, for sheets exchange.sheets.saving.base_of."""
    report: Mapped[bytes] = mapped_column(LargeBinary)
    """What is told of it (exchange.report.Report), as packed JSON."""
    plan: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """What would be stored of it, likewise."""


class Login(Practice):
    """One login to the practice system. `key` stands in the browser's signed cookie; open while `closed_at` is None."""

    __tablename__ = "login"

    key: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(index=True)
    opened_at: Mapped[AwareTime]
    closed_at: Mapped[AwareTime | None]
    why: Mapped[str | None]
    """keluar, berakhir, dipakai, terkunci: see logins.py."""
    village: Mapped[str | None]
    """Whose login it is, where it is another village's: Desa Tegalharjo (35.10.10.2001)."""
