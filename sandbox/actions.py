"""The gate: every practice action passes here.

A view names what is done, to what, and hands over the work. The gate asks the interceptors, in the deed's own transaction,
whether one of them `meets` it. Mostly none does: the same transaction goes on, and is all that the deed costs. Where one does,
the transaction is given up, and the interceptors stand `around(action, proceed)`, outside any; `proceed()` is then a
transaction and its commit. `within(action, session, row)` is asked before every commit. Law: no wait inside a transaction.
The gate knows only the interceptors' shape.

Pin, token, tell: the desk carries the generation that the request read once; a form carries the generation it was shown for;
after the commit the number is read again, so that a late author is told.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Protocol, TypeVar

from sqlalchemy.orm import Session

from sandbox.clock import HallClock
from sandbox.deeds import DeedKind, PageKind
from sandbox.details import NOTHING_TOLD, D, Misfit, RecordDetails
from sandbox.errors import Fate, LateSave, ReadOnly, Rejected, StaleForm, StoreUndone, Trouble
from sandbox.journal import Journal, Outcome, amend, enter, has_key
from sandbox.platform.groups import NOTHING
from sandbox.store import feed, generations
from sandbox.store.base import Pin, Store
from sandbox.store.feed import Committed
from sandbox.visit import Visit

T = TypeVar("T")
Work = Callable[[Session, datetime], T]
log = logging.getLogger("gladi.actions")


@dataclass(frozen=True, slots=True)
class Desk:
    """One person at one sandbox for one request: found in one place, then passed on."""

    pin: Pin
    person: int
    """Trainee id; who the journal names."""
    name: str
    role: str
    role_label: str
    village_code: str
    village_name: str
    kind: str
    """Desa or Kelurahan."""
    district_name: str
    period: int
    clock: HallClock
    day: Callable[[], tuple[str, str]] = lambda: (NOTHING, NOTHING)
    """The day that was pinned for the group, and what of it was opened and closed, as JSON."""
    may_write: bool = True
    """False for an instructor who looks on: nothing is journalled."""
    login_key: str | None = None
    """Names the practice login of this browser; None if it has none."""
    companion: str = ""
    """How the other is called who works in the same copy; empty where nobody does."""
    own_sandbox: int | None = None
    """Their own copy, while they work in the other's."""

    @property
    def seen_as(self) -> str:
        """What a browser remembers of the copy that it was shown: which, whose, and with whom it is shared."""
        return f"{self.pin.key} {self.person} {self.companion}"


@dataclass(slots=True)
class Action:
    """One deed on its way through the gate. `page` and `record` say to what; `detail` goes into the journal."""

    kind: DeedKind[Any]
    desk: Desk
    page: PageKind | None = None
    record: str | None = None
    detail: RecordDetails = NOTHING_TOLD
    typed: Sequence[tuple[str, str]] = ()
    """What was typed, in order; kept as a draft if the deed is refused, or if nobody can tell whether it was done."""
    typed_into: tuple[str, str] | None = None
    """The record and the part of its form that it was typed into. None: a button, or what is kept nowhere."""
    typed_over: str = ""
    """Which stored answers it was typed over: see drafts.digest."""
    fault: str | None = None
    """Set by an interceptor: the name of the fault that touched this action."""
    attempt: int | None = None
    must_last: bool = False
    """Set by an interceptor: what this look tells must outlive a power cut, as every change does."""
    committed: bool = False
    held_for: float = 0.0
    """Hall seconds that it was made to wait."""
    beside: object = None
    """Set by an interceptor: what it read, in the deed's own transaction, for the page beside it."""

    @property
    def now(self) -> datetime:
        """Hall time."""
        return self.desk.clock.now()

    def wait(self, seconds: float) -> None:
        """Let hall time pass, outside any transaction."""
        self.held_for += seconds
        self.desk.clock.wait(seconds)


class Interceptor(Protocol):
    """What may plug into the gate."""

    def meets(self, action: Action, session: Session) -> bool:
        """Whether it stands round this deed. Asked in the deed's own transaction: what it read still holds at the commit."""
        ...

    def around(self, action: Action, proceed: Callable[[], T]) -> T:
        """Wait, refuse (raise Trouble), let through, or lose the answer (raise Trouble after `proceed()`)."""
        ...

    def within(self, action: Action, session: Session, row: Journal) -> None:
        """Add to the deed's own transaction; `row` is its journal row, already numbered."""
        ...


