"""The page Peserta: a list uploaded, looked at, answered, applied and taken back."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from instructor.errors import NoSuchRoster, RosterRefused
from instructor.people import applying, importing, listing
from instructor.people.columns import LABELS, RosterColumn
from instructor.people.importing import RosterPage
from instructor.people.official import OfficialVillages, code_in
from instructor.people.problem_file import problem_file, template_file
from instructor.people.problems import SKIP, Asks, RosterProblem, rows_words, words_of
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.spreadsheets.cells import NoSpreadsheet
from sandbox.web import services
from sandbox.words.digits import natural
from sandbox.words.roles import ROLE_LABELS

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A_PAGE = 25
"""Problems of one page."""
APPLY = "terapkan"


@staff_required()
def people() -> ResponseReturnValue:
    """Who is invited, to be searched; the list of an office to be uploaded."""
    return people_page({})


def people_page(typed: Mapping[str, str]) -> str:
    """The page; `typed`: what was typed of somebody who could not be added."""
    last = applying.last_import()
    wanted = request.args.get("cari", "")[:80]
    found = listing.search(wanted, request.args.get("hal", 1, int))
    return render_template("hall/people.html", staff=current_staff(), found=found, wanted=wanted, last=last,
                           villages=importing.villages(), roles=ROLE_LABELS, typed=typed,
                           used=applying.first_use(last.id) if last and not last.is_undone else "",
                           kept=importing.page(current_staff().account_id))


@staff_required("organiser")
def upload_roster() -> ResponseReturnValue:
    """Check a file; nobody is changed by it."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        flash(_("Pilih dulu filenya, lalu tekan Periksa file."), "error")
        return _to(".people")
    return _checked(lambda account, now: importing.check(account, sent.filename or "", sent.read(), now=now), ".people")


