"""gladi rejudge: results of closed days anew, by exercises that were corrected since. The journals are never changed: each
attempt that stands otherwise gets a row that says so, in its own copy and in the feed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sandbox.clock import Clock
from sandbox.deeds import BEGIN, REJUDGED
from sandbox.details import RejudgedDetails
from sandbox.journal import Deed, Journal, Outcome, deeds
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import of_training, sandboxes_of
from sandbox.platform.models import Feed, GroupState, Sandbox
from sandbox.store import feed
from sandbox.store.base import Pin, Store
from sandbox.store.damage import fence
from scenarios.attempt.attempts import Attempt
from scenarios.attempt.world import Data
from scenarios.file.loader import Loaded, library, pinned
from scenarios.results import rejudging

REJUDGE = "rejudge"
"""What the audit log calls it."""


@dataclass(slots=True)
class Rejudged:
    """How many attempts were looked at, how many of them stand otherwise, and how many copies could not be read."""

    attempts: int = 0
    changed: int = 0
    unread: int = 0


def rejudge(store: Store, clock: Clock, *, dry_run: bool, along: Callable[[Sequence[Pin]], Iterable[Pin]] = iter) -> Rejudged:
    """Judge every attempt of closed days anew whose exercise was corrected since; `dry_run` only counts. `along` goes through
    the copies, and may show how far it is."""
    done = Rejudged()
    for pin in along(_copies()):
        done.unread += 1
        with fence(pin):
            _rejudge_copy(store, clock, pin, done, dry_run=dry_run)
            done.unread -= 1
    if done.changed and not dry_run:
        with write() as session:
            audit.record(session, REJUDGE, "training:", by=audit.COMMAND_LINE, at=clock.now(), attempts=done.attempts,
                         changed=done.changed)
    return done


def _copies() -> list[Pin]:
    """Every generation of closed days in which an exercise was begun."""
    closed = [group.id for group in of_training() if group.state is GroupState.CLOSED]
    with read() as session:
        rows = session.execute(
            select(Feed.sandbox_id, Feed.generation, Sandbox.template).join(Sandbox, Sandbox.id == Feed.sandbox_id)
            .where(Feed.action == BEGIN.name, Feed.sandbox_id.in_(sandboxes_of(*closed))).distinct()
            .order_by(Feed.sandbox_id, Feed.generation)).all()
    return [Pin(*row) for row in rows]


def _rejudge_copy(store: Store, clock: Clock, pin: Pin, done: Rejudged, *, dry_run: bool) -> None:
    with store.open(pin, write=not dry_run) as session:
        told = []
        for attempt, corrected in _corrected(deeds(session)):
            done.attempts += 1
            found = rejudging.rejudged(attempt, pinned(attempt.scenario, attempt.hash), corrected.scenario, corrected.hash,
                                       Data(session))
            if found is not None:
                told.append(_row(clock, attempt, found))
        done.changed += len(told)
        if dry_run or not told:
            return
        session.add_all(told)
        session.commit()
    feed.copy(store, pin)


def _corrected(rows: list[Deed]) -> Iterator[tuple[Attempt, Loaded]]:
    """Every attempt of a copy whose exercise stands otherwise in the library now, or did when it was judged anew; with that."""
    for begun in (row for row in rows if row.kind is BEGIN):
        told, corrected = begun.told(BEGIN), library().get(begun.told(BEGIN).scenario)
        mine = [row for row in rows if row is begun or row.attempt == begun.id]
        if corrected is not None and (corrected.hash != told.hash or any(row.kind is REJUDGED for row in mine)):
            yield Attempt(begun.id, begun.person, begun.at, told, mine), corrected


def _row(clock: Clock, attempt: Attempt, told: RejudgedDetails) -> Journal:
    row = Journal(at=attempt.deeds[-1].at, wall_at=clock.now(), person=attempt.person, action=REJUDGED.name,
                  outcome=Outcome.NOTED.value, attempt=attempt.id, detail={})
    row.tell(told)
    return row
