"""What Flask-Login loads: a trainee at a seat, or a member of staff. Its id says which: seat:12, staff:3."""

from dataclasses import dataclass

from flask_login import AnonymousUserMixin, UserMixin

from sandbox import seats
from sandbox.accounts import staff
from sandbox.accounts.staff import Staff
from sandbox.seats import Seat


@dataclass(frozen=True, eq=False)
class SeatUser(UserMixin):
    """A trainee at a seat."""

    seat: Seat

    @property
    def id(self) -> str:
        return f"seat:{self.seat.trainee_id}:{self.seat.card_version}"


@dataclass(frozen=True, eq=False)
class StaffUser(UserMixin):
    """A member of staff."""

    staff: Staff

    @property
    def id(self) -> str:
        return f"staff:{self.staff.account_id}"

    @property
    def account_id(self) -> int:
        return self.staff.account_id

    @property
    def name(self) -> str:
        return self.staff.name

    @property
    def role(self) -> str:
        return self.staff.role


class Nobody(AnonymousUserMixin):
    """A browser in which nobody has logged in."""


def load(user_id: str) -> SeatUser | StaffUser | None:
    """The user of a session cookie; None if the seat, its card or the account is no longer valid."""
    kind, *parts = user_id.split(":")
    if kind == "seat" and len(parts) == 2:
        seat = seats.seat(int(parts[0]))
        return SeatUser(seat) if seat is not None and str(seat.card_version) == parts[1] else None
    found = staff.by_id(int(parts[0])) if kind == "staff" and parts else None
    return StaffUser(found) if found is not None else None
