"""A trainee's journal in words, for the instructor: the only place where the true fate of data is told. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _

from instructor.board import words
from instructor.board.course import Exercise
from instructor.board.fold import moment
from sandbox.actions import READS
from sandbox.digits import grouped
from sandbox.journal import Deed, Outcome
from sandbox.practice.sheets.sheet import BOOKS, load, places
from sandbox.texts import LaterText
from scenarios.results.fold import BEGIN, AttemptState, begun, count

TYPED_LONG = timedelta(minutes=1)
"""From this long a pause before a save on is worth a word: so long was typed."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline. `kind`: '', save, fault, mistake, hint, hand; faults and mistakes are drawn square."""

    at: datetime
    glyph: str
    text: str
    detail: str = ""
    kind: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Struck:
    """A fault as the instructor reads it."""

    words: str | LaterText
    code: str = ""
    """What the trainee was shown; the journal has it only where the deed was refused."""


Faults = Mapping[tuple[int, str], Struck]
"""By attempt and by the fault's name in its exercise."""


def timeline(deeds: Sequence[Deed], exercises: Mapping[str, Exercise], faults: Faults | None = None) -> list[Moment]:
    """Every deed as one or more lines, oldest first."""
    found: list[Moment] = []
    attempts: dict[int, AttemptState] = {}
    for index, deed in enumerate(deeds):
        before = attempts.get(deed.attempt or deed.id)
        now = begun(deed) if deed.action == BEGIN else before and count(before, deed)
        if now is not None:
            attempts[now.id] = now
        exercise = exercises.get(now.scenario if now is not None else "")
        struck = (faults or {}).get((deed.attempt or 0, deed.fault or ""), Struck(deed.fault or ""))
        found += _moments(deed, deeds[:index], deeds[index + 1:], exercise, struck)
        if before is not None and now is not None:
            found += _judged(before, now, deed.at, exercise)
    return found


def _moments(deed: Deed, before: Sequence[Deed], after: Sequence[Deed], exercise: Exercise | None,
             struck: Struck) -> list[Moment]:
    if deed.action == "held":
        return [_held(deed, struck)]
    if deed.outcome is Outcome.NOTED:
        return _noted(deed, exercise)
    return [_deed(deed, before)] + ([_fault(deed, after, struck)] if deed.fault is not None else [])


def _noted(deed: Deed, exercise: Exercise | None) -> list[Moment]:
    said = str(deed.detail.get("text") or "")
    by = str(deed.detail.get("name") or "")
    found = {
        "begin": ("play-fill", _("Mulai latihan %(title)s", title=_title(exercise)), "", ""),
        "hint": ("lightbulb", _("Membuka petunjuk %(number)s", number=deed.detail.get("number", "")).strip(), "", "hint"),
        "hint_given": ("lightbulb", _("Diberi petunjuk oleh %(name)s", name=by), said, "hint"),
        "raise_hand": ("palm", _("Angkat tangan: “%(text)s”", text=said) if said else _("Angkat tangan"), "", "hand"),
        "lower_hand": ("palm", _("Tangan diturunkan"), "", ""),
        "message": ("chat-left-text", _("Pesan dari %(name)s", name=by), said, ""),
        "message_read": ("check2", _("Pesan sudah dibaca"), "", ""),
        "take": ("person-check", _("Ditangani %(name)s", name=by), "", ""),
        "release": ("person-dash", _("Dilepas %(name)s", name=by), "", ""),
        "ulangi": ("arrow-counterclockwise", _("Mengulang latihan"), "", ""),
    }.get(deed.action)
    return [] if found is None else [Moment(deed.at, found[0], found[1], found[2], found[3])]


