"""How attempts ended, read from archived journals and kept in the platform across generations."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from instructor.board.fold import SeatState, fold_all
from sandbox import journal
from sandbox.journal import Deed
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import sandboxes_of
from sandbox.platform.models import Feed, Result, Rotation, Sandbox, Village
from sandbox.store.base import OtherVersion, Pin, Store
from scenarios.results.fold import Row

log = logging.getLogger("gladi.results")

KEPT = "results"


@dataclass(frozen=True, slots=True)
class Ended:
    """One attempt of an archived generation: a row of `result`."""

    trainee_id: int
    sandbox_id: int
    generation: int
    attempt: int
    scenario: str
    scenario_hash: str
    skill: str
    began_at: datetime
    solved_at: datetime | None
    hints: int
    mistakes: list[str]

    @property
    def deeds(self) -> tuple[object, ...]:
        """What two copies of one attempt have in common: a generation made from a mark brings its past along."""
        return (self.trainee_id, self.attempt, self.scenario, self.began_at, self.solved_at, self.hints, tuple(self.mistakes))


def compute(store: Store, sandboxes: Iterable[int]) -> int:
    """Results of every archived generation of these sandboxes, computed anew; how many attempts."""
    found = [ended for pins in _archives(store, list(sandboxes)) for ended in _of_sandbox(store, pins)]
    generations = {(ended.sandbox_id, ended.generation) for ended in found}
    with write(durable=True) as session:
        for sandbox, generation in generations:
            session.execute(delete(Result).where(Result.sandbox_id == sandbox, Result.generation == generation))
        if found:
            session.execute(insert(Result), [asdict(ended) for ended in found])
    return len(found)


def keep(store: Store, rotation: Rotation, *, now: datetime, by: int) -> int:
    """Results of the group that was closed, whose numbers have risen; how many attempts.

    What somebody saves into the archive after this, because the request was held until then, is in the feed above
    `results_seq`: `due` finds it.
    """
    with read() as session:  # before the archives are opened: whatever is in the feed by now is in them too
        seq = session.scalar(select(func.max(Feed.seq)))
        sandboxes = session.scalars(sandboxes_of(rotation.closed_id)).all() if rotation.closed_id is not None else []
    attempts = compute(store, sandboxes)
    with write(durable=True) as session:
        session.execute(update(Rotation).where(Rotation.id == rotation.id).values(results_kept_at=now, results_seq=seq or 0))
        audit.record(session, KEPT, f"group:{rotation.closed_id}", by=by, at=now, attempts=attempts)
    return attempts


def due() -> Sequence[Rotation]:
    """Changes of the group whose results were not kept yet, or not with what was saved into the archive afterwards."""
    late = (select(Feed.seq).join(Sandbox, Sandbox.id == Feed.sandbox_id).join(Village, Village.id == Sandbox.village_id)
            .where(Feed.seq > func.coalesce(Rotation.results_seq, 0), Village.group_id == Rotation.closed_id,
                   Feed.generation != Sandbox.generation))
    with read() as session:
        return session.scalars(select(Rotation).where(
            Rotation.closed_id.is_not(None), Rotation.undone_at.is_(None),
            or_(Rotation.results_kept_at.is_(None), late.exists())).order_by(Rotation.id)).all()


def forget_present(session: Session, group_id: int) -> None:
    """Drop results of generations that became the present ones again, within a running write."""
    present = select(Sandbox.id).where(Sandbox.id.in_(sandboxes_of(group_id)), Sandbox.id == Result.sandbox_id,
                                       Sandbox.generation == Result.generation)
    session.execute(delete(Result).where(present.exists()))


def ended(deeds: Sequence[Deed], pin: Pin) -> list[Ended]:
    """The attempts in one archived journal. Pure."""
    found: list[Ended] = []
    for key, state in fold_all(Row(pin.sandbox, pin.generation, deed) for deed in deeds).items():
        found += _of_person(state, key.person, pin)
    return found


def _of_person(state: SeatState, person: int, pin: Pin) -> list[Ended]:
    return [Ended(person, pin.sandbox, pin.generation, attempt.id, attempt.scenario, attempt.hash, attempt.skill,
                  attempt.began_at, attempt.solved_at, attempt.hints, list(attempt.mistakes))
            for attempt in state.attempts.values()]


def _archives(store: Store, sandboxes: list[int]) -> Iterable[list[Pin]]:
    """Of each sandbox: the archived generations that were ever touched, oldest first."""
    with read() as session:
        rows = session.execute(select(Sandbox.id, Sandbox.template, Sandbox.generation, Sandbox.made)
                               .where(Sandbox.id.in_(sandboxes))).all()
    for sandbox, template, generation, made in rows:
        pins = [Pin(sandbox, number, template) for number in range(1, made + 1) if number != generation]
        yield [pin for pin in pins if store.exists(pin)]


def _deeds(store: Store, pin: Pin) -> list[Deed]:
    """Its journal; of an archive of another version nothing, which is told in the log."""
    try:
        with store.open(pin) as session:
            return journal.deeds(session)
    except OtherVersion as error:
        log.warning("%s %s", error.code, error)
        return []


def _of_sandbox(store: Store, pins: list[Pin]) -> Iterable[Ended]:
    seen: set[tuple[object, ...]] = set()
    for pin in pins:
        for each in ended(_deeds(store, pin), pin):
            if each.deeds not in seen:
                seen.add(each.deeds)
                yield each
