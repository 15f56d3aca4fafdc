"""A deed's last message: its row of the feed, the commit, and the question which generation is the present one.

Whoever takes a number of the feed keeps all nodes from theirs until the commit. In one message that is as long as the server
takes; in three it was three rounds of a busy process's loop, and nobody's hall had that time.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, cast

import psycopg
from sqlalchemy import Compiled, Connection, Dialect

from sandbox.base import KEY
from sandbox.platform.postgres.engine import SCHEMA
from sandbox.store import feed
from sandbox.store.postgres.keys import GENERATIONS
from sandbox.store.postgres.tables import SCHEMA as PRACTICE

BEHIND = f"""SELECT c.{KEY} FROM {PRACTICE}.copy c JOIN {PRACTICE}.numbered n ON n.{KEY} = c.{KEY} AND n.relation = 'journal'
    WHERE c.stamp = %s AND c.written_at >= clock_timestamp() - make_interval(secs => %s) AND n.last <> coalesce(
        (SELECT max(journal_id) FROM {SCHEMA}.feed
         WHERE sandbox_id = n.{KEY} / {GENERATIONS:d} AND generation = n.{KEY} %% {GENERATIONS:d}), 0) ORDER BY c.{KEY}"""
"""The copies whose journal's last row is not the last that the feed has of them."""


def last_words(connection: Connection, row: Mapping[str, object]) -> str:
    """That message, for the row as `feed.NEXT` takes it. The commit ends the step out of the wall."""
    said, written = _statement(connection.dialect)
    given = {**(said.construct_params(dict(row)) or {}), **{name: write(row[name]) for name, write in written.items()}}
    raw = cast("psycopg.Connection[Any]", connection.connection.dbapi_connection)
    told = psycopg.ClientCursor(raw).mogrify(str(said).encode(), given)
    return (f"SET LOCAL ROLE NONE; SET LOCAL search_path = {SCHEMA}; {told}; COMMIT; "
            f"SELECT generation FROM {SCHEMA}.sandbox WHERE id = {row['sandbox_id']:d}")


def generation_in(answers: Sequence[Any]) -> int | None:
    """The sandbox's present generation, if the feed took the row; None also where the answers were lost."""
    if len(answers) != 2 or None in answers:
        return None
    return cast(int, answers[1][0])


@cache
def _statement(dialect: Dialect) -> tuple[Compiled, Mapping[str, Callable[[Any], Any]]]:
    """The statement as the driver takes it, and how the values are written that it does not take as they are."""
    kinds = {name: feed.TABLE.c[name].type.dialect_impl(dialect) for name in feed.COLUMNS}
    written = {name: write for name, kind in kinds.items() if (write := kind.bind_processor(dialect)) is not None}
    return feed.NEXT.compile(dialect=dialect), written
