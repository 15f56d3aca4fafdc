"""What a citizen is told: they are served, they are to come back at an hour, or they are to bring what is missing."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from sandbox.clock import WIB
from sandbox.errors import Problem, Rejected
from sandbox.practice.counter.letters import letter
from sandbox.practice.counter.models import CounterAnswer, Visitor
from sandbox.practice.counter.needs import LetterCase
from sandbox.practice.counter.standing import AnswerKind, CitizenPlace, left_at, where
from sandbox.practice.words import when
from sandbox.words.folding import seen

HOUR, REASON, CHOICE = "pukul", "alasan", "jawaban"
"""Inputs of the form."""
MOST = 200
"""Letters of a reason."""
TYPED_HOUR = re.compile(r"(?:pukul|jam|pkl)?\.? ?(\d{1,2})(?: ?[.:,]? ?(\d{2}))?(?: ?wib)?")
LATEST = timedelta(hours=10)
"""An hour that is further off is meant for another day."""
CLOSES_AT, LAST_CALL = time(16), timedelta(minutes=30)
"""When the counter closes, and how long before that the bound is dropped: who trains late trains on."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was typed."""

    kind: AnswerKind
    hour: str = ""
    reason: str = ""


def closes(now: datetime) -> datetime | None:
    """When the counter closes today; None in the last half hour and after it, when an exercise goes on in spite of that."""
    at = datetime.combine(now.astimezone(WIB).date(), CLOSES_AT, WIB)
    return at if now + LAST_CALL < at else None


def hour_meant(text: str, now: datetime) -> datetime:
    """The hour of today that was typed: 10.55, 10:55, 1055, 10, pukul 10.55. Raises Rejected."""
    shown = f"{now.astimezone(WIB):%H.%M}"
    found = TYPED_HOUR.fullmatch(seen(text).lower())
    if not seen(text):
        raise _rejected("LKT-411", "Jamnya belum diisi. Tulis pukul berapa warga ini kembali, misalnya 10.55.", HOUR)
    hour, minute = (int(part or 0) for part in found.groups()) if found else (99, 99)
    if hour > 23 or minute > 59:
        raise _rejected("LKT-412", f"“{text.strip()[:20]}” tidak terbaca sebagai jam. Tulis jam dan menit, misalnya 10.55.", HOUR)
    meant = now.astimezone(WIB).replace(hour=hour, minute=minute, second=0, microsecond=0)
    closing = closes(now)
    if meant <= now:
        afternoon, last = meant + timedelta(hours=12), min(now + LATEST, closing or now + LATEST)
        other = f" Bila maksudnya {afternoon:%H.%M}, tulis begitu." if hour < 12 and now < afternoon <= last else ""
        raise _rejected("LKT-413", f"Pukul {meant:%H.%M} sudah lewat; sekarang pukul {shown}.{other}", HOUR)
    if meant > now + LATEST:
        raise _rejected("LKT-414", f"Pukul {meant:%H.%M} terlalu lama; sekarang pukul {shown}. Beri jam yang lebih dekat.", HOUR)
    if closing and meant > closing:
        raise _rejected("LKT-415", f"Loket tutup pukul {closing:%H.%M}. Beri jam sebelum itu, atau minta lengkapi berkas.", HOUR)
    return meant


def answer(session: Session, visitor: Visitor, case: LetterCase, given: Given, *, by: str, now: datetime) -> CounterAnswer:
    """Tell them. The same once more changes nothing. Raises Rejected: they are not there, or something is not said."""
    _require_there(visitor, given, now)
    back_at = hour_meant(given.hour, now) if given.kind is AnswerKind.PROMISE else None
    reason = " ".join(given.reason.split())[:MOST]
    if given.kind is AnswerKind.SERVE and not case.is_ready and not reason:
        raise _rejected("LKT-422", f"{letter(visitor.letter).title} belum bisa dibuat. Yang kurang: {case.missing[0].label}. "
                                   "Bila tetap dibuat dari data yang ada, tulis alasannya.", REASON)
    last = visitor.answer
    if last is not None and (last.kind, last.back_at) == (given.kind, back_at):
        return last
    told = CounterAnswer(kind=given.kind.value, at=now, by=by, back_at=back_at, was_ready=case.is_ready,
                         reason=reason if given.kind is AnswerKind.SERVE and not case.is_ready else "")
    visitor.answers.append(told)
    session.flush()
    return told


def sentence(visitor: Visitor, case: LetterCase, kind: AnswerKind, hour: str = "") -> str:
    """What the citizen will read; … stands for an hour that is not typed yet (js/counter.js)."""
    title = letter(visitor.letter).title
    if kind is AnswerKind.SERVE:
        return f"{title} Anda sudah jadi. Silakan diambil di meja sebelah."
    why = case.missing[0] if case.missing else None
    if kind is AnswerKind.PROMISE:
        because = f" Yang masih ditunggu: {why.label}." if why else ""
        return f"{title} belum bisa diambil sekarang. Silakan kembali pukul {hour or '…'} dengan kartu keluarga.{because}"
    return f"{title} belum bisa dibuat. " + (f"Yang kurang: {why.label}." if why else "Silakan lengkapi berkas Anda.")


def _require_there(visitor: Visitor, given: Given, now: datetime) -> None:
    place, last = where(visitor, now), visitor.answer
    if place is CitizenPlace.SERVED and last is not None:
        raise _rejected("LKT-410", f"{visitor.name} sudah dilayani {when(last.at, now)} oleh {last.by}. Tidak perlu tindakan.")
    if place is CitizenPlace.LEFT:
        raise _rejected("LKT-404", f"{visitor.name} sudah pergi {when(left_at(visitor), now)}. Jawaban ini tidak sampai.")
    # Another hour may still be promised, for the one that was mistyped; nothing else reaches somebody who is away.
    if place is CitizenPlace.AWAY and given.kind is not AnswerKind.PROMISE and last is not None and last.back_at is not None:
        raise _rejected("LKT-409", f"{visitor.name} sedang pulang, kembali {when(last.back_at, now)}. Jawab sesudah itu.")
    if place is CitizenPlace.FOR_PAPERS and now >= visitor.leaves_at:
        raise _rejected("LKT-404", f"{visitor.name} sudah pulang untuk melengkapi berkasnya. Jawaban ini tidak sampai kepadanya.")


def _rejected(code: str, text: str, field: str = "") -> Rejected:
    return Rejected([Problem(field, code, text, "Loket")])
