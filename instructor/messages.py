"""A message of staff: what keeps it from being sent; to several people at once: to whom, read by how many, taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import select, update

from instructor import interventions
from instructor.board.fold import Board
from instructor.board.picture import SeatLine
from instructor.board.words import State
from instructor.interventions import Intervener
from sandbox import seats
from sandbox.clock import Clock
from sandbox.deeds import MESSAGE, MESSAGE_BACK
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.models import RoomMessage
from sandbox.seats import Seat
from sandbox.store.base import Store


class Whom(StrEnum):
    """To whom a message goes."""

    ALL = "semua"
    VILLAGES = "desa"
    DISTRICT = "kecamatan"


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom somebody has chosen so far. `villages`: official codes."""

    whom: Whom = Whom.ALL
    villages: frozenset[str] = frozenset()
    district: str = ""


def written(typed: str) -> str:
    """The message as it is sent. A browser counts the end of a line as one letter and sends two."""
    return typed.replace("\r\n", "\n").strip()


def wrong_with(text: str, longest: int) -> str:
    """What keeps it from being sent; empty if nothing does."""
    if not text:
        return _("Tulis dulu pesannya.")
    if len(text) > longest:
        return _("Pesan ini %(letters)s huruf; paling banyak %(most)s. Pendekkan dulu.", letters=len(text), most=longest)
    return ""


def in_the_room(lines: Iterable[SeatLine]) -> list[SeatLine]:
    """Those who have come: a message to an empty chair would wait there for nobody."""
    return [line for line in lines if line.state not in (State.ABSENT, State.NOT_YET)]


def meant(lines: Iterable[SeatLine], audience: Audience) -> list[Seat]:
    """Whom that audience is, of those who have come."""
    return [line.seat for line in in_the_room(lines) if _is_meant(line.seat, audience)]


def _is_meant(seat: Seat, audience: Audience) -> bool:
    if audience.whom is Whom.VILLAGES:
        return seat.village_code in audience.villages
    return audience.whom is Whom.ALL or seat.district == audience.district


def send(store: Store, clock: Clock, to: Sequence[Seat], text: str, *, by: Intervener, key: str) -> None:
    """Send it to each of them. What was sent under that key already is not sent again. `to`: people of one group."""
    now = clock.now()
    with write(durable=True) as session:
        if session.get(RoomMessage, key) is not None:
            return
        session.add(RoomMessage(key=key, group_id=to[0].group_id, at=now, account_id=by.account_id, text=text,
                                trainees=[seat.trainee_id for seat in to]))
        keyed = {_sent_as(key, seat.trainee_id): seat for seat in to}
        found = interventions.put(session, keyed, MESSAGE, by=by, at=now, text=text)
        audit.record(session, "room_message", f"group:{to[0].group_id}", by=by.account_id, at=now, message=key, people=len(to))
    interventions.carry_out(store, clock, found)


def take_back(store: Store, clock: Clock, key: str, *, by: Intervener) -> bool:
    """Take it out of every panel; False where that was done before, or there is no such message."""
    now = clock.now()
    with write(durable=True) as session:
        message = session.get(RoomMessage, key)
        if message is None or session.scalar(update(RoomMessage).where(
                RoomMessage.key == key, RoomMessage.back_at.is_(None)).values(back_at=now).returning(RoomMessage.key)) is None:
            return False
        found = [written for seat in seats.seats(message.group_id) if seat.trainee_id in set(message.trainees)
                 for written in interventions.put(session, {f"tarik:{key}:{seat.trainee_id}": seat}, MESSAGE_BACK, by=by, at=now,
                                                  message=_sent_as(key, seat.trainee_id))]
        audit.record(session, "room_message_back", f"group:{message.group_id}", by=by.account_id, at=now, message=key)
    interventions.carry_out(store, clock, found)
    return True


def latest(group_id: int) -> RoomMessage | None:
    """What was said to the room last; None before the first message."""
    with read() as session:
        return session.scalar(select(RoomMessage).where(RoomMessage.group_id == group_id)
                              .order_by(RoomMessage.at.desc()).limit(1))


def readers(board: Board, message: RoomMessage) -> int:
    """How many of those it was sent to have marked it as read."""
    own = {_sent_as(message.key, trainee) for trainee in message.trainees}
    return len({key.person for key, state in board.items() for told in state.told if told.is_read and told.key in own})


def _sent_as(key: str, trainee: int) -> str:
    return f"pesan:{key}:{trainee}"
