"""Between which hours cards let people in: what a training says of it. Who is in stays in."""

from datetime import datetime, time

from flask_babel import gettext as _
from sqlalchemy import select

from sandbox.clock import WIB
from sandbox.platform.db import read
from sandbox.platform.models import Group, Training
from sandbox.seats import Seat


def closed_now(seat: Seat, now: datetime) -> str:
    """Why the card of that seat lets nobody in at this hour; empty where it does. On another day than its own it says nothing."""
    if not seat.is_open:
        return ""
    with read() as session:
        first, last = session.execute(select(Training.login_from, Training.login_until).join(
            Group, Group.training_id == Training.id).where(Group.id == seat.group_id)).one()
    if is_between(first, last, now.astimezone(WIB).time()):
        return ""
    return _("Kartu berlaku pukul %(first)s sampai %(last)s. Bila Anda harus masuk sekarang, panggil pelatih.", first=first,
             last=last)


def is_between(first: str, last: str, hour: time) -> bool:
    """Whether the hour lies between both (07.30, 17.00), which belong to it; without hours any does."""
    return not (first and last) or clock_time(first) <= hour.replace(second=0, microsecond=0) <= clock_time(last)


def clock_time(hour: str) -> time:
    """16.00 or 16:00 as a time. Raises ValueError."""
    return time.fromisoformat(hour.strip().replace(".", ":"))
