"""A small form as it is shown (small_forms.py): what was typed into it and not sent, and its ticket."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sandbox.practice import drafts
from sandbox.practice.drafts import DraftKey
from sandbox.practice.forms.reading import Typed
from sandbox.practice.small_forms import SMALL, SmallForm
from sandbox.practice.views.forms.unsaved import ticket_for
from sandbox.web import current_desk


@dataclass(frozen=True, slots=True)
class SmallPage:
    """`kept_at`: since when the typing is kept that it shows; None for an empty one."""

    typed: Typed
    ticket: str
    kept_at: datetime | None = None

    def value(self, name: str) -> str:
        return self.typed.first(name)


def shown(session: Session, form: SmallForm, *about: object) -> SmallPage:
    """The form about that. Whoever sees it sees what it is about: a draft of what was done after all is over."""
    desk, part = current_desk(), form.part(*about)
    ticket = ticket_for(SMALL, part, "")
    draft = drafts.find(session, DraftKey(desk.person, SMALL, part))
    if draft is None:
        return SmallPage(Typed({}), ticket)
    if desk.may_write:
        draft.is_unknown = False
        if draft.is_saved:
            session.delete(draft)
    return SmallPage(Typed({}), ticket) if draft.is_saved else SmallPage(Typed.of(draft.typed), ticket, draft.kept_at)
