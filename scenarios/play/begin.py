"""How an attempt begins: households are picked, papers written, a half of the hall chosen; all from the seat's own seed.

The kept moment (`mark`) is taken first, so that *ulangi* comes back to it; then one transaction writes the begin row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from sandbox import actions
from sandbox.actions import Desk
from sandbox.clock import WIB
from sandbox.deeds import BEGIN, LOG_IN, OPEN, RECEIPT, SEARCH, names
from sandbox.details import BeginDetails
from sandbox.journal import Journal, Outcome
from sandbox.practice import logins, upkeep
from sandbox.practice.households import households
from sandbox.practice.models import Household, Person
from sandbox.practice.records import HouseholdRecord, Sendable, SheetRecord
from sandbox.practice.sheets import entries
from sandbox.store import generations
from sandbox.store.base import MARK, TEMPLATE, MarkExists, Store
from scenarios.attempt import defects, papers, sheet_cells
from scenarios.attempt.attempts import Attempt, used_before
from scenarios.file.given import BirthNote, DeathNote, Listing, NewFamily, Notes, PeopleFile, Pick, PickSheet, TrueCard, TruePage
from scenarios.file.loader import Loaded
from scenarios.file.schema import Scenario
from scenarios.files import people
from scenarios.planting.base import Bed, Plant
from scenarios.play import picking


@dataclass(frozen=True, slots=True)
class Choices:
    """What every choice of an attempt is drawn from: same choices, same exercise."""

    village: str
    role: str
    scenario: str
    number: int
    """1 for a person's first go at this exercise; another number is another variant."""

    def rng(self, seed: int) -> Random:
        return Random(f"{seed}:{self.village}/{self.role}:{self.scenario}:{self.number}")

    def twin(self, seed: int) -> str:
        """Which half of the hall the seat belongs to; the two people of a village, who sit side by side, always differ."""
        side = Random(f"{seed}:{self.village}:{self.scenario}:{self.number}").randrange(2)
        return "ab"[(side + (self.role == "operator")) % 2]


def begin(store: Store, desk: Desk, loaded: Loaded, *, number: int, mark: str | None = None, after: int = 0,
          exam: str = "") -> int | None:
    """Begin an attempt; its id. `mark`: the kept moment to come back to, where there is one already.

    `after` is the attempt that was running when the button was shown (0: none): of two presses at once one begins, the
    other gets None. `exam`: the part of an examination (scenarios/day/exam.py), from which no way leads back.
    """
    # What two work on is no moment of one of them: nothing leads back to it.
    source = mark or ("" if desk.companion or exam else _keep_this_moment(store, desk))
    scenario = loaded.scenario
    choices = Choices(desk.village_code, desk.role, scenario.id, number)

    def choose(session: Session, row: Journal) -> None:
        row.attempt = row.id
        _end_the_last(session, desk)
        found = chosen(session, scenario, choices, now=row.at)
        plant(session, scenario, found, desk, rng=choices.rng(households.village(session).seed), now=row.at)
        settle(session, scenario, found, today=row.at.astimezone(WIB).date())
        row.tell(replace(
            found, households=_count(session), scenario=scenario.id, hash=loaded.hash, number=number, skill=scenario.skill,
            exam=exam,
            mark=source, goals=tuple(goal.id for goal in scenario.goals)))

    key = f"begin:{desk.pin.generation}:{desk.person}:{after}"
    return actions.note(store, desk, BEGIN, also=choose, key=key)


def _end_the_last(session: Session, desk: Desk) -> None:
    """What the exercise before left on the pages ends with it; what the other of two who share the copy may need stays."""
    if desk.login_key:
        logins.make_own(session, desk.login_key)
    if not desk.companion:
        upkeep.end_all(session)


def again(store: Store, desk: Desk, attempt: Attempt, loaded: Loaded, *, number: int) -> Desk:
    """Mulai dari awal: a new generation from the moment before this attempt, and the next attempt in it. The login stays.

    Of two presses at once one renews; the other changes nothing. Nor does one where another works in the same copy: what they
    did would be gone. Raises MarkMissing for an attempt that began while two worked there, or whose moment is gone.
    """
    if desk.companion:
        return desk
    store.require_source(desk.pin.sandbox, attempt.mark)
    renewed = _renewed(store, desk, attempt.mark)
    if renewed is None:
        return desk
    begin(store, renewed, loaded, number=number, mark=attempt.mark)
    return renewed


def examine(store: Store, desk: Desk, loaded: Loaded, *, number: int, part: str, is_first: bool, after: int) -> Desk:
    """Begin the next exercise of an examination; `part`: known or new. The first one begins in a new copy of the village.

    Of two presses at once one begins; the other changes nothing.
    """
    here = _renewed(store, desk, TEMPLATE) if is_first else desk
    if here is None:
        return desk
    begin(store, here, loaded, number=number, after=0 if is_first else after, exam=part)
    return here


def _renewed(store: Store, desk: Desk, source: str) -> Desk | None:
    """The desk in a new generation of its copy, with its login; None if it was renewed since the desk was found."""
    if not generations.begin_anew(desk.pin.sandbox, source=source, now=desk.clock.wall(), seen=desk.pin.generation):
        return None
    renewed = replace(desk, pin=generations.pin(desk.pin.sandbox))
    with store.open(desk.pin) as session:
        logged_in = logins.is_open(session, desk.login_key)
    if logged_in and desk.login_key:
        with store.open(renewed.pin, write=True) as session:
            logins.carry(session, desk.person, desk.login_key, desk.clock.now())
            session.commit()
    return renewed


