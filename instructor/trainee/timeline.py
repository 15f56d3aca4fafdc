"""A trainee's journal in words, for the instructor: the only place where the true fate of data is told. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _

from sandbox.deeds import (
    BEGIN,
    DELETE,
    HAND_OVER,
    HELD,
    HINT,
    HINT_GIVEN,
    HOUSEHOLD,
    JOINED,
    LEFT,
    LOG_IN,
    LOG_OUT,
    LOWER_HAND,
    MESSAGE,
    MESSAGE_BACK,
    MESSAGE_READ,
    OPEN,
    RAISE_HAND,
    RELEASE,
    RESEND,
    RESTORE_DRAFT,
    SAVE,
    SEARCH,
    SHEETS,
    SUBMIT,
    SUBMIT_ALL,
    TAKE,
    WITHDRAW,
)
from sandbox.details import NOTHING_TOLD, HandDetails, HintDetails, RecordDetails, StaffDetails, StaffHintDetails
from sandbox.journal import Deed, Outcome
from sandbox.practice.parts import sheet_of
from sandbox.practice.sheets.sheet import BOOKS, load, places
from sandbox.words.texts import LaterText
from scenarios import wording
from scenarios.day.course import Exercise
from scenarios.results.fold import AttemptState, begun, count

GLYPHS = {
    SAVE: "floppy", SUBMIT: "send", SUBMIT_ALL: "send", RESEND: "send", OPEN: "file-text", SEARCH: "search", DELETE: "trash",
    WITHDRAW: "x-square", HAND_OVER: "people",
    LOG_IN: "box-arrow-in-right", LOG_OUT: "box-arrow-right", RESTORE_DRAFT: "arrow-up-square",
}
TYPED_LONG = timedelta(minutes=1)
"""A pause before a save is told from this length on: so long was typed."""


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line of the timeline. `kind`: '', save, fault, mistake, hint, hand; faults and mistakes are drawn square."""

    at: datetime
    glyph: str
    text: str
    detail: str = ""
    kind: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class FaultTold:
    """A fault as the instructor reads it."""

    words: str | LaterText
    code: str = ""
    """What the trainee was shown; the journal has it only where the deed was refused."""


Faults = Mapping[tuple[int, str], FaultTold]
"""Faults by (attempt, the fault's name in its exercise)."""


def timeline(deeds: Sequence[Deed], exercises: Mapping[str, Exercise], faults: Faults | None = None) -> list[TimelineLine]:
    """Every deed as one or more lines, oldest first."""
    found: list[TimelineLine] = []
    attempts: dict[int, AttemptState] = {}
    for index, deed in enumerate(deeds):
        before = attempts.get(deed.attempt or deed.id)
        now = begun(deed) if deed.kind is BEGIN else before and count(before, deed)
        if now is not None:
            attempts[now.id] = now
        exercise = exercises.get(now.scenario if now is not None else "")
        struck = (faults or {}).get((deed.attempt or 0, deed.fault or ""), FaultTold(deed.fault or ""))
        found += _moments(deed, deeds[:index], deeds[index + 1:], exercise, struck)
        if before is not None and now is not None:
            found += _judged(before, now, deed.at, exercise)
    return found


def _moments(deed: Deed, before: Sequence[Deed], after: Sequence[Deed], exercise: Exercise | None,
             struck: FaultTold) -> list[TimelineLine]:
    if deed.kind is HELD:
        return [_held(deed, struck)]
    if deed.outcome is Outcome.NOTED:
        return _noted(deed, exercise)
    return [_deed(deed, before)] + ([_fault(deed, after, struck)] if deed.fault is not None else [])


def _noted(deed: Deed, exercise: Exercise | None) -> list[TimelineLine]:
    told = deed.detail
    said = told.text if isinstance(told, StaffDetails | HandDetails) else ""
    if isinstance(told, StaffHintDetails) and exercise is not None:
        said = "".join(wording.unfilled(hint) for hint in exercise.hints[told.number - 1:told.number])
    by = told.name if isinstance(told, StaffDetails) else ""
    rung = told.number or "" if isinstance(told, HintDetails) else ""
    found = {
        BEGIN: ("play-fill", _("Mulai latihan %(title)s", title=_title(exercise)), "", ""),
        HINT: ("lightbulb", _("Membuka petunjuk %(number)s", number=rung).strip(), "", "hint"),
        HINT_GIVEN: ("lightbulb", _("Diberi petunjuk oleh %(name)s", name=by), said, "hint"),
        RAISE_HAND: ("palm", _("Memanggil pelatih: “%(text)s”", text=said) if said else str(RAISE_HAND.label), "", "hand"),
        LOWER_HAND: ("palm", _("Batal memanggil"), "", ""),
        JOINED: ("people", str(JOINED.label), "", ""),
        LEFT: ("people", str(LEFT.label), "", ""),
        MESSAGE: ("chat-left-text", _("Pesan dari %(name)s", name=by), said, ""),
        MESSAGE_BACK: ("arrow-counterclockwise", _("Pesan ditarik kembali oleh %(name)s", name=by), "", ""),
        MESSAGE_READ: ("check2", _("Pesan sudah dibaca"), "", ""),
        TAKE: ("person-check", _("Ditangani %(name)s", name=by), "", ""),
        RELEASE: ("person-dash", _("Dilepas %(name)s", name=by), "", ""),
    }.get(deed.kind)
    return [] if found is None else [TimelineLine(deed.at, found[0], found[1], found[2], found[3])]