Keep = Callable[[Session, Action, Trouble | Rejected, datetime], None]
"""Keeps what was typed for a refused action, or loses it where the refusal says so, in the transaction of its journal row."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Performs actions. Built once by the composition root."""

    store: Store
    interceptors: Sequence[Interceptor] = ()
    keep_typing: Keep | None = None

    def perform(self, action: Action, work: Work[T], *, token: int | None = None, visit: Visit | None = None) -> T:
        """The result of `work(session, now)`, committed with its journal row.

        `token` is the generation the form was shown for (None for a read). `visit`: the transaction that the request has begun,
        which is over then. Raises StaleForm, ReadOnly, Rejected (from the work), Trouble (from an interceptor or the work),
        LateSave, and the store's errors.
        """
        desk = action.desk
        visit = visit or Visit(self.store, desk.pin, write=desk.may_write, durable=not action.kind.reads)
        if not desk.may_write:
            return self._look(action, work, visit)
        if not action.kind.reads and token != desk.pin.generation:
            raise StaleForm(at=_renewed(desk))
        try:
            result, present = self._performed(action, work, visit)
        except Trouble as trouble:
            if action.committed:
                self._answer_lost(action, trouble)
            else:
                self._refused(action, trouble.code, trouble)
            self._tell(action)
            raise
        except Rejected as rejected:
            action.detail = replace(action.detail, problems=tuple(Misfit(p.field, p.code) for p in rejected.problems))
            self._refused(action, rejected.problems[0].code if rejected.problems else "VAL-00", rejected)
            raise
        self._tell(action, present)
        return result

    def _performed(self, action: Action, work: Work[T], visit: Visit) -> tuple[T, int | None]:
        """Its result, and the generation that was the present one after the commit, where nobody may have waited since."""
        done = _once_more(partial(self._unmet, action, work), visit)
        if done is not None:
            return done[0], self._acknowledge(action, done[1], durable=visit.durable)
        chain: Callable[[], T] = partial(self._proceed, action, work)
        for interceptor in reversed(self.interceptors):
            chain = partial(interceptor.around, action, chain)
        return chain(), None

    def _unmet(self, action: Action, work: Work[T], visit: Visit) -> tuple[T, Committed] | None:
        """Do it and commit, unless an interceptor meets it: None then."""
        with visit as session:
            if any(each.meets(action, session) for each in self.interceptors):
                return None
            return self._done(action, work, session)

    def _proceed(self, action: Action, work: Work[T]) -> T:
        durable = not action.kind.reads
        result, done = _once_more(partial(self._met, action, work),
                                    Visit(self.store, action.desk.pin, write=True, durable=durable))
        self._acknowledge(action, done, durable=durable)
        return result

    def _met(self, action: Action, work: Work[T], visit: Visit) -> tuple[T, Committed]:
        with visit as session:
            return self._done(action, work, session)

    def _done(self, action: Action, work: Work[T], session: Session) -> tuple[T, Committed]:
        """Do it and commit."""
        result = work(session, action.now)
        row = _journal_row(action.desk, action.kind, action.page, action.record, Outcome.DONE)
        self._enter(action, session, row)
        return result, feed.commit(self.store, session, action.desk.pin, row)

    def _enter(self, action: Action, session: Session, row: Journal, *, blamed: str | None = None) -> None:
        """Enter it in the journal, with what the interceptors add. `blamed`: the fault that it is laid to if no interceptor's."""
        _tell(action, row)
        written = enter(session, row)
        for interceptor in self.interceptors:
            interceptor.within(action, session, row)
        _tell(action, row)
        row.fault = action.fault or blamed
        amend(session, row, written)

    def _acknowledge(self, action: Action, done: Committed, *, durable: bool) -> int | None:
        """What must be before the answer goes out: on disk, if it is more than a look, and in the feed. See feed.add."""
        if not durable and (action.must_last or not action.kind.reads):
            self.store.sync(action.desk.pin)
        action.committed = True
        return feed.add(self.store, action.desk.pin, done)

    def _look(self, action: Action, work: Work[T], visit: Visit) -> T:
        if not action.kind.reads:
            raise ReadOnly()
        with visit as session:
            return work(session, action.now)

    def _answer_lost(self, action: Action, trouble: Trouble) -> None:
        """Keep the typing also of what was done, where nobody can tell: twins must find the same. Its journal row is there."""
        if self.keep_typing is not None and trouble.fate is Fate.UNKNOWN:
            _once_more(partial(self._kept, action, trouble), Visit(self.store, action.desk.pin, write=True, durable=True))

    def _kept(self, action: Action, trouble: Trouble, visit: Visit) -> None:
        assert self.keep_typing is not None
        with visit as session:
            self.keep_typing(session, action, trouble, action.now)
            session.commit()

    def _refused(self, action: Action, code: str, why: Trouble | Rejected) -> None:
        """Journal what was not done, and keep what was typed for it."""
        pin = action.desk.pin
        done = _once_more(partial(self._refusal, action, code, why), Visit(self.store, pin, write=True, durable=True))
        feed.add(self.store, pin, done)

    def _refusal(self, action: Action, code: str, why: Trouble | Rejected, visit: Visit) -> Committed:
        with visit as session:
            row = _journal_row(action.desk, action.kind, action.page, action.record, Outcome.REFUSED)
            row.code = code
            self._enter(action, session, row, blamed=why.fault if isinstance(why, Trouble) else None)
            if self.keep_typing is not None:
                self.keep_typing(session, action, why, action.now)
            return feed.commit(self.store, session, action.desk.pin, row)

    def _tell(self, action: Action, present: int | None = None) -> None:
        """Tell a late author. `present`: the present generation, if it was read after the commit."""
        desk = action.desk
        if action.kind.reads or (present or generations.generation(desk.pin.sandbox)) == desk.pin.generation:
            return
        if not action.committed:  # refused after a wait, in which the copy was replaced
            raise StaleForm(at=_renewed(desk))
        log.info("GL-410 late save", extra={"sandbox": desk.pin.key})
        raise LateSave(at=_renewed(desk))