def chosen(session: Session, scenario: Scenario, choices: Choices, *, now: datetime) -> BeginDetails:
    """What this attempt is about: twin, given households and sheets, berkas, and how things were before."""
    seed = households.village(session).seed
    rng = choices.rng(seed)
    found = BeginDetails(
        twin=choices.twin(seed) if scenario.twins else None, households=_count(session),
        newest_person=session.scalar(select(func.max(Person.id))) or 0,
        newest_household=session.scalar(select(func.max(Household.id))) or 0)
    picked: dict[str, Household] = {}
    taken = used_before(session)
    for given in scenario.given:
        if isinstance(given, Pick):
            household = picking.household(session, rng, given, scenario, taken, found.newest_household)
            picked[given.name] = household
            taken.add(household.id)
            found.given[given.name] = picking.facts(household)
            found.picked[given.name] = household.id
            found.prints[given.name] = papers.content_print(household)
        elif isinstance(given, PickSheet):
            entry = picking.sheet(session, rng, given, scenario, taken=found.sheets.values(), now=now)
            found.given[given.name] = picking.facts_of_sheet(entry)
            found.sheets[given.name] = entry.id
        elif isinstance(given, NewFamily):
            _write_card(session, rng, given, found)
        elif isinstance(given, Notes):
            found.papers.append(papers.notes(rng, given.of, given.notes, picked[given.of].answers))
        elif isinstance(given, Listing):
            found.papers.append(papers.listing(found.given, given.of))
        elif isinstance(given, BirthNote):
            found.papers.append(papers.birth(session, rng, given.of, picked[given.of]))
        elif isinstance(given, DeathNote):
            household = picked[given.of]
            found.papers.extend(papers.death(session, rng, given.of, household, defects.of_household(session, household.id)))
        elif isinstance(given, PeopleFile):
            found.papers.append(people.file(session, rng, given.name, given.people, given.flaws, source=given.source))
        elif isinstance(given, TrueCard):
            household = picked[given.of]
            found.papers.extend(papers.true_card(given.of, household, defects.of_household(session, household.id)))
    return found


def plant(session: Session, scenario: Scenario, found: BeginDetails, desk: Desk, *, rng: Random, now: datetime) -> None:
    """Put what is planted there, around the households and sheets that were `found`."""
    for given in scenario.given:
        if isinstance(given, Plant):
            given.put(Bed(session, rng, _record(session, found, given.of), desk.person, desk.role_label, now,
                          _noted(found, given.of), lambda name: _record(session, found, name)))


def _count(session: Session) -> int:
    return session.scalar(select(func.count(Household.id))) or 0


def _record(session: Session, found: BeginDetails, name: str) -> Sendable:
    if name in found.sheets:
        return SheetRecord.find(session, found.sheets[name])
    return HouseholdRecord.find(session, found.picked[name])


def settle(session: Session, scenario: Scenario, found: BeginDetails, *, today: date) -> None:
    """Keep how things stand once all is planted: what is to be entered anew, the picked sheets and their pages of `today`."""
    for name in {given.of for given in scenario.given if isinstance(given, Plant) and given.is_entered_anew}:
        found.picked.pop(name)
        for paper in found.papers:
            if paper["of"] == name and paper["kind"] == "card":
                paper["kind"] = "family"
    for name, entry_id in found.sheets.items():
        entry = entries.get(session, entry_id)
        wrong = sheet_cells.of_sheet(session, entry)
        found.cells[name] = sheet_cells.state(entry)
        if labels := sheet_cells.labels(entry, wrong, found.cells[name]):
            found.given[name]["cell"] = labels[0]
        found.papers.extend(
            papers.true_page(name, entry, wrong, given.cells, today, unit=given.unit, times=given.times)
            for given in scenario.given if isinstance(given, TruePage) and given.of == name)


def _noted(found: BeginDetails, name: str) -> dict[str, Any]:
    """The answers in the notes of that household's berkas, by question."""
    return {key: value for paper in found.papers if paper["of"] == name for key, value in paper.get("answers", {}).items()}


def _write_card(session: Session, rng: Random, given: NewFamily, found: BeginDetails) -> None:
    size = rng.randint(given.members.min, given.members.max or given.members.min)
    paper = papers.family(session, rng, given.name, size)
    card: Mapping[str, str] = paper["card"]
    found.papers.append(paper)
    found.given[given.name] = {"no_kk": card["number"], "head": paper["members"][0]["name"], "members": size,
                                  "rt": card["rt"], "rw": card["rw"]}
    if given.notes:
        found.papers.append(papers.notes(rng, given.name, given.notes, {}))


def _keep_this_moment(store: Store, desk: Desk) -> str:
    """The source to come back to. Its name says the last row of the journal: every change of the data writes one.

    A copy in which nothing was done yet is what it was made from: nothing is copied.
    """
    with store.open(desk.pin) as session:
        last = session.scalar(select(func.max(Journal.id))) or 0
        touched = exists().where(Journal.id > _last_row_of(desk.pin.source), ~_LEAVES_NOTHING)
        if not session.scalar(select(touched)):
            return desk.pin.source
    name = f"g{desk.pin.generation}-{last}"
    try:
        return store.mark(desk.pin, name)
    except MarkExists:  # kept a moment ago, by a double press or before a crash: nothing was done since
        return f"{MARK}{name}"


def _last_row_of(source: str) -> int:
    """The last row of the journal that a copy made from `source` begins with."""
    return 0 if source == TEMPLATE else int(source.rpartition("-")[2])


# Looking leaves nothing, but that a receipt counts how often it was printed. Who was logged in is carried over by `again`.
_LEAVES_NOTHING = and_(
    Journal.outcome == Outcome.DONE.value, Journal.action.in_(names(OPEN, SEARCH, LOG_IN)), Journal.fault.is_(None),
    or_(Journal.form.is_(None), Journal.form != RECEIPT.name))
