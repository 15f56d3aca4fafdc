"""People leave a card: the deed itself. What they were is kept in the history, in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from sandbox.deeds import AT_OUTBOX
from sandbox.errors import Fate, Trouble
from sandbox.practice import drafts, removed
from sandbox.practice.drafts import DraftKey
from sandbox.practice.forms.instruments import load
from sandbox.practice.forms.values import words
from sandbox.practice.households import checking as households_checking
from sandbox.practice.households import households, members
from sandbox.practice.keys import household_key
from sandbox.practice.locking import require_unchanged
from sandbox.practice.models import Household, Mutation, Person
from sandbox.practice.mutations import checking
from sandbox.practice.mutations.checking import Target
from sandbox.practice.mutations.plan import Leaving, Line, read
from sandbox.practice.mutations.ways import WayOut
from sandbox.practice.parts import member_part
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.rules.case import HouseholdData
from sandbox.practice.rules.check import Finding, Moment, check_household
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.tracking import track
from sandbox.words.digits import grouped

UNDER_WAY = {
    "going": "masih berjalan. Tunggu sampai tervalidasi, atau batalkan dulu.",
    "held": "tertahan. Lihat di Kotak Keluar apa yang menahannya, atau batalkan dulu.",
    "returned": "dikembalikan, jadi menunggu tidak menolong. Batalkan dulu di halamannya, atau betulkan dan kirim "
                "revisinya sampai tervalidasi."}
"""What is told of a submission that keeps its record from going, by the state of its track: what it does, and the way on."""
EMPTIED = "keluar dari Daftar Keluarga, sebab anggotanya habis: dicatat"
"""What became of a card on which nobody is left; who noted it is told after that."""


@dataclass(frozen=True, slots=True)
class Left:
    """What was done: who left which household, and where they are now. `household`: None if nobody is left on the card."""

    people: Sequence[int]
    names: Sequence[str]
    household: Household | None
    target: Household | None


@dataclass(frozen=True, slots=True)
class Writer:
    """Who does it, and when (hall time)."""

    person: int
    by: str
    now: datetime


def leave(session: Session, household: Household, way: WayOut, form: Any, *, version: int | None, reason: str,
          hand: Writer) -> Left:
    """Do it. Raises Unfit, and Trouble: DAT-409 where somebody else saved meanwhile, DAT-409H where a submission is under way."""
    require_unchanged(household, version, thing="Keluarga", now=hand.now)
    plan = read(way, form, {person.id: members.data_of(person) for person in household.members})
    facts = households_checking.facts_for(session, household.id)
    there = _target(session, household, plan)
    found = [*checking.findings(plan, households.data_of(household), facts), *_new_card(session, plan)]
    told = checking.problems(plan, there[1] if there else None, facts)
    households_checking.require([*plan.parsed.errors, *told], found, reason=reason)
    if not plan.staying:
        require_nothing_under_way(session, household, hand.now)
    return _do(session, household, there[0] if there else None, plan, hand)


def _target(session: Session, household: Household, plan: Leaving) -> tuple[Household | None, Target] | None:
    """The household that they come to and what is to be known of it; None where they come to none."""
    if not plan.way.arrives:
        return None
    if plan.way.kind == "pecah":
        return None, Target(is_new=True)
    found = households.by_number(session, plan.value("number")) if plan.value("number") else []
    others = [each for each in found if each.id != household.id]
    only = others[0] if len(others) == 1 else None
    people = [members.data_of(person) for person in only.members] if only else []
    return only, Target(people, len(others), is_own=bool(found) and not others)


def _new_card(session: Session, plan: Leaving) -> list[Finding]:
    """What is wrong with the new card's own fields."""
    if plan.way.kind != "pecah" or not plan.value("number"):
        return []
    typed: dict[str, Any] = {name: plan.value(name) for name in households.IDENTITY}
    card = HouseholdData(**typed)
    facts = households_checking.facts_for(session, None)
    return check_household(card, [], facts, at=Moment.SECTION, section=load("ddk_household").identity)


