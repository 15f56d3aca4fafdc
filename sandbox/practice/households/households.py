"""Households: find one, make one from a whole card, save a section, delete. Their people are members.py's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.util import identity_key

from sandbox.deeds import AT_OUTBOX
from sandbox.errors import Fate, NoSuchRecord, Trouble
from sandbox.practice.forms.instruments import Section, count_filled, load
from sandbox.practice.forms.reading import merged
from sandbox.practice.households import members
from sandbox.practice.keys import HOUSEHOLD_KIND, household_key
from sandbox.practice.models import Household, OwnVillage, Submission
from sandbox.practice.rules.case import HouseholdData
from sandbox.words.digits import grouped

IDENTITY = ("number", "address", "hamlet", "rw", "rt")
"""Columns that the identity section of the card fills."""
WITH_MEMBERS = joinedload(Household.members)
"""Loads a household with its people in one statement."""
VILLAGE = "village"
"""Where the copy's memory has its facts."""


def get(session: Session, household_id: int) -> Household:
    """The household with its members. Raises NoSuchRecord."""
    household = find(session, household_id)
    if household is None:
        raise NoSuchRecord(str(household_key(household_id)))
    return household


def find(session: Session, household_id: int) -> Household | None:
    """The same; None if there is none."""
    if identity_key(Household, household_id) in session.identity_map:
        return session.get(Household, household_id)
    # As a statement that is built once, which `get` builds each time.
    return session.scalars(_BY_ID, {"id": household_id}).unique().one_or_none()


def by_ids(session: Session, ids: Sequence[int]) -> dict[int, Household]:
    """Those of these that are there, by id; all that this session has not read yet in one statement."""
    unread = [id_ for id_ in ids if identity_key(Household, id_) not in session.identity_map]
    read = session.scalars(_BY_IDS, {"ids": unread}).unique().all() if unread else ()
    found = (*read, *(find(session, id_) for id_ in ids if id_ not in unread))
    return {each.id: each for each in found if each is not None}


_BY_IDS = select(Household).options(WITH_MEMBERS).where(Household.id.in_(bindparam("ids", expanding=True)))
_BY_ID = select(Household).options(WITH_MEMBERS).where(Household.id == bindparam("id"))


def by_number(session: Session, number: str) -> list[Household]:
    """Every household with this card number; more than one where a card was entered twice."""
    return list(session.scalars(_BY_NUMBER, {"number": number}).unique())


@dataclass(frozen=True, slots=True)
class VillageFacts:
    """What never changes in a copy: which village it is of, and the day it was made for. Fields as in OwnVillage."""

    district_code: str
    as_of: date
    seed: int

    @property
    def period(self) -> int:
        """The running reporting year."""
        return self.as_of.year


def village(session: Session) -> VillageFacts:
    """The village of this copy; read once a process."""
    memory = session.info.get("memory", {})
    if VILLAGE not in memory:
        row = session.execute(select(OwnVillage.district_code, OwnVillage.as_of, OwnVillage.seed)).one()
        memory[VILLAGE] = VillageFacts(*row)
    found: VillageFacts = memory[VILLAGE]
    return found


def data_of(household: Household) -> HouseholdData:
    """What the rules look at."""
    return HouseholdData(
        number=household.number, address=household.address, hamlet=household.hamlet, rw=household.rw, rt=household.rt,
        head_name=household.head_name, answers=household.answers)


def identity_of(household: Household) -> dict[str, str]:
    """The card's own fields, by name."""
    return {name: getattr(household, name) for name in IDENTITY}


def content_of(household: Household) -> dict[str, Any]:
    """What is sent: the household and its members at this moment, as JSON."""
    return {
        "number": household.number, "head_name": household.head_name, "address": household.address,
        "hamlet": household.hamlet, "rw": household.rw, "rt": household.rt, "answers": dict(household.answers),
        "members": [members.content_of(person) for person in household.members],
    }


