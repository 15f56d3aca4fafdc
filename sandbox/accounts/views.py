"""The login pages: a seat by its card or QR, staff by a password; and the printable cards."""

import difflib
from urllib.parse import urlsplit

import segno
from flask import Blueprint, flash, jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from markupsafe import Markup
from sqlalchemy import select

from sandbox import address, seats
from sandbox.accounts import cards, staff, tries
from sandbox.accounts.forms import SeatLogin, StaffLogin
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.accounts.tries import Standing
from sandbox.accounts.users import SeatUser, StaffUser
from sandbox.desks import KIND_LABELS
from sandbox.platform.db import read
from sandbox.platform.groups import open_now, present_training
from sandbox.platform.models import Group, Village
from sandbox.seats import Seat
from sandbox.web import clock_short_filter, own_page, services

LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""Names by which a machine calls itself; no phone in the hall gets anywhere with them."""

bp = Blueprint("accounts", __name__, template_folder="templates")


@bp.get("/")
def entrance() -> ResponseReturnValue:
    """Sends everybody to where they work."""
    user = current_user._get_current_object()
    if isinstance(user, SeatUser):
        return redirect(url_for("practice.home"))
    if isinstance(user, StaffUser):
        return redirect(url_for("hall.board"))
    return redirect(url_for(".seat_login"))


@bp.route("/masuk", methods=["GET", "POST"])
def seat_login() -> ResponseReturnValue:
    """Card login."""
    form = SeatLogin()
    problem = None
    if form.validate_on_submit():
        seat, problem = _seat_of(form)
        if seat is not None:
            return _sit_down(seat)
    form.pin.data = ""
    name = _village_name(cards.village_code(form.village.data or ""))
    status = 422 if problem or form.errors else 200
    return render_template("accounts/seat_login.html", form=form, problem=problem, village_name=name), status


@bp.get("/nama-desa")
def village_name() -> ResponseReturnValue:
    """The name of a village by its code, for the login page: {"name": "Desa Temurejo, Kecamatan Bangorejo"}."""
    name = _village_name(cards.village_code(request.args.get("kode", "")))
    return (jsonify(name=name), 200) if name else (jsonify(name=None), 404)


@bp.route("/kartu/<token>", methods=["GET", "POST"])
def card(token: str) -> ResponseReturnValue:
    """What a card's QR opens: asks once whether that is who sits here. A GET never logs in, for phones look ahead."""
    found = cards.seat_of_token(services().secret, token)
    seat = seats.seat(found[0]) if found is not None else None
    if seat is None or found is None or seat.card_version != found[1]:
        return render_template("accounts/card.html", seat=None), 404
    if request.method == "POST":
        return _sit_down(seat)
    return render_template("accounts/card.html", seat=seat)


@bp.route("/pelatih/masuk", methods=["GET", "POST"])
def staff_login() -> ResponseReturnValue:
    """Staff login."""
    form = StaffLogin()
    problem = None
    if form.validate_on_submit():
        found, problem = _staff_of(form)
        if found is not None:
            _come_in(StaffUser(found))
            return redirect(own_page(request.args.get("next")) or url_for("hall.board"))
    return render_template("accounts/staff_login.html", form=form, problem=problem), 422 if problem or form.errors else 200


@bp.post("/keluar")
def leave() -> ResponseReturnValue:
    """Leave the seat, or the board."""
    to = ".staff_login" if isinstance(current_user._get_current_object(), StaffUser) else ".seat_login"
    _forget_the_last()
    flash(_("Anda sudah keluar."), "info")
    return redirect(url_for(to))


@bp.get("/pelatih/kartu")
@staff_required()
def print_cards() -> ResponseReturnValue:
    """The cards of one group, ten a page."""
    with read() as db_session:
        groups = db_session.scalars(
            select(Group).where(Group.training_id == present_training()).order_by(Group.number)).all()
        opened = open_now(db_session)
    number = request.args.get("kelompok", type=int) or (opened.number if opened is not None else 1)
    group = next((g for g in groups if g.number == number), None)
    base = _address_for_phones()
    sheet = [_card(seat, base) for seat in seats.seats(group.id)] if group is not None else []
    return render_template("accounts/cards.html", cards=sheet, groups=groups, number=number, staff=current_staff(), address=base,
                           opened_here=_is_loopback(request.host_url), only_here=_is_loopback(base))


