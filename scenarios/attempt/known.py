"""What the journal of one copy says, folded on from what this process knew of it at an earlier row.

So nothing reads a journal whole but the first request of a process that opens that copy. What was known is kept in the
session's `memory`, which the store keeps a copy and generation; it is checked against the row that it was folded up to.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from sqlalchemy.orm import Session

from sandbox.deeds import (
    BEGIN,
    HELD,
    HINT_GIVEN,
    LEFT,
    LOWER_HAND,
    MESSAGE,
    MESSAGE_BACK,
    MESSAGE_READ,
    RAISE_HAND,
    RELEASE,
    TAKE,
)
from sandbox.journal import Deed, Journal, Outcome, deeds
from scenarios.attempt.attempts import Attempt
from scenarios.attempt.world import Data
from scenarios.results import fold
from scenarios.results.fold import NOTHING_YET, PersonState

KEPT_AS = "lesson"
ANSWERS_AS = "lesson's answers"
FROM_STAFF = (MESSAGE, MESSAGE_BACK, HINT_GIVEN, TAKE, RELEASE)
OWN_NOTES = (MESSAGE_READ, RAISE_HAND, LOWER_HAND)


@dataclass(frozen=True, slots=True)
class KnownJournal:
    """A journal as the lesson sees it, up to its row `last`."""

    last: Deed | None = None
    changed: int = 0
    """Id of the last row that may have changed the data."""
    states: Mapping[int, PersonState] = field(default_factory=dict)
    """What the lesson knows of each person, by the person's id."""
    running: Mapping[int, Attempt] = field(default_factory=dict)
    """The attempt that each person began last, with its deeds."""
    notes: Sequence[Deed] = ()
    """Staff's doings and the trainees' own notes, oldest first."""
    plain: int = 0
    """How many rows no fault touched, those included that say that somebody is held."""
    touched: Mapping[str, int] = field(default_factory=dict)
    """How many of the other rows each fault touched, by its name."""
    held: frozenset[str] = frozenset()
    """Names of the faults that made a deed wait."""

    @property
    def telling(self) -> int:
        """How many rows may change what a panel shows.

        A deed that a fault held does not count: it is journalled before the wait where it was done, after it where it was not,
        and a browser that asks for the version meanwhile would know its twin.
        """
        return self.plain + sum(count for fault, count in self.touched.items() if fault not in self.held)

    def state(self, person: int) -> PersonState:
        return self.states.get(person, NOTHING_YET)

    def notes_of(self, person: int) -> list[Deed]:
        """The person's own notes and what staff did to the person, oldest first."""
        return [each for each in self.notes if fold.whose(each) == person]


def known(session: Session, *, before: int | None = None) -> KnownJournal:
    """What this copy's journal says; with `before`, up to the row before that one, which is being written.

    A session that has read it up to there already asks nothing more: it holds the write lock, so nobody wrote in between.
    """
    read: KnownJournal | None = session.info.get(KEPT_AS)
    if read is not None and read.last is not None and before == read.last.id + 1:
        return read
    memory = session.info.get("memory", {})
    earlier: KnownJournal = memory.get(KEPT_AS, KnownJournal())
    rows = _rows(session, earlier, before)
    if earlier.last is not None and (not rows or rows[0] != earlier.last):
        earlier, rows = KnownJournal(), _rows(session, KnownJournal(), before)  # another journal than the one that was known
        memory.pop(ANSWERS_AS, None)
    new = rows if earlier.last is None else rows[1:]
    found = reduce(after, new, earlier)
    memory[KEPT_AS] = session.info[KEPT_AS] = found
    return found


def _rows(session: Session, earlier: KnownJournal, before: int | None) -> list[Deed]:
    """The deeds from the last known row on, that row included; up to the one before `before`."""
    since = 0 if earlier.last is None else earlier.last.id - 1
    return deeds(session, *(() if before is None else (Journal.id < before,)), since=since)


def data(session: Session, journal: KnownJournal) -> Data:
    """The copy's data, with what was asked of them at an earlier look.

    Only where `journal` is all that was done, and nothing else is being done in this transaction.
    """
    memory = session.info.get("memory", {})
    changed, lasting = memory.get(ANSWERS_AS, (None, {}))
    if changed != journal.changed:
        lasting = {}
        memory[ANSWERS_AS] = journal.changed, lasting
    return Data(session, lasting)


def leaves_data(deed: Deed) -> bool:
    """Whether the data are as they were: nothing but looking, coming or going was done, and no fault left anything behind."""
    return not (deed.kind.changes or deed.kind.noted) and deed.outcome is Outcome.DONE and deed.fault is None


def current(session: Session, person: int, *, before: int | None = None) -> Attempt | None:
    """The attempt that this person began last, in this copy; None before the first. `before`: see known."""
    return known(session, before=before).running.get(person)


def after(known: KnownJournal, deed: Deed) -> KnownJournal:
    """What is known one row later."""
    whose = fold.whose(deed)
    states = known.states if whose is None else {**known.states, whose: fold.after(known.state(whose), deed)}
    is_note = deed.kind in FROM_STAFF + OWN_NOTES
    return replace(_counted(known, deed), last=deed, changed=known.changed if leaves_data(deed) else deed.id,
                   states=states, running=_running(known.running, deed),
                   notes=(*known.notes, deed) if is_note else known.notes)


def _counted(known: KnownJournal, deed: Deed) -> KnownJournal:
    if deed.kind is HELD and deed.fault is not None:
        return replace(known, plain=known.plain + 1, held=known.held | {deed.fault})
    if deed.fault is None or deed.kind is HELD:
        return replace(known, plain=known.plain + 1)
    return replace(known, touched=Counter(known.touched) + Counter({deed.fault: 1}))


def _running(running: Mapping[int, Attempt], deed: Deed) -> Mapping[int, Attempt]:
    if deed.kind is BEGIN:
        return {**running, deed.person: Attempt(deed.id, deed.person, deed.at, deed.told(BEGIN), [deed])}
    if deed.kind is LEFT:
        return {person: attempt for person, attempt in running.items() if person != fold.whose(deed)}
    for person, attempt in running.items():
        if deed.attempt == attempt.id:
            return {**running, person: attempt.with_deed(deed)}
    return running
