"""What every form page needs besides its fields: errors, warnings, the draft, the version it was shown for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from sandbox.deeds import DELETE, DRAFT, RESTORE_DRAFT, PageKind
from sandbox.errors import Problem
from sandbox.practice import drafts
from sandbox.practice.forms.reading import Typed
from sandbox.practice.households.checking import Unfit
from sandbox.practice.models import Draft
from sandbox.practice.views.blueprint import Subject, change, peek
from sandbox.web import current_desk, typed

RETURN = "_kembali"
"""Named by the trouble page's way back: the form is shown again as it was typed, and nothing is done."""
DRAFT_DEED = "_draf"


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form as it is shown. `unsaved`: it shows typing that is not stored."""

    typed: Typed
    version: int | None
    errors: Mapping[str, str] = field(default_factory=dict)
    summary: Sequence[Problem] = ()
    warnings: Sequence[Problem] = ()
    draft: Draft | None = None
    reason: str = ""
    unsaved: int = 0

    @classmethod
    def of(cls, here: Subject, stored: Typed, version_now: int) -> "FormPage":
        """The form as stored; as typed where one comes back from a trouble page; as in the draft where that was asked for."""
        if request.method == "POST":
            return cls(Typed.of(typed()), version(), reason=reason(), unsaved=answered(typed()))
        draft = peek(lambda session: drafts.find(session, current_desk().person, here.record, here.part))
        if draft and "draf" in request.args:
            return cls(Typed.of(draft.typed), version_now, draft=draft, unsaved=answered(draft.typed))
        return cls(stored, version_now, draft=draft)

    @classmethod
    def refused(cls, shown: Typed, unfit: Unfit, version_shown: int | None) -> "FormPage":
        """The form as typed, with what is wrong."""
        errors: dict[str, str] = {}
        for problem in unfit.refused:
            errors.setdefault(problem.field, problem.text)
        return cls(shown, version_shown, errors, unfit.refused, unfit.asked, reason=reason(), unsaved=answered(typed()))

    @property
    def draft_size(self) -> int:
        """How many inputs the draft holds something for."""
        return answered(self.draft.typed) if self.draft else 0

    @property
    def anchors(self) -> list[tuple[str, str]]:
        """For the summary on top: the input and what is wrong with it."""
        return [(problem.field, _with_label(problem)) for problem in self.summary]

    @property
    def is_draft(self) -> bool:
        """Whether the fields show the draft."""
        return self.draft is not None and bool(self.unsaved)


def _with_label(problem: Problem) -> str:
    """The message, with its field's label where it does not begin with that."""
    return problem.text if problem.text.startswith(problem.label) else f"{problem.label}: {problem.text}"


def answered(pairs: Iterable[Sequence[str]]) -> int:
    """How many inputs of a form hold something."""
    return len({name for name, text in pairs if text.strip()})


def version() -> int | None:
    """The version of the household that the submitted form was shown for."""
    return request.form.get("_version", type=int)


def reason() -> str:
    """The written answer to a warning."""
    return " ".join(request.form.get("alasan", "").split())


def is_return() -> bool:
    return RETURN in request.form


def draft_deed(page: PageKind, here: Subject) -> ResponseReturnValue | None:
    """Restore or throw away the draft of this form, if that was pressed. Restoring fills the form; it saves nothing."""
    deed = request.form.get(DRAFT_DEED)
    person = current_desk().person
    if deed == "pulihkan":
        change(RESTORE_DRAFT, page, lambda session, now: drafts.find(session, person, here.record, here.part), **here.named(),
               keeps_typing=False)
        flash("Draf dipulihkan ke layar ini. Data BELUM tersimpan sebelum Simpan ditekan.", "warning")
        return redirect(f"{request.path}?draf=1")
    if deed == "buang":
        change(DELETE, DRAFT, lambda session, now: drafts.forget(session, person, here.record, here.part), **here.named(),
               keeps_typing=False)
        flash("Draf sudah dibuang. Data yang tersimpan tidak berubah.", "info")
        return redirect(request.path)
    return None
