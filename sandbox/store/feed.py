"""Copies journals into the platform's feed, in commit order. Copying twice is copying once.

The request that committed copies every row above that sandbox's mark before it answers. If its process dies first, the next
deed or the parent's catch-up copies them.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import cast

from sqlalchemy import Table, bindparam, delete, func, insert, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from sandbox import details, journal
from sandbox.errors import GladiError
from sandbox.journal import Deed, Journal
from sandbox.platform.db import feed_turn, read, write_feed
from sandbox.platform.models import Feed, Sandbox
from sandbox.store import damage
from sandbox.store.base import Pin, Store

log = logging.getLogger("gladi.feed")

_COPIED = [field.name for field in fields(Deed) if field.name != "id"]
COLUMNS = ["sandbox_id", "generation", "journal_id", *_COPIED]
_HIGHEST = select(func.max(Feed.journal_id)).where(
    Feed.sandbox_id == bindparam("sandbox_id"), Feed.generation == bindparam("generation"))


TABLE = cast(Table, Feed.__table__)  # no entity: SQLAlchemy gives an ORM's insert no SELECT with a RETURNING
NEXT = insert(TABLE).from_select(
    COLUMNS, select(*(bindparam(name, type_=TABLE.c[name].type) for name in COLUMNS)).where(
        func.coalesce(_HIGHEST.scalar_subquery(), 0) == bindparam("before"))).returning(
    select(Sandbox.generation).where(Sandbox.id == bindparam("sandbox_id")).scalar_subquery())
"""A deed, if the feed has its journal up to the row `before` it, and then the sandbox's present generation."""


def copy(store: Store, pin: Pin) -> int:
    """Copy what the feed lacks of this sandbox's journal; how many rows."""
    return _append(pin, _lacking(store, pin))


@dataclass(frozen=True, slots=True)
class Committed:
    """A deed that is done. `present`: its sandbox's generation after that, if the feed has it already."""

    deed: Deed
    present: int | None


def commit(store: Store, session: Session, pin: Pin, row: Journal) -> Committed:
    """Commit the deed of that journal row; where both lie in one database, its row of the feed in the same transaction."""
    latest = journal.deed(row)
    return Committed(latest, store.commit(session, _next(pin, latest)))


def add(store: Store, pin: Pin, done: Committed) -> int | None:
    """Copy the deed that was just committed, and whatever before it the feed still lacks; the sandbox's present generation.

    The deed is done, whatever becomes of its copy: where the platform takes none now (full, or too busy), or the sandbox gives
    none (damaged), nobody is told that nothing was saved. The next deed or the parent's catch-up copies it; None then.
    """
    if done.present is not None:
        return done.present
    try:
        return _add(store, pin, done.deed)
    except (DatabaseError, GladiError) as error:
        log.error("GL-507 feed behind its journal", exc_info=error, extra={"sandbox": pin.key})
        return None


def _add(store: Store, pin: Pin, latest: Deed) -> int | None:
    with feed_turn() as connection:
        present: int | None = connection.scalar(NEXT, _next(pin, latest))
    if present is None:
        copy(store, pin)
    return present


def catch_up(store: Store, since: float) -> int:
    """Copy what a dead worker left behind in the databases written since `since` (Unix seconds); how many rows."""
    known = _sandboxes()
    return sum(_caught_up(store, Pin(sandbox, generation, known[sandbox]))
               for sandbox, generation in store.behind(since) if sandbox in known)


def _caught_up(store: Store, pin: Pin) -> int:
    """One sandbox of many: what can't be opened is told, and keeps nobody else's deeds back."""
    deeds: Sequence[Deed] = ()
    with damage.fence(pin):
        deeds = _lacking(store, pin)
        if not deeds:
            _forget_what_was_cut(store, pin)
    return _append(pin, deeds)


def _forget_what_was_cut(store: Store, pin: Pin) -> None:
    """Take rows out of the feed that the journal has not: of looks, which wait for no disk, a power cut may leave only the copy.

    Their numbers are given to other deeds, which would be taken for copied. While a deed is on its way its journal has it first.
    """
    with read() as session:
        copied = _mark(session, pin)
    with store.open(pin) as session:
        last = journal.last(session)
    if copied > last:
        log.warning("GL-CUT %d rows of the feed are not in their journal", copied - last, extra={"sandbox": pin.key})
        # Durable: a second power cut would bring the rows back, beside a journal that has given their numbers meanwhile.
        with write_feed(durable=True) as session:
            session.execute(delete(Feed).where(
                Feed.sandbox_id == pin.sandbox, Feed.generation == pin.generation, Feed.journal_id > last))


def _lacking(store: Store, pin: Pin) -> Sequence[Deed]:
    with read() as session:
        since = _mark(session, pin)
    with store.open(pin) as session:
        return journal.deeds(session, since=since)


def _append(pin: Pin, deeds: Sequence[Deed]) -> int:
    if not deeds:
        return 0
    with write_feed() as session:
        return _insert(session, pin, deeds)


def _insert(session: Session, pin: Pin, deeds: Sequence[Deed]) -> int:
    # The mark is read inside the lock: another process may have copied the same rows meanwhile.
    mark = _mark(session, pin)
    rows = [_row(pin, deed) for deed in deeds if deed.id > mark]
    if rows:
        session.execute(insert(Feed), rows)
    return len(rows)


def _mark(session: Session, pin: Pin) -> int:
    """The highest journal id of this copy that the feed has."""
    return session.scalar(_HIGHEST, {"sandbox_id": pin.sandbox, "generation": pin.generation}) or 0


def _row(pin: Pin, deed: Deed) -> dict[str, object]:
    copied = {name: getattr(deed, name) for name in _COPIED}
    copied["detail"] = details.copied(deed.detail)
    return {"sandbox_id": pin.sandbox, "generation": pin.generation, "journal_id": deed.id, **copied}


def _next(pin: Pin, latest: Deed) -> dict[str, object]:
    return {**_row(pin, latest), "before": latest.id - 1}


def _sandboxes() -> dict[int, str]:
    with read() as session:
        return {row.id: row.template for row in session.execute(select(Sandbox.id, Sandbox.template))}
