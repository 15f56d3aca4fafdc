"""Two people changed the same part of a record: both answers side by side, and one is chosen question by question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import HOUSEHOLD, MEMBER, SAVE, SHEET, PageKind
from sandbox.errors import NoSuchRecord, Problem
from sandbox.practice import drafts, parts, records
from sandbox.practice.conflicts import choosing, replaced, resolving
from sandbox.practice.conflicts.choosing import Clash
from sandbox.practice.conflicts.replaced import Saver
from sandbox.practice.drafts import DraftKey
from sandbox.practice.forms.reading import Typed
from sandbox.practice.households.checking import Unfit
from sandbox.practice.keys import NEW, SHEET_KIND, key_from
from sandbox.practice.locking import ShownFor, require_fresh
from sandbox.practice.models import Draft
from sandbox.practice.records import Address, Sendable
from sandbox.practice.sheets.sheet import places
from sandbox.practice.views.blueprint import Subject, bp, change, look, of_household, of_sheet_row
from sandbox.practice.views.forms.form_page import opened, reason, shown_again, shown_for, version
from sandbox.practice.views.forms.typed_words import of_section
from sandbox.practice.views.forms.unsaved import ticket_for
from sandbox.practice.views.records.households import reason_told
from sandbox.practice.words import BASELINE, moment, when
from sandbox.web import current_desk


@dataclass(frozen=True, slots=True)
class Sided:
    """One question as the page asks it. `mine`, `theirs`: both answers in words, line by line."""

    asked: Clash
    mine: Sequence[str]
    theirs: Sequence[str]
    side: str
    """Which answer is ticked; empty where the person has not chosen yet."""
    error: str


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """All that the page shows. `others`: what only one of the two has changed, so that nothing has to be chosen."""

    record: Sendable
    key: str
    title: str
    draft: Draft
    typed: Typed
    version: int
    ticket: str
    asked: Sequence[Sided]
    others: Sequence[Sided]
    saver: Saver
    changed: str
    """When that was, within a sentence: pukul 10.42.18."""
    anchors: Sequence[tuple[str, str]]
    warnings: Sequence[Problem]
    reason: str

    @property
    def other_typed(self) -> Typed:
        """What was typed as another answer, under the names that its inputs have on this page."""
        return Typed({name: texts for name, texts in self.typed.values.items() if name.startswith(parts.OTHER)})

    @property
    def carried(self) -> list[list[str]]:
        """The typing that goes along unseen: all of the form's own inputs."""
        return [pair for pair in self.typed.pairs() if not pair[0].startswith((parts.OTHER, parts.PICK, parts.REASON))]


@bp.route("/pilih/<any(household, sheet):record_kind>/<int:record_id>/<part>", methods=["GET", "POST"])
def conflict(record_kind: str, record_id: int, part: str) -> ResponseReturnValue:
    here, page = _subject(record_kind, record_id, part)
    section = part if page is HOUSEHOLD else ""
    if request.method == "GET":
        shown = look(page, lambda session, now: _page(session, here, now), **here.named(section=section))
        if isinstance(shown, Address):
            return redirect(_url(shown))
        return render_template("practice/conflict.html", active=_menu(part), shown=shown, back=_url(shown.record.page(
            shown.record.key.id, part)))
    try:
        record = change(SAVE, page, lambda session, now: _save(session, here, now),
                        **here.named(section=section, reason=reason_told()))
    except Unfit:
        return shown_again()
    at = moment(record.row.saved_at, record.row.saved_at)
    flash(f"Tersimpan pukul {at}. {record.called(part)}.", "success")
    return redirect(_url(record.page(record.key.id, part)), HTTPStatus.SEE_OTHER)