def answers_of(household: Household, section: Section) -> Mapping[str, Any]:
    """Where the stored answers of that section stand: on the card for the identity, else among the answers."""
    return identity_of(household) if section.id == load("ddk_household").identity.id else household.answers


def section_asking(name: str) -> str:
    """The section of the form with that input; empty for what no section asks: who is on the card."""
    for section in load("ddk_household").all_sections:
        asked = {field.name for field in section.fields}
        if name in asked or any(name.startswith(f"{table.id}-") for table in section.tables):
            return section.id
    return ""


def create(session: Session, card: Mapping[str, Any], people: Sequence[Mapping[str, Any]], *, by: str,
           now: datetime) -> Household:
    """A new household from a whole card. `people`: the values of each line, by field key."""
    household = made(card, people, by=by, now=now)
    session.add(household)
    session.flush()
    return household


def made(card: Mapping[str, Any], people: Sequence[Mapping[str, Any]], *, by: str, now: datetime) -> Household:
    """The same, still to be added to a session."""
    household = Household(**{name: card[name] for name in IDENTITY}, head_name="", answers={}, saved_at=now, saved_by=by)
    household.members = [members.from_values(values, position) for position, values in enumerate(people, start=1)]
    members.recount(household)
    return household


def write(household: Household, card: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
    """Put a whole card and all answers into a household."""
    for name in IDENTITY:
        setattr(household, name, card[name])
    household.answers = dict(answers)
    household.filled = count_filled(load("ddk_household"), household.answers)[0]


def save_section(household: Household, section: Section, values: Mapping[str, Any], *, by: str, now: datetime) -> None:
    """Store one section's values; what the section left empty is forgotten."""
    if section.id == load("ddk_household").identity.id:
        for name in IDENTITY:
            setattr(household, name, values[name])
    else:
        household.answers = merged(section, household.answers, values)
        household.filled = count_filled(load("ddk_household"), household.answers)[0]
    touch(household, by=by, now=now)


def touch(household: Household, *, by: str, now: datetime) -> None:
    """Note who saved the household or one of its people, and make every page shown before it out of date."""
    household.version += 1
    household.saved_at = now
    household.saved_by = by


def why_not_deletable(session: Session, household: Household) -> str:
    """In words; empty if it may be deleted. Only a household that was never sent, or whose submissions are withdrawn, may go."""
    references = session.scalars(select(Submission.reference).where(
        Submission.is_of(HOUSEHOLD_KIND, household.id), Submission.withdrawn_at.is_(None)).order_by(Submission.reference)).all()
    if not references:
        return ""
    return (f"Keluarga {grouped(household.number)} tidak bisa dihapus karena sudah dikirim: {', '.join(references)}. "
            "Data tidak berubah. Batalkan dulu kirimannya.")


def require_deletable(session: Session, household: Household) -> None:
    """Raises Trouble DAT-409H if the household was sent."""
    reason = why_not_deletable(session, household)
    if reason:
        raise Trouble(code="DAT-409H", fate=Fate.NOT_SAVED, text=reason, look=AT_OUTBOX, status=409)


def places(session: Session) -> list[tuple[str, str]]:
    """Every (RW, RT) that has households, in order."""
    rows = session.execute(_PLACES)
    return [(rw, rt) for rw, rt in rows]


def progress(session: Session) -> tuple[int, int, datetime | None]:
    """Complete households, all households, and when one was last saved."""
    found = session.execute(_PROGRESS, {"questions": sum(len(each.questions) for each in load("ddk_household").sections)}).one()
    return found[0], found[1], found[2]


_PROGRESS = select(
    select(func.count(Household.id)).where(Household.filled >= bindparam("questions")).scalar_subquery(),
    select(func.count(Household.id)).scalar_subquery(), select(func.max(Household.saved_at)).scalar_subquery())
_BY_NUMBER = (select(Household).where(Household.number == bindparam("number")).order_by(Household.id)
              .options(joinedload(Household.members)))
_PLACES = select(Household.rw, Household.rt).distinct().order_by(Household.rw, Household.rt)