def _deed(deed: Deed, before: Sequence[Deed]) -> Moment:
    refused = deed.outcome is Outcome.REFUSED
    text = _said(deed)
    if refused and deed.fault is None:
        return Moment(deed.at, "x-circle", _("Ditolak: %(deed)s", deed=text), kind="", code=deed.code or "")
    glyph = {"save": "floppy", "submit": "send", "resend": "send", "open": "file-text", "search": "search",
             "delete": "trash", "withdraw": "x-square", "login": "box-arrow-in-right", "logout": "box-arrow-right",
             "restore_draft": "arrow-up-square"}.get(deed.action, "dot")
    kind = "" if deed.action in READS or deed.action in ("login", "logout") else "save"
    return Moment(deed.at, glyph, text, _typed_for(deed, before), kind)


def _said(deed: Deed) -> str:
    record = _record(deed)
    if deed.action == "login":
        return _("Masuk ke sistem latihan")
    if deed.action == "logout":
        return _("Keluar dari sistem latihan")
    if deed.action == "search":
        return _("Mencari di Daftar Keluarga")
    if deed.action == "open" and deed.form == "household" and deed.record is None:
        return _("Membuka Keluarga baru")
    if deed.action == "open":
        return (_("Membuka %(page)s", page=words.page(deed.form)) + f" {record}").strip()
    name, of = str(words.deed(deed.action)), str(words.page(deed.form)).lower()
    return " ".join(part for part in (name, of if of not in name.lower() else "", record) if part)


def _typed_for(deed: Deed, before: Sequence[Deed]) -> str:
    if deed.action != "save" or not before:
        return ""
    spent = deed.at - before[-1].at
    if spent < TYPED_LONG:
        return ""
    minutes, seconds = divmod(int(spent.total_seconds()), 60)
    return _("mengetik %(minutes)s mnt %(seconds)s dtk", minutes=minutes, seconds=seconds)


def _held(deed: Deed, struck: Struck) -> Moment:
    until = moment(deed.detail.get("until"))
    seconds = round((until - deed.at).total_seconds()) if until is not None else 0
    return Moment(deed.at, "hourglass-split", _("Menunggu %(seconds)s detik: %(fault)s", seconds=seconds, fault=struck.words))


def _fault(deed: Deed, after: Sequence[Deed], struck: Struck) -> Moment:
    """What the lesson did to that deed, and what became of the data in truth."""
    fate = ""
    if deed.action not in READS and deed.action != "login":
        fate = _("data TERSIMPAN") if deed.outcome is Outcome.DONE else _("data BELUM tersimpan")
        looked = any(each.action in READS and each.outcome is Outcome.DONE for each in after)
        fate += "" if looked else _(" (peserta belum tahu)")
    return Moment(deed.at, "lightning-fill", _("Gangguan: %(fault)s", fault=struck.words), fate, "fault",
                  deed.code or struck.code)


def _judged(before: AttemptState, now: AttemptState, at: datetime, exercise: Exercise | None) -> list[Moment]:
    """What a deed made of its attempt: mistakes that are new, goals that hold from now on."""
    goals, mistakes = (exercise.goals, exercise.mistakes) if exercise is not None else ({}, {})
    lines = [Moment(at, "exclamation-triangle-fill", mistakes.get(name, name), _("kekeliruan: %(name)s", name=name), "mistake")
             for name in now.mistakes if name not in before.mistakes]
    in_order = [*goals, *sorted(now.met - goals.keys())]
    return lines + [Moment(at, "check-circle", _("Tujuan tercapai: %(goal)s", goal=goals.get(name, name)))
                    for name in in_order if name in now.met and name not in before.met]


def _title(exercise: Exercise | None) -> str:
    return f"{exercise.number} {exercise.title}" if exercise is not None else ""


def _record(deed: Deed) -> str:
    """What it was done to: a card number in groups, a form or sheet by its title, a reference as it is."""
    if deed.record is None:
        return ""
    if deed.record.isdigit():
        return grouped(deed.record)
    if deed.form == "sheets" and deed.record in BOOKS:
        return load(deed.record).title
    if deed.form == "sheet" and deed.record in places():
        return places()[deed.record].sheet.title
    return deed.record