@staff_required("organiser")
def roster_check() -> ResponseReturnValue:
    """What is in the file, what is open, and what would change."""
    page = importing.page(current_staff().account_id)
    if page is None:
        return _nothing_kept()
    problems = page.report.problems
    number = min(max(request.args.get("hal", 1, int), 1), _pages(problems))
    return render_template(
        "hall/roster_check.html", staff=current_staff(), page=page, report=page.report, changes=page.changes,
        labels=LABELS, number=number, pages=_pages(problems), shown=problems[(number - 1) * A_PAGE:number * A_PAGE], skip=SKIP,
        typed=request.args, words_of=words_of, problem_rows=len({row for problem in problems for row in problem.rows}),
        rows_words=rows_words, page_of={problem.key: place // A_PAGE + 1 for place, problem in enumerate(problems)}, asks=Asks)


@staff_required("organiser")
def answer_roster() -> ResponseReturnValue:
    """Keep the answers of this page; with the big button apply the list, where nothing is open and nothing new came to light."""
    account = current_staff().account_id
    page = importing.page(account)
    if page is None:
        return _nothing_kept()
    answers, unknown = _answers(page), _unknown(page)
    for typed in unknown.values():
        flash(_("“%(typed)s” bukan satu desa dari pelatihan ini. Pilih dari daftarnya.", typed=typed), "warning")
    known = {problem.key: problem.answer for problem in page.report.problems}
    if any(known[key] != value for key, value in answers.items()):
        answer = _checked(lambda account, now: importing.answer(account, answers, now=now), ".roster_check", unknown)
        if request.form.get("tindakan") != APPLY:
            return answer
    return _applied(account, unknown) if request.form.get("tindakan") == APPLY else _to_check(unknown)


def _applied(account: int, unknown: Mapping[str, str]) -> ResponseReturnValue:
    try:
        changes = importing.apply(account, seen=request.form.get("terlihat", ""), now=services().clock.now())
    except RosterRefused as refused:
        flash(f"{refused} {refused.code}", "warning")
        return _to_check(unknown)
    flash(_("%(people)s peserta diterapkan.", people=changes.people), "success")
    return _to(".people")


@staff_required("organiser")
def choose_roster_columns() -> ResponseReturnValue:
    """Take the columns of the file for what was chosen."""
    chosen: dict[int, RosterColumn] = {}
    for name, value in request.form.items():
        place = natural(name.removeprefix("kolom-"))
        if place is not None and value in {each.value for each in RosterColumn}:
            chosen[place] = RosterColumn(value)
    return _checked(lambda account, now: importing.choose_columns(account, chosen, now=now), ".roster_check")


@staff_required("organiser")
def drop_roster() -> ResponseReturnValue:
    """Throw the checked file away."""
    importing.throw_away(current_staff().account_id)
    flash(_("File itu sudah dibuang. Peserta tidak berubah."), "info")
    return _to(".people")


@staff_required("organiser")
def undo_roster() -> ResponseReturnValue:
    """Take the last applied list back."""
    try:
        done = applying.undo(request.form.get("impor", 0, int), now=services().clock.now(), by=current_staff().account_id)
        flash(_("Penerapan %(file)s dibatalkan. Peserta seperti sebelumnya, kartu lama berlaku lagi.", file=done.name), "success")
    except RosterRefused as refused:
        flash(f"{refused} {refused.code}", "warning")
    return _to(".people")


@staff_required("organiser")
def roster_problems() -> ResponseReturnValue:
    """The problems of the checked file as a workbook."""
    page = importing.page(current_staff().account_id)
    if page is None:
        return _nothing_kept()
    return _download(problem_file(page.report), "masalah-daftar-peserta.xlsx")


@staff_required("organiser")
def roster_template() -> ResponseReturnValue:
    """A workbook to be filled in: every village of the training with its two seats, and who sits there now."""
    return _download(template_file(listing.rows()), "daftar-peserta.xlsx")


def _download(content: bytes, name: str) -> ResponseReturnValue:
    return Response(content, mimetype=MIME, headers={"Content-Disposition": f"attachment; filename={name}"})


def _checked(work: importing.Work, back: str, unknown: Mapping[str, str] | None = None) -> ResponseReturnValue:
    """Do a check; a file that can't be read leads back with why."""
    try:
        work(current_staff().account_id, services().clock.now())
    except NoSpreadsheet as refused:
        flash(f"{refused.why} {refused.remedy} {_('Belum ada yang diubah.')}", "error")
        return _to(back)
    except NoSuchRoster:
        return _nothing_kept()
    return _to_check(unknown)


def _nothing_kept() -> ResponseReturnValue:
    """For a page of before the list was applied or thrown away."""
    flash(str(NoSuchRoster()), "info")
    return _to(".people")


def _to(page: str) -> ResponseReturnValue:
    return redirect(url_for(page), HTTPStatus.SEE_OTHER)


def _to_check(unknown: Mapping[str, str] | None = None) -> ResponseReturnValue:
    """To the problems; `unknown`: what was typed for a village and is none, to stand in its field again."""
    again: dict[str, Any] = {"hal": request.form.get("hal"), **(unknown or {})}
    return redirect(url_for(".roster_check", _anchor="masalah", **again), HTTPStatus.SEE_OTHER)


def _pages(problems: Sequence[RosterProblem]) -> int:
    return max(1, -(-len(problems) // A_PAGE))


def _answers(page: RosterPage) -> dict[str, str]:
    """What was answered to the problems of the page that was sent; an empty answer opens one again."""
    shown = set(request.form.getlist("ada"))
    return {problem.key: _answer(problem, page.official, request.form) for problem in page.report.problems
            if problem.key in shown}


def _unknown(page: RosterPage) -> dict[str, str]:
    """What was typed for a village of that page and is none, by the name of its field."""
    typed = {f"{problem.key}-lain": request.form.get(f"{problem.key}-lain", "").strip() for problem in page.report.problems
             if problem.asks is Asks.VILLAGE and f"{problem.key}-lewati" not in request.form}
    return {name: words[:60] for name, words in typed.items() if words and not _village(words, page.official)}


def _answer(problem: RosterProblem, official: OfficialVillages, form: Mapping[str, str]) -> str:
    """Leaving out goes before what was typed, and that before what was ticked."""
    if f"{problem.key}-lewati" in form:
        return SKIP
    typed = form.get(f"{problem.key}-lain", "").strip()
    if typed and problem.asks is Asks.VILLAGE:
        return _village(typed, official)
    return typed or form.get(problem.key, "")


def _village(typed: str, official: OfficialVillages) -> str:
    """The code of the village that was typed or picked from the list; empty where none or several are meant."""
    begins = re.match(r"[\d.]+", typed)
    code = code_in(begins.group())[0] if begins else ""
    named = official.named(typed)
    return code if code in official.by_code else named[0].code if len(named) == 1 else ""
