"""Five wrong tries, then a pause. A try is counted before anything is compared: who cannot be counted is not compared either.

Counted for a seat, whatever the address: its PIN has six digits. For staff by account and address, or by a device on which that
account has logged in before: what a stranger types wrong locks out nobody else. Kept in the platform database, because every
server process must see the same count.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from sandbox.platform.db import write
from sandbox.platform.login_models import Tries

ALLOWED = 5
PAUSE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Try:
    """A try that has been counted. Only one that is `allowed` may be compared."""

    allowed: bool
    left: int
    """How many more tries are allowed after this one."""
    locked_until: datetime | None = None


def seat_key(seat: str) -> str:
    """What is counted for the seat of that key (35.10.02.2003/operator)."""
    return f"seat:{seat}"


def staff_key(login: str, *, address: str, device: str | None) -> str:
    """What is counted for an account: its tries from a device that it knows, else from an address."""
    return f"staff:{login}#{device}" if device is not None else f"staff:{login}@{address}"


def counted(key: str, now: datetime) -> Try:
    """Count a try that is about to be judged. Raises StoreBusy when it could not be counted."""
    with write() as session:
        return _count(session, key, now)


def judged(key: str, now: datetime, is_right: Callable[[], bool]) -> Try | None:
    """Count a try and judge it in the same transaction; None if it was right, and with that all is forgotten.

    Raises StoreBusy when it could not be counted; then `is_right` was not asked.
    """
    with write() as session:
        counted_try = _count(session, key, now)
        if not counted_try.allowed or not is_right():
            return counted_try
        session.execute(delete(Tries).where(Tries.key == key))
        return None


def forget(key: str) -> None:
    """Forget what was counted for `key`, because the right PIN or password was given."""
    with write() as session:
        session.execute(delete(Tries).where(Tries.key == key))


def give_back(key: str) -> None:
    """Take back a try that was counted and then not judged after all."""
    with write() as session:
        row = session.get(Tries, key)
        if row is not None:
            row.failed, row.locked_until = max(0, row.failed - 1), None


def paused_logins(session: Session, logins: Sequence[str], now: datetime) -> list[str]:
    """Those of these accounts that may not try at this moment from some address or device."""
    keys = session.scalars(select(Tries.key).where(Tries.locked_until > now)).all()
    return [login for login in logins if any(key.startswith((f"staff:{login}@", f"staff:{login}#")) for key in keys)]


def unlock(session: Session, login: str) -> int:
    """Forget every count of an account within a running write; how many of them were paused."""
    of_account = or_(*(Tries.key.startswith(f"staff:{login}{mark}", autoescape=True) for mark in "@#"))
    paused = session.scalar(select(func.count()).select_from(Tries).where(of_account, Tries.locked_until.is_not(None)))
    session.execute(delete(Tries).where(of_account))
    return paused or 0


def _count(session: Session, key: str, now: datetime) -> Try:
    row = session.get(Tries, key) or Tries(key=key, failed=0)
    if row.locked_until is not None and now >= row.locked_until:
        row.failed, row.locked_until = 0, None
    if row.locked_until is not None:
        return Try(allowed=False, left=0, locked_until=row.locked_until)
    row.failed += 1
    if row.failed >= ALLOWED:
        row.locked_until = now + PAUSE
    session.add(row)
    session.flush()
    return Try(allowed=True, left=max(0, ALLOWED - row.failed), locked_until=row.locked_until)