def _once_more(attempt: Callable[[Visit], T], visit: Visit) -> T:
    """Its result. Where the database gave the transaction up, surely nothing of it is stored: it is done again, from its
    first question on."""
    try:
        return attempt(visit)
    except StoreUndone:
        return attempt(visit.again())


def note(store: Store, desk: Desk, kind: DeedKind[D], *, page: PageKind | None = None, record: str | None = None,
         detail: D | None = None, attempt: int | None = None, fault: str | None = None,
         key: str | None = None, person: int | None = None,
         also: Callable[[Session, Journal], None] | None = None) -> int | None:
    """Journal an event that is no deed of the practice system; its journal id, or None if `key` was there already.

    `person` is given for staff (minus the account's id) and for the system (0). `also(session, row)` runs in the same
    transaction, before the commit.
    """
    def noted(visit: Visit) -> Committed | None:
        with visit as session:
            if key is not None and has_key(session, key):
                return None
            row = _journal_row(desk, kind, page, record, Outcome.NOTED)
            row.attempt, row.fault, row.key = attempt, fault, key
            if detail is not None:
                row.tell(detail)
            row.person = desk.person if person is None else person
            written = enter(session, row)
            if also is not None:
                also(session, row)
                amend(session, row, written)
            return feed.commit(store, session, desk.pin, row)

    done = _once_more(noted, Visit(store, desk.pin, write=True, durable=True))
    if done is None:
        return None
    feed.add(store, desk.pin, done)
    return done.deed.id


def _tell(action: Action, row: Journal) -> None:
    """Let the row say what is known of the action by now."""
    row.attempt, row.fault = action.attempt, action.fault
    row.tell(action.detail)


def _journal_row(desk: Desk, kind: DeedKind[Any], page: PageKind | None, record: str | None, outcome: Outcome) -> Journal:
    return Journal(at=desk.clock.now(), wall_at=desk.clock.wall(), person=desk.person, action=kind.name,
                   form=page.name if page else None, record=record, outcome=outcome.value, detail={})


def _renewed(desk: Desk) -> str:
    """When the present copy was given, as the clocks on the person's pages told it."""
    moment = generations.renewed_at(desk.pin.sandbox)
    return f"{desk.clock.at(moment).astimezone(desk.clock.zone):%H.%M}" if moment else "-"
