"""Daftar Keluarga: search by card number, NIK or name, filter by RT and completeness, page by page.

Only the columns of the list are read, never the answers; a page costs a handful of indexed queries however large the village.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Label, Row, Select, bindparam, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, defer

from sandbox.journal import Journal, of_card
from sandbox.practice import paging, upkeep
from sandbox.practice.keys import HOUSEHOLD_KIND, RecordKey, household_key
from sandbox.practice.models import Household, Person, Submission
from sandbox.practice.overviews.codes import Code, code_in
from sandbox.practice.paging import Paged
from sandbox.practice.submissions.submissions import WITH_STAGE
from sandbox.practice.submissions.tracking import Track, not_sent, track, untouched
from sandbox.practice.submissions.validated import questions
from sandbox.practice.upkeep import Upkeep, UpkeepKind
from sandbox.practice.words import BASELINE
from sandbox.words.digits import looks_like_number, printed_digits
from sandbox.words.folding import folded

WITHOUT = "tanpa"
BUSY = (paging.LENGTH, "late_at", "late_until", "restored_at")
"""Columns of a row that are not of the household."""
FULL = 16
"""Digits of a card number and of a NIK."""
KINDS = 32
"""So many kinds of query have their statement kept."""
AS_TYPED = str.maketrans({letter: f"/{letter}" for letter in "/%_"})
"""So that LIKE takes a letter for itself."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the list. `place` is '01/02' (RW/RT); `completeness` '', 'lengkap' or 'belum'."""

    text: str = ""
    place: str = ""
    completeness: str = ""
    nik: str = ""
    """'tanpa': families with somebody who has no NIK."""
    page: int = 1

    @property
    def digits(self) -> str:
        """The search as digits only; empty where it is a name, or a number in which a letter stands."""
        return printed_digits(self.text)

    @property
    def name(self) -> str:
        """The search as a name, folded; empty where it is digits."""
        return "" if self.digits else folded(self.text)

    @property
    def is_number(self) -> bool:
        """Whether a number is meant, legible or not: then nobody is told of names."""
        return looks_like_number(self.text)

    @property
    def code(self) -> Code | None:
        """What is looked for, where it is no family's."""
        return code_in(self.text)

    @property
    def is_search(self) -> bool:
        return bool(self.digits or self.name or self.place or self.completeness or self.nik)

    @property
    def kind(self) -> "SearchKind":
        text = ("whole" if len(self.digits) >= FULL else "begun") if self.digits else "name" if self.name else ""
        rw, _, rt = self.place.partition("/")
        return SearchKind(text, bool(rw and rt), self.completeness, self.nik == WITHOUT)

    @property
    def given(self) -> dict[str, object]:
        """What the statements of its kind are asked with."""
        rw, _, rt = self.place.partition("/")
        return {"digits": self.digits, "beyond": f"{self.digits}:", "name": f"%{self.name.translate(AS_TYPED)}%",
                "rw": rw, "rt": rt, "questions": questions()}

    def by(self, card: str) -> str:
        """By what it searches, for the journal: number, nik, name, rt or completeness. `card`: see searched_card."""
        if self.digits:
            return "number" if card or len(self.digits) < FULL else "nik"
        if self.name:
            return "number" if self.is_number else "name"
        if self.nik:
            return "nik"
        return "rt" if self.place else "completeness"


@dataclass(frozen=True, slots=True)
class SearchKind:
    """Queries that differ only in what was typed: one statement serves them. `text`: a number, 'whole' or 'begun'; 'name'; ''."""

    text: str
    of_place: bool
    completeness: str
    without_nik: bool


@dataclass(frozen=True, slots=True)
class HouseholdLine:
    """One household in the list. `found`: members that made it a hit though the head's name did not."""

    id: int
    number: str
    head_name: str
    rt: str
    rw: str
    member_count: int
    filled: int
    saved_at: datetime
    saved_by: str
    track: Track
    copies: int = 0
    found: tuple[str, ...] = field(default=())

    @property
    def key(self) -> RecordKey:
        return household_key(self.id)


@dataclass(frozen=True, slots=True)
class ListPage:
    lines: Sequence[HouseholdLine]
    total: int
    page: int
    pages: int
    questions: int
    late: tuple[datetime, datetime] | None = None
    """When a late list was made, and when it is made anew."""
    restored_at: datetime | None = None
    """To which hour the data were put back, if they were."""

    @property
    def first(self) -> int:
        return (self.page - 1) * paging.PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1


def page_of(session: Session, query: Query, now: datetime) -> ListPage:
    """One page of the list. A page beyond the end is the last one."""
    found = paging.page_of(session, _listed(query.kind), query.page, {upkeep.NOW: now, **query.given})
    lines = _lines(session, found.rows, query, now)
    return ListPage(lines, found.total, found.number, found.pages, questions(), *_told(found.rows))


@lru_cache(KINDS)
def _listed(kind: SearchKind) -> Paged:
    """Built once: building a statement costs more than asking it."""
    return Paged(select(
        Household.id, Household.number, Household.head_name, Household.rt, Household.rw, Household.member_count, Household.filled,
        Household.saved_at, Household.saved_by, *_busy())
        .where(*_conditions(kind), *_late(kind))
        .order_by(Household.rw, Household.rt, Household.id))


@dataclass(frozen=True, slots=True)
class SearchedCard:
    """What a search asked for, if it was a card. `record`: key of the household that bears that number now."""

    card: str = ""
    record: str | None = None


