"""New cards for those that were lost: the PIN and the QR of before stop, and so do the logins made with them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from sandbox.accounts import tries
from sandbox.platform import audit
from sandbox.platform.db import write
from sandbox.platform.login_models import Tries
from sandbox.platform.models import Trainee, Village
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
    first = trainee.continues_id or trainee.id  # a second invitation is the same person's: both rows have the one card
    version = last_versions(session, [seat.village_code])[seat.village_code, seat.role] + 1
    session.execute(update(Trainee).where(or_(Trainee.id == first, Trainee.continues_id == first)).values(card_version=version))
    session.execute(delete(Tries).where(Tries.key == tries.seat_key(seat.key)))
    audit.record(session, "new_card", f"trainee:{seat.trainee_id}", by=by, at=now, version=version)
    return True


def last_versions(session: Session, codes: Iterable[str]) -> Mapping[tuple[str, str], int]:
    """The highest version of a card at each seat, by village and role, on whichever day: PINs follow from it."""
    rows = session.execute(select(Village.code, Trainee.role, func.max(Trainee.card_version))
                           .join(Village, Village.id == Trainee.village_id).where(Village.code.in_(codes))
                           .group_by(Village.code, Trainee.role)).all()
    return {(code, role): last for code, role, last in rows}
