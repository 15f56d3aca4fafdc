"""Drafts: what a person typed into a form and did not save. Never data; gone with the save, or when the person throws them away.

Kept as one types, and when a save is refused, late, or met by a pause. A draft belongs to a record, by its key, and to a part
of the record's form: pangan, anggota-12, anggota-baru; baru for a whole new card. So it stays with a card whose number is
corrected. Where record or member is taken out meanwhile it stays too, to be copied (removed.py). What is typed beside the
records' forms has small_forms.SMALL for its record.

It lies in the copy that it was typed for: the save that makes it needless is one transaction with its end, the undo of a reset
brings it back, no NIK leaves its sandbox, and 74 people who type do not wait for one another. It is no deed: nothing of it
stands in the journal.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import BindParameter, ColumnElement, Table, and_, bindparam, delete, exists, or_, select
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.errors import Fate, Problem, Rejected, Trouble
from sandbox.practice import parts, records
from sandbox.practice.forms.reading import Typed
from sandbox.practice.households.checking import Unfit
from sandbox.practice.keys import NEW, RecordKey, key_from
from sandbox.practice.models import Draft
from sandbox.practice.records import Sendable
from sandbox.practice.small_forms import SMALL

Pairs = Sequence[tuple[str, str]]
BESIDE = "panel"
"""Stands for the record of what is typed beside the practice system, into the lesson's panel. No page in here leads to it."""
KNOWN_AS = "nothing typed by"
"""Under which a session remembers whose drafts it need not look for: most people have none."""
LONGEST = 200_000
"""Letters of one draft. The longest form, all its rows filled, has a quarter of them."""


class DraftKey(NamedTuple):
    """Whose draft, of which record (a key as text, or NEW_HOUSEHOLD) and which part of its form."""

    person: int
    record: str
    part: str


def digest(stored: Typed) -> str:
    """Names the stored answers of a part: a draft that was typed over them fits as long as they stand there."""
    return hashlib.sha256(json.dumps(sorted(stored.pairs())).encode()).hexdigest()[:8]


def keeps(action: Action) -> bool:
    """Whether what was typed for the action is kept where it is refused."""
    return bool(action.typed and action.typed_into)


def keep(session: Session, action: Action, why: Trouble | Rejected, now: datetime) -> None:
    """Keep what was typed for a refused action, with what the form found wrong; or lose it, where the refusal says so."""
    if not action.typed or action.typed_into is None:
        return
    key = DraftKey(action.desk.person, *action.typed_into)
    if isinstance(why, Trouble) and why.loses_typing:
        forget(session, key)
        return
    draft = put(session, key, action.typed, base=action.typed_over, now=now, is_refused=True)
    if draft is not None:
        draft.problems = _written(why)
        draft.is_unknown = isinstance(why, Trouble) and why.fate is Fate.UNKNOWN
        draft.is_saved = draft.is_unknown and action.committed


def put(session: Session, key: DraftKey, typed: Pairs, *, base: str, now: datetime, is_refused: bool = False) -> Draft | None:
    """Keep what stands in the form now. It replaces an earlier draft; what was found wrong with that stays until the next save.

    None where nothing is kept: for a small form or a new card without a letter, unless its save was refused: its page has to say
    why; for more than any form holds.
    """
    session.info.pop(KNOWN_AS, None)
    if sum(len(name) + len(text) for name, text in typed) > LONGEST:
        return None
    if (key.record == SMALL or key.part == NEW and not is_refused) and not any(text.strip() for _, text in typed):
        forget(session, key)
        return None
    draft = find(session, key)
    if draft is None:
        draft = Draft(person=key.person, record=key.record, part=key.part, problems=[])
        session.add(draft)
    draft.typed, draft.base, draft.kept_at = [list(pair) for pair in typed], base, now
    draft.is_unknown = draft.is_saved = False
    return draft


def type_into(session: Session, key: DraftKey, stored: Typed, name: str, texts: Sequence[str], *, now: datetime) -> bool:
    """Put `texts` into one input of the form, beside what is typed there. False where older typing waits to be restored."""
    draft, base = find(session, key), digest(stored)
    if draft is not None and draft.base != base:
        return False
    typed = {**(Typed.of(draft.typed) if draft else stored).values, name: tuple(texts)}
    put(session, key, [(each, text) for each, told in typed.items() for text in told], base=base, now=now)
    return True


def find(session: Session, key: DraftKey) -> Draft | None:
    return None if _has_none(session, key.person) else session.get(Draft, tuple(key))


def has_any(person: int | BindParameter[int]) -> ColumnElement[bool]:
    """Asks whether the person has any draft in this copy."""
    return exists().where(Draft.person == person)


def know_none(session: Session, person: int) -> None:
    """This transaction has asked, and that person has none: nothing here asks again."""
    session.info[KNOWN_AS] = person


def _has_none(session: Session, person: int) -> bool:
    return bool(session.info.get(KNOWN_AS) == person)


