"""Potensi and Tingkat Perkembangan: the sheets of a form part by part, and one sheet, which is entered on its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.clock import WIB
from sandbox.deeds import DELETE, SAVE, SHEET, SHEETS
from sandbox.details import RecordDetails
from sandbox.errors import NoSuchRecord
from sandbox.practice.consistency.comparing import FamilyDifference, difference
from sandbox.practice.consistency.families import counts_of
from sandbox.practice.consistency.told import ToldSheet, told_sheet
from sandbox.practice.consistency.village import with_families
from sandbox.practice.forms.instruments import FormField
from sandbox.practice.forms.reading import parse
from sandbox.practice.forms.values import written_date
from sandbox.practice.households import households
from sandbox.practice.households.checking import Unfit, require
from sandbox.practice.keys import sheet_key
from sandbox.practice.locking import require_unchanged
from sandbox.practice.models import SheetEntry, Submission
from sandbox.practice.parts import sheet_of
from sandbox.practice.records import SheetRecord
from sandbox.practice.rules.check import Finding
from sandbox.practice.sheets import entries, questions, saving
from sandbox.practice.sheets import page as figures
from sandbox.practice.sheets.sheet import parts as sheet_parts
from sandbox.practice.sheets.sheet import places
from sandbox.practice.small_forms import COPY as COPYING
from sandbox.practice.small_forms import SEND
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.tracking import Track, track
from sandbox.practice.views.blueprint import (
    Subject,
    bp,
    change,
    hall_now,
    id_of,
    look,
    looked,
    of_sheet,
    of_sheet_row,
    peek,
    require_free_together,
)
from sandbox.practice.views.forms import small_page
from sandbox.practice.views.forms.form_page import FormPage, draft_deed, looked_at, shown_again, shown_for, version
from sandbox.practice.views.forms.small_page import SmallPage
from sandbox.practice.views.sending.handing import handed_words
from sandbox.practice.words import moment
from sandbox.web import current_desk

COPY = "_salin"
"""The button that fills the empty cells with last year's figures, and saves."""
ALL_PARTS = "semua"
"""The button that copies into the whole form."""
FORMS = "<any(potensi, perkembangan):form>"


@bp.get(f"/{FORMS}", endpoint="sheets")
@bp.get(f"/{FORMS}/bagian/<part_id>", endpoint="sheets")
def sheet_list(form: str, part_id: str | None = None) -> ResponseReturnValue:
    part = figures.part_of(form, part_id)

    def work(session: Session, now: datetime) -> tuple[figures.SheetList, SmallPage]:
        looked(session)
        return figures.list_of(session, form, part), small_page.shown(session, COPYING, form, part.id)

    page, small = look(SHEETS, work, record=form, detail=RecordDetails(section=part.id))
    return render_template("practice/sheets.html", active=form, page=page, today=_today(), small=small)


@bp.post(f"/{FORMS}/bagian/<part_id>/salin")
def copy_sheets(form: str, part_id: str) -> ResponseReturnValue:
    """Fill what is empty in the sheets of a part, or of the whole form, with last year's figures.

    They are marked as copies until somebody looks at them.
    """
    part, parsed = figures.part_of(form, part_id), parse(questions.day(), request.form)
    wanted = [each for here in (sheet_parts(form) if ALL_PARTS in request.form else [part]) for each in here.sheets]
    back = redirect(url_for(".sheets", form=form, part_id=part_id))

    def work(session: Session, now: datetime) -> int:
        period = households.village(session).period
        require([*parsed.errors, *saving.wrong_day(period, parsed)])
        as_of: date = parsed.values[questions.AS_OF]
        rows = entries.of_sheets(session, [each.id for each in wanted], (period, period - 1))
        filled = [(each, entry, source) for each in wanted if (source := rows.get((each.id, period - 1)))
                  and saving.would_copy(entry := rows[each.id, period], each, source)]
        require_free_together(session, [str(sheet_key(entry.id)) for _, entry, _ in filled], now)
        return sum(saving.copy_into(session, entry, each, source, as_of, by=current_desk().role_label, now=now)
                   for each, entry, source in filled)

    try:
        copied = change(SAVE, SHEETS, work, record=form, detail=RecordDetails(section=part.id))
    except Unfit as unfit:
        for problem in unfit.problems:
            flash(f"Belum disalin. {problem.text}", "error")
        return back
    flash(f"{copied} lembar diisi dengan salinan tahun lalu. Periksa setiap salinan sebelum dikirim." if copied
          else "Tidak ada sel kosong yang bisa disalin dari tahun lalu.", "success" if copied else "info")
    return back


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet's page: its figures, its form, and what became of it. `as_of`: the field of its date."""

    page: figures.SheetPage
    form: FormPage
    key: str
    entry: SheetEntry
    as_of: FormField
    told: ToldSheet
    families: FamilyDifference | None
    obstacles: Sequence[Finding]
    submissions: list[tuple[Submission, Track]]
    sending: SmallPage | None
    """The reason that is written at sending; None where no rule asks for one."""
    handed: str
    """That it is handed over to be sent, in words; empty if it isn't."""
    early: str
    """That the day of its state has not come yet, in words; empty if it has."""

    @property
    def can_compare(self) -> bool:
        """Whether some of its cells can be counted from the families."""
        return bool(counts_of(self.entry.sheet))


