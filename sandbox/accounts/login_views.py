"""Coming in and leaving: a seat by its card or QR, staff by a password."""

import logging

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from sandbox import seats
from sandbox.accounts import admission, cards, hours, session
from sandbox.accounts.forms import SeatLogin, StaffLogin
from sandbox.accounts.users import SeatUser, StaffUser
from sandbox.seats import Seat
from sandbox.web import incident, own_page, services

log = logging.getLogger("gladi.accounts")


def entrance() -> ResponseReturnValue:
    """Sends everybody to where they work."""
    user = current_user._get_current_object()
    if isinstance(user, SeatUser):
        return redirect(url_for("practice.home"))
    if isinstance(user, StaffUser):
        return redirect(url_for("hall.board"))
    return redirect(url_for(".seat_login"))


def seat_login() -> ResponseReturnValue:
    """Log in with what stands on a card: the village's code, the role and the PIN."""
    form, problem = SeatLogin(), ""
    if form.validate_on_submit():
        seat, problem = admission.seat_by_card(form.village.data or "", form.role.data, form.pin.data or "")
        problem = problem or (hours.closed_now(seat, services().clock.now()) if seat is not None else "")
        if seat is not None and not problem:
            return _at_the_desk(seat)
    form.pin.data = ""
    name = admission.village_name(cards.village_code(form.village.data or ""))
    status = 422 if problem or form.errors else 200
    return render_template("accounts/seat_login.html", form=form, problem=problem, village_name=name), status


def village_name() -> ResponseReturnValue:
    """The name of a village by its code, for the login page: {"name": "Desa Temurejo, Kecamatan Bangorejo"}."""
    name = admission.village_name(cards.village_code(request.args.get("kode", "")))
    return (jsonify(name=name), 200) if name else (jsonify(name=None), 404)


def card(token: str) -> ResponseReturnValue:
    """What a card's QR opens: asks once whether that is who sits here. A GET never logs in, for phones look ahead."""
    found = cards.seat_of_token(services().secret, token)
    seat = _seat_of(*found) if found is not None else None
    if seat is None:
        log.info("no such card")
        return render_template("accounts/card.html", seat=None, incident=incident()), 404
    closed = hours.closed_now(seat, services().clock.now())
    if request.method == "POST" and not closed:
        return _at_the_desk(seat)
    return render_template("accounts/card.html", seat=seat, closed=closed), 403 if closed else 200


def _at_the_desk(seat: Seat) -> ResponseReturnValue:
    """Sits down, and opens the practice login: whoever comes in has none, so every other page would lead there."""
    session.sit_down(seat)
    return redirect(url_for("practice.login"))


def _seat_of(trainee_id: int, version: int) -> Seat | None:
    """The seat that a card opens today: of who missed their day, that of their second invitation. None: it opens none."""
    first = seats.seat(trainee_id)
    if first is None or first.left_at is not None:
        return None
    seat = seats.where_now(first)
    return seat if first.card_version == seat.card_version == version else None


def staff_login() -> ResponseReturnValue:
    """Log in with the name and password of an instructor or organiser."""
    form, problem = StaffLogin(), ""
    if form.validate_on_submit():
        found, problem = admission.staff_by_password(form.login.data or "", form.password.data or "", session.this_device())
        if found is not None:
            session.come_in(found)
            return redirect(own_page(request.args.get("next")) or url_for("hall.board"))
    return render_template("accounts/staff_login.html", form=form, problem=problem), 422 if problem or form.errors else 200


def leave() -> ResponseReturnValue:
    """Leave the seat, or the board."""
    to = ".staff_login" if isinstance(current_user._get_current_object(), StaffUser) else ".seat_login"
    session.leave()
    flash(_("Anda sudah keluar."), "info")
    return redirect(url_for(to))