def rebase(session: Session, key: DraftKey, stored: Typed) -> None:
    """From now on it is typed over what is stored by now: the person wants it in spite of that."""
    draft = find(session, key)
    if draft is not None:
        draft.base = digest(stored)


def unsaved(draft: Draft, stored: Typed) -> frozenset[str]:
    """Names of the inputs that hold something else than what is stored."""
    return parts.differing(draft.part, Typed.of(draft.typed), stored)


def of_record(session: Session, person: int, key: RecordKey) -> Sequence[Draft]:
    """The person's drafts for any part of that record that hold anything that is not stored, newest first."""
    if _has_none(session, person):
        return []
    kept = session.scalars(_OF_RECORD, {"person": person, "record": str(key)}).all()
    return _of(session, key, kept)


def of_person(session: Session, person: int) -> list[Draft]:
    """All of the person's drafts that hold anything that is not stored, newest first; saves of unknown fate among them."""
    if _has_none(session, person):
        return []
    kept = session.scalars(_OF_PERSON, {"person": person}).all()
    return [draft for draft in kept if _is_unsaved(session, draft)]


# Built once: building a statement costs more than asking it. No record has the key "".
_OF_RECORD = (select(Draft).where(
    Draft.person == bindparam("person"), Draft.record == bindparam("record"), Draft.is_saved.is_(False))
              .order_by(Draft.kept_at.desc()))
_OF_PERSON = (select(Draft).where(Draft.person == bindparam("person"), Draft.record != BESIDE).order_by(Draft.kept_at.desc()))
_SEEN = (select(Draft).where(Draft.person == bindparam("person"), or_(Draft.is_unknown, Draft.record == bindparam("record")))
         .order_by(Draft.kept_at.desc()))
_SEEN_AT_FORM = select(Draft).where(Draft.person == bindparam("person"), or_(
    Draft.is_unknown, and_(Draft.record == bindparam("record"), Draft.part == bindparam("part"))))


def looked(session: Session, person: int, key: RecordKey | None = None) -> Sequence[Draft]:
    """The person has seen what is stored: of a save whose answer was lost it is known now whether it came through.

    Gives the drafts of that record (see of_record), which costs no second question.
    """
    if _has_none(session, person):
        return []
    kept = session.scalars(_SEEN, {"person": person, "record": "" if key is None else str(key)}).all()
    for draft in kept:
        draft.is_unknown = False
        if draft.is_saved:
            session.delete(draft)
    return _of(session, key, [draft for draft in kept if not draft.is_saved and draft.record == str(key)]) if key else []


def looked_at_form(session: Session, key: DraftKey) -> Draft | None:
    """The same on the page of that one form, whose draft it gives. One question."""
    if _has_none(session, key.person):
        return None
    kept = session.scalars(_SEEN_AT_FORM, key._asdict()).all()
    for draft in kept:
        draft.is_unknown = False
        if draft.is_saved:
            session.delete(draft)
    return next((draft for draft in kept if not draft.is_saved and (draft.record, draft.part) == key[1:]), None)


def forget(session: Session, key: DraftKey) -> None:
    """Remove that draft, because the form was saved or the draft was thrown away."""
    session.execute(_FORGOTTEN, {"whose": key.person, "of_record": key.record, "of_part": key.part})


_TABLE = cast(Table, Draft.__table__)
_FORGOTTEN = delete(_TABLE).where(_TABLE.c.person == bindparam("whose"), _TABLE.c.record == bindparam("of_record"),
                                  _TABLE.c.part == bindparam("of_part"))
"""Of the table: every save asks it, and of the model it costs eight times as much."""


def refused(draft: Draft) -> list[Problem]:
    """What stopped the last save of it."""
    return [Problem(*told) for *told, asks in draft.problems if not asks]


def asked(draft: Draft) -> list[Problem]:
    """What a written reason would let through."""
    return [Problem(*told) for *told, asks in draft.problems if asks]


def _written(why: Trouble | Rejected) -> list[list[object]]:
    if isinstance(why, Trouble):
        return []
    asks = why.asked if isinstance(why, Unfit) else ()
    return [[problem.field, problem.code, problem.text, problem.label, problem in asks] for problem in why.problems]


def _of(session: Session, key: RecordKey, kept: Sequence[Draft]) -> list[Draft]:
    """Those of them, of that record, that hold anything that is not stored."""
    found = records.find_sendable(session, key) if kept else None
    return [] if found is None else [draft for draft in kept if found.has_part(draft.part) and _differs(draft, found)]


def _is_unsaved(session: Session, draft: Draft) -> bool:
    """Of what has no page of its own yet nothing is stored, nor of what is gone. While a fate is unknown a draft counts, whatever
    became of it."""
    key = key_from(draft.record)
    found = None if key is None or draft.is_unknown else records.find_sendable(session, key)
    return found is None or not found.has_part(draft.part) or _differs(draft, found)


def _differs(draft: Draft, found: Sendable) -> bool:
    return bool(unsaved(draft, found.stored(draft.part)))
