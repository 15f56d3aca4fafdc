"""Five wrong tries, then a pause, counted for one seat or account: the hall shares one address, so addresses don't count.

Kept in the platform database, because every server process must see the same count.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.platform.db import read, write
from sandbox.platform.models import Tries

ALLOWED = 5
PAUSE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a seat's tries."""

    left: int
    locked_until: datetime | None = None


def standing(key: str, now: datetime) -> Standing:
    """Tries left for `key`, and until when it pauses."""
    with read() as session:
        row = session.get(Tries, key)
    if row is None:
        return Standing(ALLOWED)
    if row.locked_until is not None:
        return Standing(0, row.locked_until) if now < row.locked_until else Standing(ALLOWED)
    return Standing(ALLOWED - row.failed)


def failed(key: str, now: datetime) -> Standing:
    """Count one wrong try; the standing after it."""
    with write() as session:
        row = session.get(Tries, key) or Tries(key=key, failed=0)
        if row.locked_until is not None and now >= row.locked_until:
            row.failed, row.locked_until = 0, None
        row.failed += 1
        if row.failed >= ALLOWED:
            row.locked_until = row.locked_until or now + PAUSE
        session.add(row)
        return Standing(max(0, ALLOWED - row.failed), row.locked_until)


def forget(key: str) -> None:
    """The right one was typed."""
    with write() as session:
        row = session.get(Tries, key)
        if row is not None:
            session.delete(row)