def _seat_of(form: SeatLogin) -> tuple[Seat | None, str | None]:
    code, now = cards.village_code(form.village.data or ""), services().clock.now()
    seat = seats.find(code, form.role.data)
    if seat is None:
        return None, _unknown_village(code)
    standing = tries.standing(f"seat:{seat.key}", now)
    if standing.locked_until is None:
        if cards.is_pin(services().secret, seat, form.pin.data or ""):
            tries.forget(f"seat:{seat.key}")
            return seat, None
        standing = tries.failed(f"seat:{seat.key}", now)
    return None, _wrong_pin(standing)


def _staff_of(form: StaffLogin) -> tuple[staff.Staff | None, str | None]:
    key, now = f"staff:{(form.login.data or '').lower()[:80]}", services().clock.now()
    standing = tries.standing(key, now)
    if standing.locked_until is None:
        found = staff.by_password(form.login.data or "", form.password.data or "")
        if found is not None:
            tries.forget(key)
            return found, None
        standing = tries.failed(key, now)
    if standing.locked_until is not None:
        return None, _("Sudah 5 kali belum cocok. Coba lagi pukul %(at)s.", at=clock_short_filter(standing.locked_until))
    return None, _("Nama masuk atau kata sandi belum cocok. Masih ada %(left)d kali.", left=standing.left)


def _wrong_pin(standing: Standing) -> str:
    if standing.locked_until is not None:
        return _("Sudah 5 kali belum cocok. Coba lagi pukul %(at)s, atau panggil pelatih. Kursi lain tidak terpengaruh.",
                 at=clock_short_filter(standing.locked_until))
    return _("PIN belum cocok. Periksa lagi kartu Anda, lalu coba lagi. Masih ada %(left)d kali.", left=standing.left)


def _village_name(code: str) -> str | None:
    with read() as db_session:
        village = db_session.scalar(select(Village).where(Village.code == code).order_by(Village.id.desc()).limit(1))
    return None if village is None else f"{KIND_LABELS[village.kind]} {village.name}, Kecamatan {village.district}"


def _unknown_village(code: str) -> str:
    with read() as db_session:
        known = {row.code: row.name for row in db_session.execute(select(Village.code, Village.name))}
    near = difflib.get_close_matches(code, known, n=1, cutoff=0.8)
    hint = (_("Yang dekat: %(code)s %(name)s.", code=near[0], name=known[near[0]]) if near
            else _("Periksa 10 angka di kartu Anda."))
    return _("Kode %(code)s tidak ada di pelatihan ini.", code=code[:40]) + " " + hint


def _sit_down(seat: Seat) -> ResponseReturnValue:
    _come_in(SeatUser(seat))
    return redirect(url_for("practice.home"))


def _come_in(user: SeatUser | StaffUser) -> None:
    _forget_the_last()
    login_user(user)


def _forget_the_last() -> None:
    """Of whoever used this browser before nothing stays: no practice login, no token. Only the language does."""
    lang = session.get("lang")
    logout_user()
    session.clear()
    if lang is not None:
        session["lang"] = lang


def _card(seat: Seat, base: str) -> tuple[Seat, str, Markup]:
    link = base + url_for(".card", token=cards.qr_token(services().secret, seat))
    drawing = segno.make(link, micro=False).svg_inline(scale=1, border=2, omitsize=True, svgclass="qr", lineclass=None)
    return seat, cards.pin_of(services().secret, seat), Markup(drawing)


def _address_for_phones() -> str:
    """The address under which this page was opened; the machine's address in the hall if it was opened on the machine itself."""
    if not _is_loopback(request.host_url):
        return request.host_url.rstrip("/")
    settings = services().settings
    return address.url(settings.host, settings.port)


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in LOOPBACK
