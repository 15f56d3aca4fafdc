"""What an attempt is about: households and sheets of the village that fit, are new to it, and are nobody's by now."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import product
from random import Random
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, select
from sqlalchemy.orm import Session

from sandbox.errors import GladiError
from sandbox.ledger import FamilyDefect
from sandbox.practice.households import checking, households
from sandbox.practice.keys import HOUSEHOLD_KIND
from sandbox.practice.models import Household, Person, SheetEntry, Submission
from sandbox.practice.records import SheetRecord
from sandbox.practice.sheets import entries
from sandbox.practice.sheets.cells import Value
from sandbox.practice.sheets.sheet import Place
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.stages import Stage
from sandbox.words.texts import lazy_gettext as _l
from scenarios.attempt import defects, sheet_cells
from scenarios.attempt.attempts import sheets_at_work
from scenarios.attempt.papers import WIFE
from scenarios.file.given import Pick, PickSheet, Where, WhereSheet
from scenarios.file.schema import Scenario

SENT_EARLIER = "Dikirim dengan isi yang lain."
"""Why an earlier submission of a sheet that is picked once more no longer stands."""


class NothingToPick(GladiError):
    code = "GL-PICK"
    status = 409
    text = _l("Di desa ini tidak ada data yang cocok untuk latihan %(scenario)s (%(name)s). Panggil pelatih.")


def household(session: Session, rng: Random, given: Pick, scenario: Scenario, taken: Iterable[int],
              newest: int) -> Household:
    """A household that fits, was never sent and is none of those `taken`; `newest`: the highest id. Raises NothingToPick."""
    for household_id in _from_a_drawn_one_on(session, rng, given.where, taken, newest):
        found = households.get(session, household_id)
        if not given.where.sendable or not checking.why_not_sendable(session, found):
            return found
    raise NothingToPick(scenario=scenario.number, name=given.name)


def _from_a_drawn_one_on(session: Session, rng: Random, where: Where, taken: Iterable[int], newest: int) -> Iterator[int]:
    """All that fit, one after another, from a drawn place on and round to it: mostly the first will do, of thousands."""
    fitting, drawn = _fitting(where, households.village(session).as_of if where.mother else None), rng.randint(0, newest)
    for after, until in ((drawn, newest), (0, drawn)):
        asked = {"taken": list(taken), "until": until}
        while (found := session.scalar(fitting, {**asked, "after": after})) is not None:
            yield found
            after = found


@lru_cache(maxsize=64)
def _fitting(where: Where, mother_on: date | None) -> Select[int]:
    """Asks for the first household after one, up to another, that fits and is none of those taken. Built once: a whole hall
    begins the same exercises."""
    fitting = select(Household.id).where(
        Household.member_count >= max(1, where.members.min), ~exists().where(Submission.is_of(HOUSEHOLD_KIND, Household.id)),
        Household.id.not_in(bindparam("taken", expanding=True)), _as_wrong_as(where.defect),
        Household.id > bindparam("after"), Household.id <= bindparam("until")).order_by(Household.id).limit(1)
    if mother_on is not None:
        fitting = fitting.where(_has_mother(mother_on))
    if where.members.max is not None:
        fitting = fitting.where(Household.member_count <= where.members.max)
    return fitting


def facts(household: Household) -> dict[str, Any]:
    """What texts may name of a household."""
    return {"no_kk": household.number, "head": household.head_name, "members": household.member_count, "rt": household.rt,
            "rw": household.rw}


def sheet(session: Session, rng: Random, given: PickSheet, scenario: Scenario, *, taken: Iterable[int],
          now: datetime) -> SheetEntry:
    """This year's row of one of the sheets, filled; what was sent of it earlier no longer stands. Raises NothingToPick.

    A sheet is there once only. So one that an earlier exercise was about is taken again, and what was wrong by the ledger is
    wrong again. Where two share the copy, one that the other is at work on only if no other fits.
    """
    period = households.village(session).period
    candidates = [row for row in _sheets_of(session, given, period) if row.id not in set(taken)]
    rng.shuffle(candidates)
    others = sheets_at_work(session)
    candidates.sort(key=lambda row: row.id in others)
    if given.where.blank and candidates:
        sheet_cells.write(session, candidates[0], {})
        _withdraw_earlier(session, candidates[0], now)
        return candidates[0]
    for entry, filling in product(candidates, FILLINGS):
        attempted = session.begin_nested()
        sheet_cells.restore(session, entry, keeping=given.where.defect)
        filling(session, entry)
        if _fits(session, entry, given.where):
            attempted.commit()
            _withdraw_earlier(session, entry, now)
            return entry
        attempted.rollback()
    raise NothingToPick(scenario=scenario.number, name=given.name)


def facts_of_sheet(entry: SheetEntry) -> dict[str, Any]:
    """What texts may name of a sheet."""
    return {"number": entry.number, "title": entry.title, "year": entry.period}


def _sheets_of(session: Session, given: PickSheet, period: int) -> list[SheetEntry]:
    wanted = select(SheetEntry).where(SheetEntry.period == period).order_by(SheetEntry.id)
    if given.sheet:
        wanted = wanted.where(SheetEntry.sheet.in_(given.sheet))
    if given.where.defect is not None:
        wanted = wanted.where(SheetEntry.sheet.in_(defects.sheets_with(session, given.where.defect, period)))
    return list(session.scalars(wanted))


def _as_it_stands(session: Session, entry: SheetEntry) -> None:
    """Leave the sheet as the village has it."""


def _completed(session: Session, entry: SheetEntry) -> None:
    """Give what is open last year's figures, as if somebody had looked at each."""
    _fill(session, entry, sheet_cells.typed_figures(entry))


