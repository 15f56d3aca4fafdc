"""The counter as it stands at a moment: who waits, who was answered, who has gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, defer, joinedload

from sandbox.errors import NoSuchRecord
from sandbox.practice.counter import arrivals, citizens
from sandbox.practice.counter.arrivals import SentFamily
from sandbox.practice.counter.citizens import Kin
from sandbox.practice.counter.letters import Letter, letter
from sandbox.practice.counter.models import Visitor
from sandbox.practice.counter.standing import (
    CitizenPlace,
    DataStanding,
    FamilyBrief,
    Worth,
    left_at,
    standing,
    validated_at,
    waits_since,
    where,
    worth,
)
from sandbox.practice.households import households
from sandbox.practice.keys import HOUSEHOLD_KIND, RecordKey, household_key
from sandbox.practice.models import Household, Person, Submission
from sandbox.practice.rules.case import HEAD, RELATION
from sandbox.practice.submissions.submissions import WITH_STAGE

TODAY = timedelta(hours=12)
"""So long the counter remembers who came."""
ANSWERED = (CitizenPlace.AWAY, CitizenPlace.SERVED, CitizenPlace.FOR_PAPERS)
SENT_LATELY = arrivals.LAST_VISIT + arrivals.LONGEST


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One citizen in the queue, or answered."""

    visitor: Visitor
    letter: Letter
    where: CitizenPlace
    since: datetime
    """Since when they wait."""
    until: datetime
    standing: DataStanding
    worth: Worth | None
    sent: Sequence[Submission]
    """What was sent of the family, oldest first."""

    @property
    def record(self) -> RecordKey:
        return household_key(self.visitor.household_id)


@dataclass(frozen=True, slots=True)
class CounterQueue:
    """Everybody of today who was seen or is there, in the order in which they came."""

    lines: Sequence[QueueLine]

    @property
    def waiting(self) -> Sequence[QueueLine]:
        """Who waits, the longest first."""
        return sorted((line for line in self.lines if line.where is CitizenPlace.WAITING), key=lambda line: line.since)

    @property
    def answered(self) -> Sequence[QueueLine]:
        """Who has an answer and does not wait again, the newest answer first."""
        told = [line for line in self.lines if line.where in ANSWERED]
        return sorted(told, key=lambda line: line.visitor.answers[-1].at, reverse=True)

    @property
    def left(self) -> int:
        """How many were seen and have gone without their letter."""
        return sum(line.where is CitizenPlace.LEFT for line in self.lines)


def get(session: Session, visitor_id: int) -> Visitor:
    """Raises NoSuchRecord."""
    found = session.get(Visitor, visitor_id, options=[joinedload(Visitor.answers)])
    if found is None:
        raise NoSuchRecord()
    return found


def of_household(session: Session, household_id: int) -> Sequence[Visitor]:
    """Everybody of that household who was seen."""
    there = select(Visitor).where(Visitor.household_id == household_id)
    return session.scalars(there.options(joinedload(Visitor.answers))).unique().all()


def look(session: Session, now: datetime, *, keep: bool = False) -> CounterQueue:
    """The counter at `now`. `keep`: whoever is seen for the first time becomes a row, so that they stay who they are."""
    seen = _seen(session, now)
    here = households.village(session)
    of_village = list(arrivals.of_village(here.seed, session.scalar(select(func.max(Household.id))) or 0, now))
    sent = _sent(session, {each.household_id for each in seen} | {each.household_id for each in of_village}, now)
    of_sent = [each for family in sent.values() for one in family if one.first_sent_at > now - SENT_LATELY
               for each in arrivals.of_sent(here.seed, _sent_family(one, now), now)]
    known = {each.key for each in seen}
    coming = [each for each in [*of_village, *of_sent] if each.key not in known]
    families = _families(session, {each.household_id for each in seen} | {each.household_id for each in coming})
    drawn = [citizens.visitor(each, families[each.household_id][1], on=here.as_of) for each in coming
             if each.household_id in families]
    new = [each for each in drawn if each is not None]
    if keep:
        session.add_all(new)
        session.flush()
    return _queue([*seen, *new], families, sent, now)


def beside(session: Session, visitor_id: int, now: datetime) -> tuple[QueueLine, CounterQueue]:
    """That citizen, and whoever else was seen already: who comes meanwhile is seen in the queue. Raises NoSuchRecord."""
    seen = _seen(session, now)
    visitor = next((each for each in seen if each.id == visitor_id), None) or get(session, visitor_id)
    wanted = {each.household_id for each in [*seen, visitor]}
    families, sent = _families(session, wanted), _sent(session, wanted, now)
    everybody = _queue(seen, families, sent, now)
    alone = _queue([visitor], families, sent, now)
    return alone.lines[0], everybody


def _seen(session: Session, now: datetime) -> Sequence[Visitor]:
    return session.scalars(select(Visitor).where(Visitor.arrived_at > now - TODAY).options(joinedload(Visitor.answers))
                           .order_by(Visitor.arrived_at, Visitor.id)).unique().all()


def _queue(visitors: Sequence[Visitor], families: Mapping[int, tuple[FamilyBrief, list[Kin]]],
           sent: Mapping[int, Sequence[Submission]], now: datetime) -> CounterQueue:
    return CounterQueue([_line(each, families[each.household_id][0] if each.household_id in families else None,
                               sent.get(each.household_id, ()), now) for each in visitors])


def _line(visitor: Visitor, brief: FamilyBrief | None, sent: Sequence[Submission], now: datetime) -> QueueLine:
    found = standing(visitor, brief, sent, now)
    answer = visitor.answer
    return QueueLine(visitor, letter(visitor.letter), where(visitor, now), waits_since(visitor), left_at(visitor), found,
                     worth(answer, found.ready_at, now) if answer else None, sent)


def _sent(session: Session, wanted: set[int], now: datetime) -> dict[int, list[Submission]]:
    """The submissions of these households, and of those sent lately, by household, oldest first."""
    found: dict[int, list[Submission]] = {}
    rows = session.scalars(
        select(Submission).where(Submission.kind == HOUSEHOLD_KIND,
                                 or_(Submission.record_id.in_(wanted), Submission.first_sent_at > now - SENT_LATELY))
        .options(defer(Submission.content), *WITH_STAGE).order_by(Submission.first_sent_at, Submission.reference)).unique()
    for row in rows:
        found.setdefault(row.record_id, []).append(row)
    return found


def _sent_family(submission: Submission, now: datetime) -> SentFamily:
    return SentFamily(submission.reference, submission.record_id, submission.first_sent_at, validated_at(submission, now))


def _families(session: Session, ids: set[int]) -> dict[int, tuple[FamilyBrief, list[Kin]]]:
    """Those of the households that are there, each with its people in the order of their ids."""
    found: dict[int, tuple[FamilyBrief, list[Kin]]] = {}
    if not ids:
        return found
    rows = session.execute(
        select(Household.id, Household.filled, Household.saved_by, Person.id, Person.name, Person.sex, Person.birth_date,
               Person.answers[RELATION].as_string())
        .outerjoin(Household.members).where(Household.id.in_(ids)).order_by(Household.id, Person.id))
    for household_id, filled, saved_by, person_id, name, sex, born, relation in rows:
        _, people = found.setdefault(household_id, (FamilyBrief(filled, saved_by), []))
        if person_id is not None:
            people.append(Kin(person_id, name, sex, born, relation == HEAD))
    return found