def _subject(kind: str, record_id: int, part: str) -> tuple[Subject, PageKind]:
    """Raises NoSuchRecord for a part that no record of that kind has, or that nothing is stored of."""
    if kind == SHEET_KIND:
        here = of_sheet_row(record_id)
        if here.part != part:
            raise NoSuchRecord()
        return here, SHEET
    if parts.sheet_of(part) or part in (NEW, parts.member_part(None)) or not parts.sections(part):
        raise NoSuchRecord()
    return of_household(record_id, part), MEMBER if part.startswith(parts.MEMBER) else HOUSEHOLD


def _record(session: Session, here: Subject) -> Sendable:
    key = key_from(here.record)
    found = records.find_sendable(session, key) if key else None
    if found is None or not found.has_part(here.part):
        raise NoSuchRecord()
    return found


def _page(session: Session, here: Subject, now: datetime) -> ConflictPage | Address:
    """The page; the form's address where there is nothing to choose."""
    record = _record(session, here)
    opened(session, here)
    draft = drafts.find(session, DraftKey(current_desk().person, here.record, here.part))
    stored = record.stored(here.part)
    if draft is None or draft.base == drafts.digest(stored):
        return record.page(record.key.id, here.part)
    typed, saver = Typed.of(draft.typed), _saver(record)
    base = replaced.base_of(session, record, here.part, draft.base)
    asked = choosing.differing(here.part, typed, stored, base, saver)
    if not asked:
        return record.page(record.key.id, here.part)
    refused = drafts.refused(draft)
    last = max((each.saver for each in asked if each.is_theirs), key=lambda who: who.at, default=saver)
    sided = [_sided(each, typed, record.version, refused) for each in asked]
    names = {each.name for each in asked}
    return ConflictPage(
        record, here.record, record.called(here.part), draft, typed, record.version,
        ticket_for(here.record, here.part, draft.base),
        [each for each in sided if each.asked.in_both], [each for each in sided if not each.asked.in_both],
        last, when(last.at, now),
        [(problem.field if problem.field in names else "formulir", f"{problem.label}: {problem.text}") for problem in refused],
        drafts.asked(draft), typed.first(parts.REASON))


def _sided(asked: Clash, typed: Typed, version: int, refused: Sequence[Problem]) -> Sided:
    side = choosing.picked(asked, typed, version)
    error = next((problem.text for problem in refused if problem.field == asked.name
                  or problem.field.startswith(f"{asked.name}-")), "")
    return Sided(asked, _words(asked, asked.typed), _words(asked, asked.stored), side.value if side else "", error)


def _words(asked: Clash, typed: Typed) -> list[str]:
    lines = of_section(asked.alone, typed)
    return [words if label == asked.label else f"{label.removeprefix(asked.label).strip()}: {words}" for label, words in lines]


def _saver(record: Sendable) -> Saver:
    by = record.row.saved_by
    return Saver("orang lain" if by == BASELINE else by, record.row.saved_at)


def _save(session: Session, here: Subject, now: datetime) -> Sendable:
    """Save what was chosen. What is stored as chosen already, by a second press, is left as it is."""
    record, desk, sent, shown = _record(session, here), current_desk(), Typed.of(request.form), shown_for()
    stored = record.stored(here.part)
    base = replaced.base_of(session, record, here.part, shown.base)
    asked = choosing.differing(here.part, sent, stored, base, _saver(record))
    chosen = choosing.resolved(stored, sent, resolving.sides(asked, sent, version() or 0))
    if not parts.differing(here.part, chosen, stored):
        drafts.forget(session, DraftKey(desk.person, here.record, here.part))
        return record
    # Not the base of the form that was typed into: it was compared with what was stored when this page was shown.
    seen = ShownFor(version())
    require_fresh(record, here.part, chosen, seen, now)
    resolving.save(session, record, here.part, chosen, shown=seen, person=desk.person, by=desk.role_label, reason=reason(),
                   now=now)
    return record


def _url(address: Address) -> str:
    return url_for(f".{address.view}", **address.arguments)


def _menu(part: str) -> str:
    """The entry of the menu that the part's form belongs to."""
    sheet_id = parts.sheet_of(part)
    return places()[sheet_id].book.id if sheet_id else HOUSEHOLD.menu
