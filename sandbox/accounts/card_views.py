"""The printable cards, and a new card for one that was lost."""

from urllib.parse import urlsplit

import segno
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from sandbox import address, seats
from sandbox.accounts import cards, new_card
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.platform.db import read
from sandbox.platform.groups import open_now, present_training
from sandbox.platform.models import Group
from sandbox.seats import Seat
from sandbox.web import services

LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""Names by which a machine calls itself; no phone in the hall gets anywhere with them."""


@staff_required()
def print_cards() -> ResponseReturnValue:
    """The cards of one group, ten a page; with `peserta` that one's alone."""
    with read() as db_session:
        groups = db_session.scalars(
            select(Group).where(Group.training_id == present_training()).order_by(Group.number)).all()
        opened = open_now(db_session)
    one = seats.seat(request.args.get("peserta", 0, type=int))
    number = one.group_number if one else request.args.get("kelompok", type=int) or (opened.number if opened is not None else 1)
    group = next((g for g in groups if g.number == number), None)
    base = _address_for_phones()
    shown = [one] if one else seats.seats(group.id) if group is not None else []
    return render_template("accounts/cards.html", cards=[_card(seat, base) for seat in shown], groups=groups, number=number,
                           one=one, staff=current_staff(), address=base, opened_here=_is_loopback(request.host_url),
                           only_here=_is_loopback(base))


@staff_required()
def ask_new_card(trainee_id: int) -> ResponseReturnValue:
    """Asks whether the card is to be replaced, and says what that ends."""
    return render_template("accounts/new_card.html", seat=_seat(trainee_id), staff=current_staff())


@staff_required()
def make_new_card(trainee_id: int) -> ResponseReturnValue:
    """Kartu baru. `kartu`: the version that was seen; a second press makes no second card."""
    seat = _seat(trainee_id)
    made = new_card.make(seat, seen=request.form.get("kartu", 0, type=int), by=current_staff().account_id,
                         now=services().clock.now())
    if made:
        flash(_("Kartu baru untuk %(village)s (%(role)s) sudah ada. Cetak, lalu berikan; kartu yang lama tidak berlaku lagi.",
                village=seat.village_name, role=seat.role_label), "success")
    else:
        flash(_("Kartu ini sudah diganti sesudah halaman Anda terbuka. Di bawah ini kartu yang berlaku sekarang."), "info")
    return redirect(url_for(".print_cards", peserta=trainee_id))


def _seat(trainee_id: int) -> Seat:
    seat = seats.seat(trainee_id)
    if seat is None:
        raise NotFound()
    return seat


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
