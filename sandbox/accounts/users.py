"""What Flask-Login loads: a trainee at a seat, or a member of staff.

Its id says which, of which version (a card's, an account's) and by which login: seat:12:1:9f…, staff:3:1:07….
"""

from dataclasses import dataclass

from flask_login import AnonymousUserMixin, UserMixin

from sandbox import seats
from sandbox.accounts import staff
from sandbox.accounts.staff import Staff
from sandbox.seats import GroupDay, Seat
from sandbox.words.digits import natural


@dataclass(frozen=True, eq=False)
class SeatUser(UserMixin):
    """A trainee at a seat, as Flask-Login keeps one for the request."""

    seat: Seat
    login: str
    """The name of this login (platform/logins.py)."""
    day: GroupDay | None = None
    """What was read with the seat; None in the request that logs in."""

    @property
    def id(self) -> str:
        return f"seat:{self.seat.trainee_id}:{self.seat.card_version}:{self.login}"


@dataclass(frozen=True, eq=False)
class StaffUser(UserMixin):
    """A member of staff, as Flask-Login keeps one for the request."""

    staff: Staff
    login: str
    """The name of this login (platform/logins.py)."""

    @property
    def id(self) -> str:
        return f"staff:{self.staff.account_id}:{self.staff.session_version}:{self.login}"

    @property
    def account_id(self) -> int:
        return self.staff.account_id

    @property
    def name(self) -> str:
        return self.staff.name

    @property
    def role(self) -> str:
        return self.staff.role

    @property
    def is_of_all(self) -> bool:
        return self.staff.is_of_all


class Nobody(AnonymousUserMixin):
    """A browser in which nobody has logged in."""


def load(user_id: str) -> SeatUser | StaffUser | None:
    """The user of a session cookie; None if its login is over, or is of an older card or password."""
    kind, *parts = user_id.split(":")
    if len(parts) != 3:
        return None
    number, version, login = natural(parts[0]), natural(parts[1]), parts[2]
    if number is None or version is None:
        return None
    if kind == "seat":
        sits = seats.logged_in(number, login)
        return SeatUser(sits[0], login, sits[1]) if sits is not None and sits[0].card_version == version else None
    found = staff.logged_in(number, login) if kind == "staff" else None
    return StaffUser(found, login) if found is not None and found.session_version == version else None
