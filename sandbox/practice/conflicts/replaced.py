"""What a save put aside: of each part of a record's form the inputs that it changed, as they stood before.

So it can be told of a form that is out of date what it was shown over, and who changed which question since. What changes a
record in another way (an import of families, a mutation) keeps nothing here: then it is only known that somebody did.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from sandbox.practice.conflicts.models import PutAside
from sandbox.practice.drafts import digest
from sandbox.practice.forms.reading import Typed
from sandbox.practice.records import Sendable


@dataclass(frozen=True, slots=True)
class Saver:
    """Who saved, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Base:
    """What a form was shown over, and for each input that was changed since who changed it last."""

    typed: Typed
    changed: Mapping[str, Saver]


# Of the table: every save writes one, which nobody asks the session for before the next request.
_PUT_ASIDE = insert(cast(Table, PutAside.__table__))


@contextmanager
def kept(session: Session, record: Sendable, part: str, *, by: str, now: datetime) -> Iterator[None]:
    """Round a save of that part: what it changes is kept as it was."""
    before = record.stored(part).values
    yield
    after = record.stored(part).values
    changed = {name: list(before.get(name, ())) for name in {*before, *after} if before.get(name, ()) != after.get(name, ())}
    if changed:
        session.connection().execute(_PUT_ASIDE, {"record": str(record.key), "part": part, "at": now, "by": by,
                                                  "before": changed})


def base_of(session: Session, record: Sendable, part: str, named: str) -> Base | None:
    """What the form was shown over whose stored answers `named` names (drafts.digest); None if nobody knows any more."""
    values = dict(record.stored(part).values)
    changed: dict[str, Saver] = {}
    rows = session.scalars(select(PutAside).where(PutAside.record == str(record.key), PutAside.part == part)
                           .order_by(PutAside.id.desc()))
    for row in rows:
        if digest(Typed(values)) == named:
            break
        for name, texts in row.before.items():
            values[name] = tuple(texts)
            changed.setdefault(name, Saver(row.by, row.at))
        values = {name: texts for name, texts in values.items() if texts}
    found = Typed(values)
    return Base(found, changed) if digest(found) == named else None