def _as_last_year(session: Session, entry: SheetEntry) -> None:
    """The same of the whole sheet: what somebody began this year may not agree with the rest of it."""
    _fill(session, entry, {})


FILLINGS = (_as_it_stands, _completed, _as_last_year)
"""How a sheet is made one that fits, the most natural way first."""


def _fill(session: Session, entry: SheetEntry, kept: Mapping[Place, Value]) -> None:
    before = entries.before(session, entry)
    if before is not None:
        sheet_cells.write(session, entry, {**sheet_cells.typed_figures(before), **kept},
                          as_of=entry.as_of or _eve(households.village(session).as_of))


def _eve(day: date) -> date:
    """The day before, in the same year: what somebody filled in earlier isn't of today."""
    return max(day - timedelta(days=1), day.replace(month=1, day=1))


def _fits(session: Session, entry: SheetEntry, where: WhereSheet) -> bool:
    if not entry.filled or not sheet_cells.has_numbers(entry, where.above_zero, where.column):
        return False
    return not (where.sendable and sheet_cells.is_held_back(session, entry))


def _withdraw_earlier(session: Session, entry: SheetEntry, now: datetime) -> None:
    for sent in submissions.of_record(session, SheetRecord(entry).key):
        if submissions.stage_of(sent, now) is not Stage.WITHDRAWN:
            sent.withdrawn_at, sent.withdrawn_why = now, SENT_EARLIER


def _has_mother(on: date) -> ColumnElement[bool]:
    """Condition for households with a head's wife who may have given birth lately."""
    eldest, youngest = (on.replace(year=on.year - years, day=1) for years in (45, 18))
    return exists().where(Person.household_id == Household.id, Person.answers["2"].as_string() == WIFE,
                          Person.birth_date.between(eldest, youngest))


def _as_wrong_as(kind: FamilyDefect | None) -> ColumnElement[bool]:
    """Condition for households with that defect in the ledger; None: with none at all, so that nobody meets an
    unexpected case."""
    return defects.has_defect(kind) if kind else ~defects.has_defect(None)