def _deed(deed: Deed, before: Sequence[Deed]) -> TimelineLine:
    refused = deed.outcome is Outcome.REFUSED
    text = _said(deed)
    if refused and deed.fault is None:
        return TimelineLine(deed.at, "x-circle", _("Ditolak: %(deed)s", deed=text), kind="", code=deed.code or "")
    kind = "save" if deed.kind.changes else ""
    return TimelineLine(deed.at, GLYPHS.get(deed.kind, "dot"), text, _typed_for(deed, before), kind)


def _said(deed: Deed) -> str:
    record = _record(deed)
    if deed.kind is LOG_IN:
        return _("Masuk ke sistem latihan")
    if deed.kind is LOG_OUT:
        return _("Keluar dari sistem latihan")
    if deed.kind is SEARCH:
        return _("Mencari di Daftar Keluarga")
    if deed.kind is OPEN and deed.page is HOUSEHOLD and deed.record is None:
        return _("Membuka Keluarga baru")
    if deed.kind is OPEN:
        return (_("Membuka %(page)s", page=_page(deed)) + f" {record}").strip()
    name, of = str(deed.kind.label), _page(deed).lower()
    return " ".join(part for part in (name, of if of not in name.lower() else "", record) if part)


def _page(deed: Deed) -> str:
    return str(deed.page.label) if deed.page else ""


def _typed_for(deed: Deed, before: Sequence[Deed]) -> str:
    if deed.kind is not SAVE or not before:
        return ""
    spent = deed.at - before[-1].at
    if spent < TYPED_LONG:
        return ""
    minutes, seconds = divmod(int(spent.total_seconds()), 60)
    return _("mengetik %(minutes)s mnt %(seconds)s dtk", minutes=minutes, seconds=seconds)


def _held(deed: Deed, struck: FaultTold) -> TimelineLine:
    until = deed.detail.until
    seconds = round((until - deed.at).total_seconds()) if until is not None else 0
    words = _("Menunggu %(seconds)s detik: %(fault)s", seconds=seconds, fault=struck.words)
    return TimelineLine(deed.at, "hourglass-split", words)


def _fault(deed: Deed, after: Sequence[Deed], struck: FaultTold) -> TimelineLine:
    """What the lesson did to that deed, and what became of the data in truth."""
    fate = ""
    if deed.kind.changes:
        fate = _("data TERSIMPAN") if deed.outcome is Outcome.DONE else _("data BELUM tersimpan")
        looked = any(each.kind.reads and each.outcome is Outcome.DONE for each in after)
        fate += "" if looked else _(" (peserta belum tahu)")
    return TimelineLine(deed.at, "lightning-fill", _("Gangguan: %(fault)s", fault=struck.words), fate, "fault",
                  deed.code or struck.code)


def _judged(before: AttemptState, now: AttemptState, at: datetime, exercise: Exercise | None) -> list[TimelineLine]:
    """What a deed made of its attempt: mistakes that are new, goals that hold from now on."""
    goals, mistakes = (exercise.goals, exercise.mistakes) if exercise is not None else ({}, {})
    lines = [TimelineLine(at, "exclamation-triangle-fill", mistakes.get(name, name), "", "mistake")
             for name in now.mistakes if name not in before.mistakes]
    in_order = [*goals, *sorted(now.met - goals.keys())]
    return lines + [TimelineLine(at, "check-circle", _("Tujuan tercapai: %(goal)s", goal=goals.get(name, name)))
                    for name in in_order if name in now.met and name not in before.met]


def _title(exercise: Exercise | None) -> str:
    return f"{exercise.number} {exercise.title}" if exercise is not None else ""


def _record(deed: Deed) -> str:
    """What it was done to: the end of the card number of that moment, a form or sheet by its title, a reference as it is."""
    told = deed.detail if isinstance(deed.detail, RecordDetails) else NOTHING_TOLD
    sheet_id = sheet_of(told.part)
    if sheet_id is not None and sheet_id in places():
        return places()[sheet_id].sheet.title
    if (told.number or told.card) and not told.of:
        return told.number or told.card
    if deed.record is None:
        return ""
    if deed.page is SHEETS and deed.record in BOOKS:
        return load(deed.record).title
    return deed.record