def require_nothing_under_way(session: Session, household: Household, now: datetime) -> None:
    """Raises Trouble DAT-409H while a submission of the household is on its way: its record may not go."""
    sent = [(one, track(one, now)) for one in submissions.of_record(session, household_key(household.id))]
    going = [(one, where) for one, where in sent if not where.is_finished]
    if going:
        told = " ".join(f"Kiriman {one.reference} {UNDER_WAY[where.state]}" for one, where in going)
        text = f"{told} Data keluarga {grouped(household.number)} tidak berubah."
        raise Trouble(code="DAT-409H", fate=Fate.NOT_SAVED, text=text, look=AT_OUTBOX, status=409)


def _do(session: Session, household: Household, target: Household | None, plan: Leaving, hand: Writer) -> Left:
    people = {person.id: person for person in household.members}
    history = [_noted(household, people[line.person], plan, hand) for line in plan.going]
    if not plan.staying:
        history.append(_card_noted(household, plan, hand))
    if plan.way.kind == "pecah":
        target = _card_made(session, plan, hand)
    going = [people[line.person] for line in plan.going]
    _note_removed(session, household, target, plan, hand)
    ids, names = [person.id for person in going], [person.name for person in going]
    for line in plan.lines:
        if line.after is not line.before:
            people[line.person].answers = dict(line.after.answers)
    _part(session, household, target, going, hand)
    for row in history:
        row.to_household_id = target.id if target else None
        row.destination = grouped(target.number) if target else plan.value("to")
    session.add_all(history)
    drafts.forget(session, DraftKey(hand.person, str(household_key(household.id)), plan.way.kind))
    session.flush()
    return Left(ids, names, household if plan.staying else None, target)


def _part(session: Session, household: Household, target: Household | None, going: Sequence[Person], hand: Writer) -> None:
    """Take them off the card, onto the other one where there is one. A card on which nobody is left goes."""
    for person in going:
        household.members.remove(person)
        if target is not None:
            person.position = max((other.position for other in target.members), default=0) + 1
            target.members.append(person)
    for card in (household, target):
        if card is not None:
            members.recount(card)
            households.touch(card, by=hand.by, now=hand.now)
    if not household.members:
        session.flush()
        session.delete(household)


def _card_made(session: Session, plan: Leaving, hand: Writer) -> Household:
    card = {name: plan.value(name) for name in households.IDENTITY}
    return households.create(session, card, [], by=hand.by, now=hand.now)


def _note_removed(session: Session, household: Household, target: Household | None, plan: Leaving, hand: Writer) -> None:
    """Of those who leave, and of a card on which nobody stays, what anybody typed and did not save may be copied yet."""
    record = HouseholdRecord(household)
    how = f"dicatat {plan.way.told}" + (f" (KK {grouped(target.number)})" if target else "")
    for line in plan.going:
        removed.note(session, record, member_part(line.person), how=how, by=hand.by, now=hand.now)
    if not plan.staying:
        removed.note(session, record, how=EMPTIED, by=hand.by, now=hand.now)


def _noted(household: Household, person: Person, plan: Leaving, hand: Writer) -> Mutation:
    return Mutation(
        **_common(household, plan, hand), person_id=person.id, name=person.name, nik=person.nik,
        content=members.kept_of(person))


def _card_noted(household: Household, plan: Leaving, hand: Writer) -> Mutation:
    """The card itself, on which nobody is left: with all that it answered."""
    return Mutation(**_common(household, plan, hand), name=household.head_name, content=households.content_of(household))


def _common(household: Household, plan: Leaving, hand: Writer) -> dict[str, Any]:
    return {"kind": plan.way.kind, "household_id": household.id, "number": household.number, "head_name": household.head_name,
            "happened_on": plan.on, "noted_at": hand.now, "noted_by": hand.by, "note": plan.value("note"), "destination": "",
            "changed": [text for line in plan.lines for text in _changes(plan, line)]}


def _changes(plan: Leaving, line: Line) -> list[str]:
    """'Siti Aminah: Istri menjadi Kepala Keluarga' for every answer of the line that becomes another one."""
    found = []
    for key, code in line.told.items():
        before, after = (words(plan.field(key), answer) for answer in (line.before.answers.get(key), code))
        if line.after is not line.before and before != after:
            found.append(f"{line.before.name}: {before or 'belum diisi'} menjadi {after}")
    return found
