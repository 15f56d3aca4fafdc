"""Which papers there are for a day, and what each is told. Nothing is drawn here: the drawing modules import fpdf2."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from sandbox.accounts import cards
from sandbox.accounts.papers.chosen import Chosen
from sandbox.clock import WIB
from sandbox.desks import KIND_LABELS
from sandbox.errors import GladiError
from sandbox.paper import off_loop
from sandbox.paper.size import PaperSize
from sandbox.seats import Seat
from sandbox.web import clock_short_filter, spoken_date
from sandbox.words.languages import said_in
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l

LinkOf = Callable[[str], str]
"""The address that a card's QR opens, from its token."""


class NobodyToPrint(GladiError):
    """Nobody was chosen, so there is nothing to print."""

    code = "GL-PRINT"
    status = 404
    text = _l("Tidak ada peserta yang cocok untuk dicetak. Pilih kelompok, desa atau peserta yang ada di pelatihan ini.")


@dataclass(frozen=True, slots=True)
class Printing:
    """What a paper needs besides the seats. `address` is what people type, without http://; `link_of` makes the QR's."""

    secret: bytes
    size: PaperSize
    address: str
    link_of: LinkOf
    now: datetime


@dataclass(frozen=True, slots=True)
class PrintedKind:
    """A paper: its word, the module that draws it, what it is told."""

    label: LaterText
    module: str
    needs: Callable[[Chosen, Printing], list[Any]]


def pdf(kind: str, chosen: Chosen, printing: Printing) -> bytes:
    """That paper (a key of PRINTED) for those who were chosen. Raises NobodyToPrint, NotDrawn."""
    if chosen.day is None or not chosen.seats:
        raise NobodyToPrint()
    paper = PRINTED[kind]
    with said_in(chosen.day.lang):
        return off_loop.drawn(paper.module, {
            "size": printing.size.value, "title": str(paper.label), "group": chosen.day.number, "training": chosen.day.training,
            "day": spoken_date(chosen.day.held_on), "rows": paper.needs(chosen, printing),
            "printed": _("Dicetak %(day)s %(at)s", day=spoken_date(printing.now), at=clock_short_filter(printing.now))})


def file_name(kind: str, chosen: Chosen, printing: Printing) -> str:
    """kartu-hari-1-2026-11-12-1604.pdf, so that two of one day are told apart."""
    number = chosen.day.number if chosen.day is not None else 0
    return f"{kind}-hari-{number}-{printing.now.astimezone(WIB):%Y-%m-%d-%H%M}.pdf"


def village_title(seat: Seat) -> str:
    """Desa Temurejo."""
    return f"{KIND_LABELS[seat.kind]} {seat.village_name}"


def _cards(chosen: Chosen, printing: Printing) -> list[Any]:
    """The cards of each village, two and two: one cut serves a village."""
    return [[_card(seat, printing) for seat in village] for village in chosen.villages]


def _card(seat: Seat, printing: Printing) -> dict[str, Any]:
    pin = cards.pin_of(printing.secret, seat)
    return {"village": village_title(seat), "code": seat.village_code, "role": seat.role_label, "table": seat.table_number,
            "name": seat.name, "pin": f"{pin[:3]} {pin[3:]}", "address": printing.address, "group": seat.group_number,
            "link": printing.link_of(cards.qr_token(printing.secret, seat))}


def _tents(chosen: Chosen, _printing: Printing) -> list[Any]:
    return [{"village": seat.village_name, "kind": KIND_LABELS[seat.kind], "district": seat.district, "table": seat.table_number}
            for seat, *_others in chosen.villages]


def _attendance(chosen: Chosen, _printing: Printing) -> list[Any]:
    return [{"table": village[0].table_number, "village": village_title(village[0]), "district": village[0].district,
             "people": [{"role": seat.role_label, "name": seat.name} for seat in village]} for village in chosen.villages]


PRINTED: Mapping[str, PrintedKind] = {
    "kartu": PrintedKind(_l("Kartu masuk"), "sandbox.accounts.papers.cards", _cards),
    "meja": PrintedKind(_l("Papan nama meja"), "sandbox.accounts.papers.tents", _tents),
    "hadir": PrintedKind(_l("Daftar hadir"), "sandbox.accounts.papers.attendance", _attendance),
}
