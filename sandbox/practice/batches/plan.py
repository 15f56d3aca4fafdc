"""What a batch would send, and what not and why: the same question when the page is shown and when its button is pressed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, selectinload

from sandbox.errors import NoSuchRecord
from sandbox.practice.households.households import village
from sandbox.practice.keys import HOUSEHOLD_KIND, SHEET_KIND
from sandbox.practice.models import Household, SheetEntry, Submission
from sandbox.practice.records import SENDABLE, Address, Sendable
from sandbox.practice.sheets import cells
from sandbox.practice.sheets.sheet import BOOKS, parts, places
from sandbox.practice.submissions.outbox import unsent
from sandbox.practice.words import place

FAMILIES = "keluarga"
SCOPES = {FAMILIES: "Keluarga", **BOOKS}
"""What a batch can be of, by its name in the address, and how pages call it."""
MOST = 100
"""Records of one batch; more wait for the next. Each is judged twice, and nobody else may wait long for it."""
REASONS = 3
"""Obstacles of a record that are told."""


@dataclass(frozen=True, slots=True)
class BatchScope:
    """What is to be sent: the families, or the sheets of a form. `part`: only those of an RT ('01/02', RW/RT) or of a part."""

    what: str
    part: str = ""

    @property
    def kind(self) -> str:
        return HOUSEHOLD_KIND if self.what == FAMILIES else SHEET_KIND

    @property
    def words(self) -> str:
        """Keluarga · RT 02 RW 01."""
        if not self.part:
            return f"{SCOPES[self.what]} · {'seluruh desa' if self.what == FAMILIES else 'semua bagian'}"
        if self.what == FAMILIES:
            rw, _, rt = self.part.partition("/")
            return f"{SCOPES[self.what]} · {place(rt, rw)}"
        return f"{SCOPES[self.what]} · {next(part.title for part in parts(self.what) if part.id == self.part)}"


@dataclass(frozen=True, slots=True)
class BatchCandidate:
    """One record that was saved and not sent. `why`: what keeps it here; ready if nothing does."""

    record: Sendable
    why: tuple[str, ...]

    @property
    def page(self) -> Address:
        return self.record.address()


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """`key` names just this plan: another record, another save of one or another submission gives another key."""

    scope: BatchScope
    candidates: Sequence[BatchCandidate]
    more: int
    """So many records more were saved and not sent than one batch takes."""
    key: str

    @property
    def ready(self) -> list[BatchCandidate]:
        return [each for each in self.candidates if not each.why]

    @property
    def not_ready(self) -> list[BatchCandidate]:
        return [each for each in self.candidates if each.why]


def scope_of(what: str, part: str) -> BatchScope:
    """Raises NoSuchRecord for a form or a part that there is not."""
    if what not in SCOPES or (part and what != FAMILIES and part not in {each.id for each in parts(what)}):
        raise NoSuchRecord()
    return BatchScope(what, part)


def plan_of(session: Session, scope: BatchScope) -> BatchPlan:
    """What would go now, those that were saved first on top. A dozen statements at most, however many records there are."""
    kind = SENDABLE[scope.kind]
    wanted = [unsent(kind.kind, kind.columns), *_conditions(session, scope)]
    rows = session.scalars(_rows(scope).where(*wanted).order_by(*_first(scope), kind.columns.saved_at, kind.columns.id)
                           .limit(MOST)).unique().all()
    if scope.kind == SHEET_KIND:
        cells.ask(session, rows)
    total = session.scalar(select(func.count(kind.columns.id)).where(*wanted)) or 0
    records: list[Any] = [kind(row) for row in rows]
    obstacles = kind.obstacles_of(session, records) if records else {}
    candidates = [BatchCandidate(record, _why([found.told for found in obstacles[record.key.id]])) for record in records]
    return BatchPlan(scope, candidates, total - len(rows), _key(session, scope, records))


def _rows(scope: BatchScope) -> Select[Any]:
    if scope.kind == HOUSEHOLD_KIND:
        return select(Household).options(selectinload(Household.members))
    return select(SheetEntry)


def _first(scope: BatchScope) -> Sequence[ColumnElement[Any]]:
    """Of more records than a batch takes, the fuller ones: those that are hardly begun can't go anyway."""
    return [(Household if scope.kind == HOUSEHOLD_KIND else SheetEntry).filled.desc()]


def _conditions(session: Session, scope: BatchScope) -> Sequence[ColumnElement[bool]]:
    if scope.kind == HOUSEHOLD_KIND:
        rw, _, rt = scope.part.partition("/")
        return [Household.rw == rw, Household.rt == rt] if scope.part else []
    wanted = [id_ for id_, each in places().items() if each.book.id == scope.what and scope.part in ("", each.part.id)]
    return [SheetEntry.period == village(session).period, SheetEntry.sheet.in_(wanted)]


def _why(obstacles: Sequence[str]) -> tuple[str, ...]:
    more = len(obstacles) - REASONS
    return (*obstacles[:REASONS], *([f"Dan {more} hal lagi."] if more > 0 else []))


def _key(session: Session, scope: BatchScope, records: Sequence[Sendable]) -> str:
    sent = session.scalar(select(func.count(Submission.reference)))
    told = [scope.what, scope.part, sent, [[record.key.id, record.version] for record in records]]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:24]
