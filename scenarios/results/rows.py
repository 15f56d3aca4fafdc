"""The feed as rows that a fold takes. Rows of one journal come in its order."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, cast, select

from sandbox import details
from sandbox.deeds import ANSWER, DEEDS, HINTS, LEFT, PLACED, RATE, REJUDGED, names
from sandbox.details import NEWS_MARK
from sandbox.journal import Deed, Outcome
from sandbox.platform.db import read
from sandbox.platform.models import Feed
from scenarios.results.fold import AttemptState, Placed, Row, fold_all
from scenarios.results.progress import by_person, placed_by_person


def rows(*which: ColumnElement[bool]) -> list[Row]:
    """The rows for which all of `which` holds, in the order in which they were committed."""
    with read() as session:
        found = session.execute(select(*_COLUMNS).where(*which).order_by(Feed.seq)).all()
    return [_row(row) for row in found]


def attempts(*which: ColumnElement[bool]) -> dict[int, list[AttemptState]]:
    """Every attempt that these rows tell of, by person and over all generations."""
    return by_person(fold_all(rows(*which, telling())))


def placed(*which: ColumnElement[bool]) -> dict[int, Placed]:
    """What every person of these rows knew at each end of their day."""
    return placed_by_person(fold_all(rows(*which, Feed.action == PLACED.name)))


def telling() -> ColumnElement[bool]:
    """Rows that say something of an attempt or person: the judges', beginnings, hints, answers, ratings, placements, who left."""
    return cast(Feed.detail, String).contains(NEWS_MARK) | Feed.action.in_(names(*HINTS, ANSWER, RATE, PLACED, REJUDGED, LEFT))


_COLUMNS = (Feed.sandbox_id, Feed.generation, Feed.journal_id, Feed.at, Feed.wall_at, Feed.person, Feed.action, Feed.form,
            Feed.record, Feed.outcome, Feed.code, Feed.attempt, Feed.fault, Feed.detail, Feed.key)


def _row(row: Sequence[Any]) -> Row:
    sandbox, generation, id_, at, wall_at, person, action, form, record, outcome, code, attempt, fault, detail, key = row
    return Row(sandbox, generation, Deed(id_, at, wall_at, person, action, form, record, Outcome(outcome), code, attempt,
                                         fault, details.read(DEEDS[action].details, detail), key))