@bp.route("/lembar/<int:entry_id>", methods=["GET", "POST"])
@bp.route("/lembar/<sheet_id>", methods=["GET", "POST"])
def sheet(sheet_id: str = "", entry_id: int = 0) -> ResponseReturnValue:
    rows = peek(lambda session: _rows(session, entry_id, sheet_id))
    here = of_sheet(rows[0])
    if answer := draft_deed(SHEET, here, lambda session: SheetRecord.find(session, id_of(here)).stored(here.part)):
        return answer
    place = figures.place_of(sheet_of(here.part) or "")
    if request.method == "GET":
        year, per = request.args.get("tahun", type=int), request.args.get("per", type=date.fromisoformat)
        before_id = rows[1].id if rows[1] else None
        shown = look(SHEET, lambda session, now: _view(session, here, before_id, now, year, per), **here.named())
        return render_template("practice/sheet.html", active=place.book.id, shown=shown, today=_today(),
                               only_copies="salinan" in request.args)
    desk, parsed = current_desk(), saving.read(place.sheet, request.form)

    def work(session: Session, now: datetime) -> saving.SavedSheet:
        entry = SheetRecord.find(session, id_of(here)).row
        source = entries.before(session, entry) if COPY in request.form else None
        return saving.save(session, entry, place.sheet, parsed, shown=shown_for(), person=desk.person, by=desk.role_label,
                           now=now, source=source)

    try:
        saved = change(SAVE, SHEET, work, **here.named())
    except Unfit:
        return shown_again()
    flash(_saved_words(saved), "success" if saved.counts and not _early_words(saved.as_of) else "warning")
    return redirect(request.path)


@bp.route("/lembar/<int:entry_id>/keadaan/<as_of>/hapus", methods=["GET", "POST"])
def remove_state(entry_id: int, as_of: str) -> ResponseReturnValue:
    """Take away the state of a day that was entered wrongly. Asks once, and tells what goes and what counts then."""
    here, day = of_sheet_row(entry_id), day_from(as_of)
    if request.method == "GET":
        going = look(SHEET, lambda session, now: figures.going_state(entries.get(session, entry_id), day),
                     **here.named(section="hapus"))
        return render_template("practice/sheet_state_delete.html", active=going.place.book.id, going=going, key=here.record)

    def work(session: Session, now: datetime) -> SheetEntry:
        entry = SheetRecord.find(session, entry_id).row
        require_unchanged(entry, version(), thing="Lembar", now=now)
        saving.remove_state(session, entry, day, by=current_desk().role_label, now=now)
        return entry

    entry = change(DELETE, SHEET, work, **here.named())
    flash(f"Keadaan per {written_date(day)} sudah dihapus. "
          f"Yang berlaku: keadaan per {written_date(entry.as_of) if entry.as_of else 'belum ada'}.", "success")
    return redirect(url_for(".sheet", entry_id=entry_id))


def day_from(text: str) -> date:
    """2026-01-31 as in an address. Raises NoSuchRecord for another text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NoSuchRecord() from None


def _rows(session: Session, entry_id: int, sheet_id: str) -> tuple[SheetEntry, SheetEntry | None]:
    """The sheet's row of this year, and for its page that of last year. Raises NoSuchRecord."""
    period = households.village(session).period
    if request.method == "GET":
        return entries.both_years(session, period, entry_id=entry_id, sheet_id=sheet_id)
    return entries.of_sheet(session, period, entry_id=entry_id, sheet_id=sheet_id), None


def _view(session: Session, here: Subject, before_id: int | None, now: datetime, year: int | None,
          per: date | None) -> SheetView:
    """`before_id`: of last year's row. Both rows are held by the view, and asked for again only in another transaction."""
    entry = entries.get(session, id_of(here))
    before = session.get(SheetEntry, before_id) if before_id else None
    record = SheetRecord(entry)
    stored = record.stored(here.part)
    form = FormPage.of(here, stored, record.version, looked_at(session, here, stored))
    shown = figures.sheet_page(entry, before, year=year, per=per)
    sent = [(one, track(one, now)) for one in reversed(submissions.of_record(session, record.key))]
    as_of = questions.fields(shown.place.sheet)[questions.AS_OF]
    found, families = with_families(session, entry, households.village(session).as_of)
    told = told_sheet(entry.sheet, found)
    unlike = difference(shown.place.sheet, entries.figures_of(entry), families.figures)
    why = small_page.shown(session, SEND, entry.id) if told.asked else None
    obstacles = record.obstacles_and(told)
    handed = "" if obstacles else handed_words(session, record, now)
    return SheetView(shown, form, here.record, entry, as_of, told, unlike, obstacles, sent, why, handed,
                     _early_words(entry.as_of))


def _today() -> date:
    return hall_now().astimezone(WIB).date()


def _early_words(day: date | None) -> str:
    """Tanggal 30-11-2026 belum tiba, hari ini 28-11-2026. …"""
    if day is None or day <= (today := _today()):
        return ""
    return (f"Tanggal {written_date(day)} belum tiba, hari ini {written_date(today)}. Bila keliru, simpan lagi dengan tanggal "
            f"yang benar, lalu hapus keadaan per {written_date(day)} di Riwayat.")


def _saved_words(saved: saving.SavedSheet) -> str:
    """Tersimpan pukul 10.12.33 per 31-10-2026. 153 isian terisi."""
    entry, day = saved.entry, written_date(saved.as_of)
    if saved.counts or entry.as_of is None:
        computed = any(column.computed for line in places()[entry.sheet].sheet.lines for column in line.columns)
        return (f"Tersimpan pukul {moment(entry.saved_at, entry.saved_at)} sebagai keadaan per {day}. {entry.filled} sel terisi"
                f"{', termasuk yang dihitung' if computed else ''}. {_early_words(saved.as_of)}").rstrip()
    return (f"Tersimpan sebagai keadaan per {day}, di Riwayat. Yang dipakai tetap keadaan per {written_date(entry.as_of)}, "
            "karena tanggalnya lebih baru.")
