"""Copies journals into the platform's feed, in commit order. Copying twice is copying once.

The request that committed copies every row above that sandbox's mark before it answers. If its process dies first, the next
deed or the parent's catch-up copies them.
"""

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import Select, func, insert, select

from sandbox import journal
from sandbox.journal import Deed
from sandbox.platform.db import read, write
from sandbox.platform.models import Feed, Sandbox
from sandbox.store.base import Pin, Store

_COPIED = [field.name for field in fields(Deed) if field.name != "id"]


def copy(store: Store, pin: Pin) -> int:
    """Copy what the feed lacks of this sandbox's journal; how many rows."""
    since = _mark(pin)
    with store.open(pin) as session:
        deeds = journal.deeds(session, since=since)
    if not deeds:
        return 0
    with write() as session:
        # Read again inside the lock: another process may have copied the same rows meanwhile.
        mark = session.scalar(_mark_query(pin)) or 0
        rows = [_row(pin, deed) for deed in deeds if deed.id > mark]
        if rows:
            session.execute(insert(Feed), rows)
    return len(rows)


def catch_up(store: Store, since: float) -> int:
    """Copy what a dead worker left behind in every database written since `since` (Unix seconds); how many rows."""
    known = _sandboxes()
    return sum(copy(store, Pin(sandbox, generation, known[sandbox]))
               for sandbox, generation in store.touched_since(since) if sandbox in known)


def after(seq: int) -> Sequence[Feed]:
    """Rows of the feed above `seq`, in order."""
    with read() as session:
        return session.scalars(select(Feed).where(Feed.seq > seq).order_by(Feed.seq)).all()


def _mark(pin: Pin) -> int:
    with read() as session:
        return session.scalar(_mark_query(pin)) or 0


def _mark_query(pin: Pin) -> Select[int]:
    return select(func.max(Feed.journal_id)).where(Feed.sandbox_id == pin.sandbox, Feed.generation == pin.generation)


def _row(pin: Pin, deed: Deed) -> dict[str, object]:
    return {"sandbox_id": pin.sandbox, "generation": pin.generation, "journal_id": deed.id,
            **{name: getattr(deed, name) for name in _COPIED}}


def _sandboxes() -> dict[int, str]:
    with read() as session:
        return {row.id: row.template for row in session.execute(select(Sandbox.id, Sandbox.template))}
