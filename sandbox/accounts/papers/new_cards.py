"""New cards for those that were lost: the PIN and the QR of before stop, and so do the logins made with them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from sandbox.accounts import tries
from sandbox.platform import audit
from sandbox.platform.db import write
from sandbox.platform.models import Trainee, Tries
from sandbox.seats import Seat


def make(seats: Iterable[Seat], *, seen: Mapping[int, int], by: int, now: datetime) -> list[int]:
    """Replace the card of each whose version is still the one that was `seen` (by trainee), all in one transaction.

    Gives the trainees whose card is another one now. A paused PIN may be tried again.
    """
    with write(durable=True) as session:
        return [seat.trainee_id for seat in seats if _replaced(session, seat, seen.get(seat.trainee_id), by=by, now=now)]


def _replaced(session: Session, seat: Seat, seen: int | None, *, by: int, now: datetime) -> bool:
    trainee = session.get_one(Trainee, seat.trainee_id)
    if trainee.card_version != seen:
        return False
    trainee.card_version += 1
    session.execute(delete(Tries).where(Tries.key == tries.seat_key(seat.key)))
    audit.record(session, "new_card", f"trainee:{seat.trainee_id}", by=by, at=now, version=trainee.card_version)
    return True
