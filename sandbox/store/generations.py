"""Reset, renew and undo: numbers in the platform database, and nothing else.

Law: a reset of one sandbox, a group or the whole district is one UPDATE in one short transaction; numbers only rise, and a
number is never used twice, so nobody ever gets a used copy as a fresh one. The new copy is made at first touch.
"""

import time
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, CursorResult, and_, bindparam, or_, select, update
from sqlalchemy.orm import Session

from sandbox.platform.db import asked, read, write
from sandbox.platform.groups import sandboxes_of
from sandbox.platform.models import Sandbox
from sandbox.store.base import TEMPLATE, Pin
from sandbox.store.templates import in_version


@dataclass(frozen=True, slots=True)
class Reset:
    """What a reset did. `seconds` is the time of its transaction."""

    reset_id: str
    sandboxes: int
    seconds: float


def pin(sandbox_id: int) -> Pin:
    """The sandbox at its present generation. Raises NoResultFound for an unknown one."""
    with read() as session:
        row = session.execute(
            select(Sandbox.id, Sandbox.generation, Sandbox.template, Sandbox.source).where(Sandbox.id == sandbox_id)).one()
    return Pin(*row)


_GENERATION = select(Sandbox.generation).where(Sandbox.id == bindparam("sandbox"))


def generation(sandbox_id: int) -> int:
    """The present generation, for telling a late author."""
    (number,), = asked(_GENERATION, {"sandbox": sandbox_id})
    return cast(int, number)


def renewed_at(sandbox_id: int) -> datetime | None:
    """When (wall time) the present generation was given."""
    with read() as session:
        return session.execute(select(Sandbox.renewed_at).where(Sandbox.id == sandbox_id)).scalar_one()


def reset_all(*, now: datetime) -> Reset:
    """A new generation for every sandbox of the district."""
    return _renew(Sandbox.id == Sandbox.id, TEMPLATE, now)


def reset_group(group_id: int, *, now: datetime) -> Reset:
    """A new generation for every sandbox of a group."""
    return _renew(Sandbox.id.in_(sandboxes_of(group_id)), TEMPLATE, now)


def reset_groups_within(session: Session, group_ids: Collection[int], *, now: datetime) -> str:
    """A new generation for every sandbox of these groups, within a running write; the reset's id."""
    which = or_(*(Sandbox.id.in_(sandboxes_of(group_id)) for group_id in group_ids))
    return _raise(session, which, TEMPLATE, now)[0]


def renew(sandbox_id: int, *, source: str = TEMPLATE, now: datetime) -> Reset:
    """A new generation of one sandbox, from the template or from a mark (the string that `Store.mark` returned)."""
    return _renew(Sandbox.id == sandbox_id, source, now)


def begin_anew(sandbox_id: int, *, source: str, now: datetime, seen: int) -> bool:
    """The same for whoever sits there and begins anew: nobody's reset, so no undo leads back. Whether it was renewed.

    `seen`: the generation that whoever asks was looking at; of two who ask at once one renews.
    """
    with write(durable=True) as session:
        _, count = _raise(session, and_(Sandbox.id == sandbox_id, Sandbox.generation == seen), source, now)
        if count:
            session.execute(update(Sandbox).where(Sandbox.id == sandbox_id).values(previous=None, previous_source=None))
    return bool(count)


def renew_within(session: Session, sandbox_id: int, *, seen: int, now: datetime) -> str | None:
    """A new generation of one sandbox from the template, within a running write; the reset's id, None if `seen` is
    not the present one."""
    reset_id, count = _raise(session, and_(Sandbox.id == sandbox_id, Sandbox.generation == seen), TEMPLATE, now)
    return reset_id if count else None


def renew_together(session: Session, sources: Mapping[int, str], *, seen: Mapping[int, int], now: datetime) -> str | None:
    """New generations of the sandboxes of one village, each from its source, within a running write; the reset's id.

    All get the same number, which none of them ever had: so what was shown for one of them fits no other. No undo leads back.
    None if one of them has another generation by now than was `seen`. The write has to be durable.
    """
    rows = session.execute(select(Sandbox.id, Sandbox.generation, Sandbox.made).where(Sandbox.id.in_(sources))).all()
    if {row.id: row.generation for row in rows} != dict(seen):
        return None
    number, reset_id = 1 + max(row.made for row in rows), uuid.uuid4().hex
    session.execute(update(Sandbox), [
        {"id": sandbox, "generation": number, "made": number, "source": source, "reset_id": reset_id, "renewed_at": now,
         "previous": None, "previous_source": None} for sandbox, source in sources.items()])
    return reset_id


def undo_within(session: Session, reset_id: str) -> int:
    """Point every sandbox of that reset back to what it was, within a running write; how many.

    Numbers given meanwhile are never used again. A sandbox that was renewed again since then stays: its reset is another one.
    The write has to be durable: a number that a power cut took back could be given twice.
    """
    result = session.execute(update(Sandbox).where(Sandbox.reset_id == reset_id).values(
        generation=Sandbox.previous, source=Sandbox.previous_source, previous=None, previous_source=None, reset_id=None))
    assert isinstance(result, CursorResult)
    return result.rowcount


def renew_outdated(version: str, *, now: datetime) -> int:
    """A new generation for every sandbox whose template has another version of tables or forms than `version`; how many.

    Practice databases are never migrated: what was done in the old copies stays in the archive, and no undo leads back to them.
    """
    with write(durable=True) as session:
        rows = session.execute(select(Sandbox.id, Sandbox.template)).all()
        outdated = [{"id": sandbox_id, "template": present} for sandbox_id, name in rows
                    if (present := in_version(name, version)) != name]
        if outdated:
            _raise(session, Sandbox.id.in_([row["id"] for row in outdated]), TEMPLATE, now)
            session.execute(update(Sandbox), [
                {**row, "previous": None, "previous_source": None, "reset_id": None} for row in outdated])
        return len(outdated)


def _renew(which: ColumnElement[bool], source: str, now: datetime) -> Reset:
    started = time.perf_counter()
    with write(durable=True) as session:  # a number that a power cut took back could be given twice
        reset_id, count = _raise(session, which, source, now)
    return Reset(reset_id, count, time.perf_counter() - started)


def _raise(session: Session, which: ColumnElement[bool], source: str, now: datetime) -> tuple[str, int]:
    """The one UPDATE: the reset's id, and how many sandboxes."""
    reset_id = uuid.uuid4().hex
    result = session.execute(update(Sandbox).where(which).values(
        previous=Sandbox.generation, previous_source=Sandbox.source, generation=Sandbox.made + 1, made=Sandbox.made + 1,
        source=source, reset_id=reset_id, renewed_at=now))
    assert isinstance(result, CursorResult)
    return reset_id, result.rowcount


def own_reset(session: Session, sandbox_id: int) -> str:
    """Id of the last reset of this sandbox, if it was its own, not a whole group's, and can still be undone; else empty."""
    mine = select(Sandbox.reset_id).where(Sandbox.id == sandbox_id, Sandbox.previous.is_not(None)).scalar_subquery()
    shared = session.scalars(select(Sandbox.reset_id).where(Sandbox.reset_id == mine).limit(2)).all()
    return shared[0] or "" if len(shared) == 1 else ""
