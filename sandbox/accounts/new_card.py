"""A new card for one that was lost: the PIN and the QR of before stop, and so do the logins made with them."""

from datetime import datetime

from sqlalchemy import delete

from sandbox.accounts import tries
from sandbox.platform import audit
from sandbox.platform.db import write
from sandbox.platform.models import Trainee, Tries
from sandbox.seats import Seat


def make(seat: Seat, *, seen: int, by: int, now: datetime) -> bool:
    """Replace the card of version `seen`; False if it is no longer the one that counts. A paused PIN may be tried again."""
    with write(durable=True) as session:
        trainee = session.get_one(Trainee, seat.trainee_id)
        if trainee.card_version != seen:
            return False
        trainee.card_version += 1
        session.execute(delete(Tries).where(Tries.key == tries.seat_key(seat.key)))
        audit.record(session, "new_card", f"trainee:{seat.trainee_id}", by=by, at=now, version=trainee.card_version)
    return True
