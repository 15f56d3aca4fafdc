"""The panel that speaks to the room: what has been chosen and typed, and the addresses that send it and take it back."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from instructor import messages
from instructor.board.hub import hub
from instructor.board.picture import Picture
from instructor.interventions import Intervener
from instructor.messages import Audience, Whom
from sandbox.accounts.guards import current_staff
from sandbox.web import services

LONGEST = 160
"""Letters of a message to the room: more is not read by somebody who is at work."""


@dataclass(frozen=True, slots=True)
class VillageChoice:
    """A village that can be chosen. `people`: of it who have come."""

    code: str
    name: str
    district: str
    people: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SaidLast:
    """What was said to the room last, and how far it came."""

    key: str
    at: datetime
    text: str
    people: int
    readers: int
    is_back: bool


@dataclass(frozen=True, slots=True)
class MessagePanel:
    """The panel as it is shown: `wrong` is what keeps the message from being sent."""

    audience: Audience
    text: str
    everybody: int
    villages: tuple[VillageChoice, ...]
    districts: tuple[tuple[str, int], ...]
    """Each with how many of it have come."""
    chosen: int
    """How many the message would go to."""
    sent: SaidLast | None
    key: str
    wrong: str = ""


def panel(seen: Picture, group_id: int, audience: Audience, text: str = "", wrong: str = "") -> MessagePanel:
    """The panel for that picture of the board."""
    here = messages.in_the_room(seen.lines)
    people = Counter(line.seat.village_code for line in here)
    seats = {line.seat.village_code: line.seat for line in seen.lines}
    villages = tuple(VillageChoice(code, seat.village_name, seat.district, people[code], code in audience.villages)
                     for code, seat in seats.items())
    return MessagePanel(audience, text, len(here), villages,
                        tuple(sorted(Counter(line.seat.district for line in here).items())),
                        len(messages.meant(seen.lines, audience)), _sent(group_id), uuid4().hex, wrong)


def asked() -> Audience:
    """Whom the form or the address names."""
    named = request.values
    whom = named.get("kepada", "")
    return Audience(Whom(whom) if whom in set(Whom) else Whom.ALL, frozenset(named.getlist("desa")), named.get("kecamatan", ""))


def sent_or_wrong(seen: Picture) -> str:
    """Send what the form says; empty, or what is wrong with it."""
    text = messages.written(request.form.get("text", ""))
    to = messages.meant(seen.lines, asked())
    if not to:
        return _("Belum ada penerima. Pilih desa atau kecamatan yang orangnya sudah datang.")
    if wrong := messages.wrong_with(text, LONGEST):
        return wrong
    # Text and people belong to the key: whoever comes back and writes something else is not taken for a second press.
    named = f"{request.form.get('kunci', '')}\n{text}\n{sorted(seat.trainee_id for seat in to)}"
    key = sha256(named.encode(errors="replace")).hexdigest()[:32]
    messages.send(services().store, services().clock, to, text, by=_by(), key=key)
    return ""


def take_back() -> ResponseReturnValue:
    """Take a message out of every panel again."""
    if not messages.take_back(services().store, services().clock, request.form.get("kunci", ""), by=_by()):
        flash(_("Pesan itu sudah ditarik kembali."), "info")
    return redirect(url_for("hall.board", pesan=1))


def _sent(group_id: int) -> SaidLast | None:
    last = messages.latest(group_id)
    if last is None:
        return None
    return SaidLast(last.key, last.at, last.text, len(last.trainees), messages.readers(hub().seats, last),
                    last.back_at is not None)


def _by() -> Intervener:
    user = current_staff()
    return Intervener(user.account_id, user.name)