def searched_card(session: Session, digits: str) -> SearchedCard:
    """The sixteen digits, if they are a card's: one that is here, or one that somebody typed as such here. Never a NIK."""
    if len(digits) != FULL:
        return SearchedCard()
    here = select(func.min(Household.id)).where(Household.number == digits).scalar_subquery()
    typed = select(Journal.id).where(of_card(digits)).limit(1).scalar_subquery()
    known, tried = session.execute(select(here, case((here.is_(None), typed)))).one()
    return SearchedCard(digits if known or tried else "", str(household_key(known)) if known else None)


def _conditions(kind: SearchKind) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if kind.text == "name":
        conditions.append(_with_member_called())
    elif kind.text:
        conditions.append(or_(_begins(Household.number, kind), Household.id.in_(
            select(Person.household_id).where(_begins(Person.nik, kind)))))
    if kind.of_place:
        conditions += [Household.rw == bindparam("rw"), Household.rt == bindparam("rt")]
    if kind.without_nik:
        conditions.append(Household.id.in_(select(Person.household_id).where(Person.nik.is_(None))))
    if kind.completeness == "lengkap":
        conditions.append(Household.filled >= bindparam("questions"))
    if kind.completeness == "belum":
        conditions.append(Household.filled < bindparam("questions"))
    return conditions


def _busy() -> list[Label[Any]]:
    """What the system is busy with, in every row."""
    return [upkeep.column(UpkeepKind.LIST, Upkeep.at).label("late_at"),
            upkeep.column(UpkeepKind.LIST, Upkeep.until).label("late_until"),
            upkeep.column(UpkeepKind.RESTORED, Upkeep.at).label("restored_at")]


def _told(rows: Sequence[Row]) -> tuple[tuple[datetime, datetime] | None, datetime | None]:
    """When a late list was made and when it is made anew; to which hour the data were put back. Nothing without a row."""
    if not rows:
        return None, None
    first = rows[0]
    return (first.late_at, first.late_until) if first.late_at is not None else None, first.restored_at


def _late(kind: SearchKind) -> list[ColumnElement[bool]]:
    """What a late list leaves out: the newest, unless their number is searched for."""
    newest = upkeep.column(UpkeepKind.LIST, Upkeep.newest)
    return [] if kind.text in ("whole", "begun") else [or_(newest.is_(None), Household.id <= newest)]


def _begins(column: InstrumentedAttribute[Any], kind: SearchKind) -> ColumnElement[bool]:
    """As a range, so that the index serves it: LIKE would read every row. ':' is the character after '9'."""
    digits: BindParameter[str] = bindparam("digits")
    return column == digits if kind.text == "whole" else (column >= digits) & (column < bindparam("beyond"))


def _called() -> ColumnElement[bool]:
    return Person.folded.like(bindparam("name"), escape="/")


def _with_member_called() -> ColumnElement[bool]:
    """Whether somebody of that name is in it. Looked up once for length and page; the index of names is read, not the people."""
    named = select(Person.id).where(_called())
    found = select(Person.household_id).where(Person.id.in_(named)).distinct().cte("found")
    return Household.id.in_(select(found.c.household_id))


def _lines(session: Session, rows: Sequence[Row], query: Query, now: datetime) -> list[HouseholdLine]:
    sent = _submissions(session, [row.id for row in rows])
    found = _found(session, [row.id for row in rows], query)
    lines = []
    for row in rows:
        mine = [submission for submission in sent.get(row.id, ()) if submission.withdrawn_at is None]
        others = tuple(name for name in found.get(row.id, ()) if name != row.head_name)
        where = track(mine[-1], now) if mine else _unsent(row, now)
        own = {name: value for name, value in row._mapping.items() if name not in BUSY}
        lines.append(HouseholdLine(**own, track=where, copies=len(mine), found=others))
    return lines


def _unsent(row: Row, now: datetime) -> Track:
    if row.saved_by == BASELINE:
        return untouched(answered=bool(row.filled))
    return not_sent(row.saved_at, now)


_SENT = (select(Submission).where(Submission.kind == HOUSEHOLD_KIND, Submission.record_id.in_(bindparam("ids", expanding=True)))
         .order_by(Submission.first_sent_at, Submission.reference)
         .options(defer(Submission.content), *WITH_STAGE))


def _submissions(session: Session, ids: Sequence[int]) -> dict[int, list[Submission]]:
    """By household, oldest first."""
    rows = session.scalars(_SENT, {"ids": ids}).unique()
    by_household: dict[int, list[Submission]] = {}
    for submission in rows:
        by_household.setdefault(submission.record_id, []).append(submission)
    return by_household


def _found(session: Session, ids: Sequence[int], query: Query) -> dict[int, list[str]]:
    """Names of the members that were searched for, by household."""
    statement = _members_found(query.kind)
    if statement is None:
        return {}
    rows = session.execute(statement, {"ids": ids, **query.given})
    by_household: dict[int, list[str]] = {}
    for household_id, name in rows:
        by_household.setdefault(household_id, []).append(name)
    return by_household


@lru_cache(KINDS)
def _members_found(kind: SearchKind) -> Select[int, str] | None:
    """Who of these households was meant; None where nobody was."""
    wanted: ColumnElement[bool]
    if kind.without_nik:
        wanted = Person.nik.is_(None)
    elif kind.text:
        wanted = _called() if kind.text == "name" else _begins(Person.nik, kind)
    else:
        return None
    return (select(Person.household_id, Person.name)
            .where(Person.household_id.in_(bindparam("ids", expanding=True)), wanted).order_by(Person.position))
