"""What every form page needs besides its fields: errors, warnings, the draft, the version it was shown for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import DELETE, DRAFT, RESTORE_DRAFT, PageKind
from sandbox.errors import NoSuchRecord, Problem
from sandbox.practice import drafts, occupied
from sandbox.practice.drafts import DraftKey
from sandbox.practice.forms.reading import Typed
from sandbox.practice.keys import key_from
from sandbox.practice.locking import ShownFor
from sandbox.practice.models import Draft
from sandbox.practice.parts import REASON
from sandbox.practice.views.blueprint import Subject, change, hall_now
from sandbox.practice.views.forms.unsaved import ticket_for, ticket_sent
from sandbox.web import current_desk

DRAFT_DEED = "_draf"
NOTHING = Typed({})
"""Stored for what is still to be entered."""


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form as it is shown. `unsaved`: inputs whose typing is not stored. `is_offered`: other answers stand there by now than
    those that the draft was typed over, so it is shown only when that is asked for."""

    typed: Typed
    version: int
    ticket: str
    errors: Mapping[str, str] = field(default_factory=dict)
    summary: Sequence[Problem] = ()
    warnings: Sequence[Problem] = ()
    draft: Draft | None = None
    reason: str = ""
    unsaved: frozenset[str] = frozenset()
    is_offered: bool = False

    @classmethod
    def of(cls, here: Subject, stored: Typed, version: int, draft: Draft | None) -> "FormPage":
        """The form with its draft in it, or as stored. `draft`: see pending."""
        base = drafts.digest(stored)
        ticket = ticket_for(here.record, here.part, base)
        if draft is None:
            return cls(stored, version, ticket)
        unsaved = drafts.unsaved(draft, stored)
        if draft.base != base:
            return cls(stored, version, ticket, draft=draft, unsaved=unsaved, is_offered=True)
        typed, refused = Typed.of(draft.typed), drafts.refused(draft)
        errors: dict[str, str] = {}
        for problem in refused:
            errors.setdefault(problem.field, problem.text)
        return cls(typed, version, ticket, errors, refused, drafts.asked(draft), draft if unsaved else None, typed.first(REASON),
                   unsaved)

    @property
    def anchors(self) -> list[tuple[str, str]]:
        """For the summary on top: the input and what is wrong with it."""
        return [(problem.field, _with_label(problem)) for problem in self.summary]

    @property
    def choosing(self) -> str:
        """Where one chooses between the draft that is offered and what is stored."""
        return choosing_url(self.draft.record, self.draft.part) if self.draft else ""

    @property
    def not_saved(self) -> frozenset[str]:
        """Inputs on the screen of which it is known that they are not saved."""
        return frozenset() if self.draft is None or self.is_offered or self.draft.is_unknown else self.unsaved


def pending(session: Session, here: Subject, stored: Typed) -> Draft | None:
    """The person's draft of this form, if it holds anything that is not stored. One that does not is over: see _unless_over."""
    opened(session, here)
    return _unless_over(session, drafts.find(session, DraftKey(current_desk().person, here.record, here.part)), stored)


def looked_at(session: Session, here: Subject, stored: Typed) -> Draft | None:
    """The same, on a page that tells what is stored: see drafts.looked. One question instead of two."""
    desk = current_desk()
    opened(session, here)
    key = DraftKey(desk.person, here.record, here.part)
    draft = drafts.looked_at_form(session, key) if desk.may_write else drafts.find(session, key)
    return _unless_over(session, draft, stored)


def opened(session: Session, here: Subject) -> None:
    """The person has opened that record's form. Where another has it open in the same copy, the page says so."""
    desk = current_desk()
    if desk.companion and desk.may_write and key_from(here.record):
        g.occupied_by = occupied.occupy(session, here.record, desk.person, by=desk.role_label, now=hall_now())


def _unless_over(session: Session, draft: Draft | None, stored: Typed) -> Draft | None:
    """One that is over is given once more where its save was refused: what is wrong in an untouched form is told, too."""
    if draft is None or drafts.unsaved(draft, stored):
        return draft
    if current_desk().may_write:
        session.delete(draft)
    return draft if draft.problems and draft.base == drafts.digest(stored) else None


def _with_label(problem: Problem) -> str:
    """The message, with its field's label where it does not begin with that."""
    return problem.text if problem.text.startswith(problem.label) else f"{problem.label}: {problem.text}"


def version() -> int | None:
    """The version of the record that the submitted form was shown for."""
    return request.form.get("_version", type=int)


def shown_for() -> ShownFor:
    """What the submitted form was shown for."""
    ticket = ticket_sent()
    return ShownFor(version(), ticket.base if ticket else "")


def reason() -> str:
    """The written answer to a warning."""
    return " ".join(request.form.get(REASON, "").split())


def choosing_url(record: str, part: str) -> str:
    """Where one chooses between the draft of that form and what somebody else saved. Raises NoSuchRecord."""
    key = key_from(record)
    if key is None:
        raise NoSuchRecord()
    return url_for(".conflict", record_kind=key.kind, record_id=key.id, part=part)


def shown_again() -> ResponseReturnValue:
    """After a refusal: the same page, asked for anew, with what was typed and what is wrong with it. Safe to reload."""
    return redirect(request.path, HTTPStatus.SEE_OTHER)


def draft_deed(page: PageKind, here: Subject, stored_now: Callable[[Session], Typed]) -> ResponseReturnValue | None:
    """Restore or throw away the draft of this form, if that was pressed. Restoring fills the form; it saves nothing."""
    deed = request.form.get(DRAFT_DEED)
    key = DraftKey(current_desk().person, here.record, here.part)
    if deed == "pulihkan":
        change(RESTORE_DRAFT, page, lambda session, now: drafts.rebase(session, key, stored_now(session)), **here.named(),
               keeps_typing=False)
        flash("Draf dipulihkan ke layar ini. Data BELUM tersimpan sebelum Simpan ditekan.", "warning")
    elif deed == "buang":
        change(DELETE, DRAFT, lambda session, now: drafts.forget(session, key), **here.named(), keeps_typing=False)
        flash("Draf sudah dibuang. Data yang tersimpan tidak berubah.", "info")
    else:
        return None
    return redirect(request.path, HTTPStatus.SEE_OTHER)
