"""Kartu masuk: the cards of a day to look at and to print, and new cards for those that were lost."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import segno
from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from sandbox import seats
from sandbox.accounts import cards
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.accounts.papers import new_cards, printing
from sandbox.accounts.papers.chosen import Chosen, choose
from sandbox.machine import address
from sandbox.paper.size import PaperSize, size_of
from sandbox.seats import Seat
from sandbox.web import services
from sandbox.words.digits import is_digits

A_SHEET = 10
"""Cards of one sheet of paper: so many bring their QR along. Those of a whole day would be 15 KB on the wire."""


@staff_required()
def print_cards() -> ResponseReturnValue:
    """The cards of one group, with `desa` of one village, with `peserta` of one person; and what can be printed of them."""
    chosen, base = _chosen(), address_for_phones()
    is_inline = len(chosen.seats) <= A_SHEET
    return render_template("accounts/cards.html", chosen=chosen,
                           cards=[_card(seat, base, is_inline=is_inline) for seat in chosen.seats],
                           asked=_asked(chosen), sizes=list(PaperSize), staff=current_staff(), address=base,
                           opened_here=address.is_loopback(request.host_url), only_here=address.is_loopback(base))


@staff_required()
def print_paper(paper: str) -> ResponseReturnValue:
    """A paper as PDF: kartu, meja or hadir, for whom the address says and on the paper that it names (`kertas`)."""
    if paper not in printing.PRINTED:
        raise NotFound()
    chosen, base = _chosen(), address_for_phones()
    told = printing.Printing(services().secret, size_of(request.args.get("kertas")), urlsplit(base).netloc,
                             lambda token: base + url_for("accounts.card", token=token), services().clock.now())
    name = printing.file_name(paper, chosen, told)
    return Response(printing.pdf(paper, chosen, told), mimetype="application/pdf",
                    headers={"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"})


@staff_required()
def ask_new_cards() -> ResponseReturnValue:
    """Asks whether these cards are to be replaced, and says what that ends."""
    chosen = _chosen()
    if not chosen.seats:
        raise NotFound()
    return render_template("accounts/new_card.html", chosen=chosen, asked=_asked(chosen), staff=current_staff(),
                           sizes=list(PaperSize))


@staff_required()
def make_new_cards() -> ResponseReturnValue:
    """Kartu baru, and at once the file to print. `kartu`: each card and the version that was seen, so that twice is once."""
    chosen = _chosen()
    if not chosen.seats:
        raise NotFound()
    seen = {int(trainee): int(version) for trainee, _, version in (pair.partition(":") for pair in request.form.getlist("kartu"))
            if is_digits(trainee) and is_digits(version)}
    made = new_cards.make(chosen.seats, seen=seen, by=current_staff().account_id, now=services().clock.now())
    flash(*_said(chosen, made))
    values: dict[str, Any] = {"kertas": size_of(request.form.get("kertas")).value, **_asked(chosen)}
    return redirect(url_for("accounts.print_paper", paper="kartu", **values))


def _said(chosen: Chosen, made: list[int]) -> tuple[str, str]:
    if not made:
        return _("Kartu ini sudah diganti sesudah halaman Anda terbuka. Di bawah ini kartu yang berlaku sekarang."), "info"
    if len(made) == 1:
        seat = next(seat for seat in chosen.seats if seat.trainee_id == made[0])
        return _("Kartu baru untuk %(village)s (%(role)s) sudah ada. Cetak, lalu berikan; kartu yang lama tidak berlaku lagi.",
                 village=seat.village_name, role=seat.role_label), "success"
    return _("%(count)s kartu baru sudah ada. Cetak, lalu bagikan; kartu yang lama tidak berlaku lagi.",
             count=len(made)), "success"


def _chosen() -> Chosen:
    return choose(person=request.args.get("peserta", 0, type=int), village=request.args.get("desa", ""),
                  number=request.args.get("kelompok", type=int), imported=request.args.get("impor", 0, type=int))


def _asked(chosen: Chosen) -> dict[str, int | str]:
    """What of an address chooses the same again."""
    if chosen.imported:
        return {"impor": chosen.imported}
    if chosen.person is not None:
        return {"peserta": chosen.person.trainee_id}
    here: dict[str, int | str] = {"kelompok": chosen.day.number} if chosen.day is not None else {}
    return here | ({"desa": chosen.village} if chosen.village else {})


@staff_required()
def card_qr(trainee_id: int) -> Response:
    """One card's QR as a picture, for a page with more cards than one sheet of paper has."""
    seat = seats.seat(trainee_id)
    if seat is None:
        raise NotFound()
    alone = _drawn(_link(seat, address_for_phones())).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return Response(alone, mimetype="image/svg+xml")


def _card(seat: Seat, base: str, *, is_inline: bool) -> tuple[Seat, str, Markup | None]:
    """The seat, its PIN and its QR; None where a picture is fetched as somebody comes to it."""
    return seat, cards.pin_of(services().secret, seat), Markup(_drawn(_link(seat, base))) if is_inline else None


def _link(seat: Seat, base: str) -> str:
    return base + url_for(".card", token=cards.qr_token(services().secret, seat))


@lru_cache(maxsize=128)
def _drawn(link: str) -> str:
    """Kept, for a drawing takes milliseconds, and a day has 74."""
    return segno.make(link, micro=False).svg_inline(scale=1, border=2, omitsize=True, svgclass="qr", lineclass=None)


def address_for_phones() -> str:
    """The address that people in the hall type: see address.for_phones."""
    settings = services().settings
    return address.for_phones(request.host_url, settings.host, settings.port)
