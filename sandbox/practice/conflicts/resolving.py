"""Saves what was chosen between two people's answers, by the same work as the part's own form."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from sandbox.errors import Problem
from sandbox.practice.conflicts.choosing import Clash, Side, has_other, picked
from sandbox.practice.forms.reading import Typed, parse
from sandbox.practice.households import members
from sandbox.practice.households import saving as households
from sandbox.practice.households.checking import Unfit
from sandbox.practice.locking import ShownFor
from sandbox.practice.parts import MEMBER, sections
from sandbox.practice.records import HouseholdRecord, Sendable, SheetRecord
from sandbox.practice.sheets import saving as sheets
from sandbox.practice.sheets.sheet import sheet

CODE = "DAT-409"
NOT_CHOSEN = "Pilih satu: yang tersimpan, ketikan Anda, atau isian lain."
NOT_TAKEN = "Isian lain terisi, tetapi tidak dipilih. Pilih Isian lain, atau kosongkan."


def sides(asked: Sequence[Clash], sent: Typed, version: int) -> list[tuple[Clash, Side]]:
    """What was chosen for each of them, on the page of that version. Raises Unfit where that is not clear."""
    found = [(each, picked(each, sent, version)) for each in asked]
    unclear = [Problem(each.name, CODE, NOT_CHOSEN if side is None else NOT_TAKEN, each.label) for each, side in found
               if side is None or (side is not Side.OTHER and has_other(each, sent))]
    if unclear:
        raise Unfit(unclear)
    return [(each, side) for each, side in found if side is not None]


def save(session: Session, record: Sendable, part: str, typed: Typed, *, shown: ShownFor, person: int, by: str, reason: str,
         now: datetime) -> None:
    """Store the whole part as its own form would. Raises Unfit, EditConflict, and NoSuchRecord for a member who is gone."""
    if isinstance(record, SheetRecord):
        of = sheet(record.row.sheet)
        sheets.save(session, record.row, of, sheets.read(of, typed), shown=shown, person=person, by=by, now=now)
    elif isinstance(record, HouseholdRecord) and part.startswith(MEMBER):
        member = members.get(record.row, int(part.removeprefix(MEMBER)))
        households.save_member(session, record.row, member, households.parse_member(typed), shown=shown, person=person, by=by,
                               reason=reason, now=now)
    elif isinstance(record, HouseholdRecord):
        (section,) = sections(part)
        households.save_section(session, record.row, section, parse(section, typed), shown=shown, person=person, by=by,
                                reason=reason, now=now)
