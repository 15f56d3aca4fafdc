"""The login of this browser: who came in, and what of it ends when somebody leaves."""

from flask import Response, after_this_request, current_app, request, session
from flask_login import current_user, login_user, logout_user
from sqlalchemy import update

from sandbox.accounts import devices
from sandbox.accounts.devices import Device
from sandbox.accounts.staff import Staff
from sandbox.accounts.users import SeatUser, StaffUser
from sandbox.platform import logins
from sandbox.platform.db import write
from sandbox.platform.models import Attendance, Trainee
from sandbox.seats import Seat
from sandbox.web import services


def sit_down(seat: Seat) -> None:
    """Log the trainee of that seat in, in the browser of this request; the board sees that somebody sat down."""
    leave()
    login_user(SeatUser(seat, logins.fresh()))
    now = services().clock.now()
    with write() as db_session:
        db_session.execute(update(Trainee).where(Trainee.id == seat.trainee_id).values(seated_at=now))
        if seat.is_open:
            db_session.add(Attendance(trainee_id=seat.trainee_id, group_id=seat.group_id, at=now))


def come_in(staff: Staff) -> None:
    """Log that member of staff in, in the browser of this request, and know this device from now on."""
    leave()
    login_user(StaffUser(staff, logins.fresh()))
    device = this_device().with_login(staff.login)

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(_device_cookie(), devices.as_cookie(services().secret, device), max_age=devices.KEPT_FOR,
                            secure=request.is_secure, httponly=True, samesite="Lax")
        return response


def leave() -> None:
    """Log out whoever uses this browser. No login, practice login or form token stays in it; only the language does."""
    user = current_user._get_current_object()
    if isinstance(user, SeatUser | StaffUser):
        logins.end(user.login)
    lang = session.get("lang")
    logout_user()
    session.clear()
    if lang is not None:
        session["lang"] = lang


def this_device() -> Device:
    """The device of this request, by its cookie."""
    return devices.of_cookie(services().secret, request.cookies.get(_device_cookie()))


def _device_cookie() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-device"
