"""A COMMIT whose answer was lost: done or not, the server itself knows, by the number of the transaction.

So a commit either returns, and all is stored; or raises StoreUndone, and nothing is; or the server can't be asked for so long
that nobody can say (DatabaseLost). No deed needs a key of its own for that, and none is ever done twice.
"""

import logging
import time
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import generators
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus

from sandbox.errors import StoreUndone
from sandbox.platform.postgres.trouble import DatabaseLost, is_away

log = logging.getLogger("gladi.store")

ASK_FOR = 15.0
"""Seconds for which a server that is away is asked again: one that was killed is back sooner."""
ASK_EVERY = 0.2
DONE, UNDONE = "committed", "aborted"
STATUS = """SELECT pg_xact_status(%(number)s::text::xid8), checkpoint_time > to_timestamp(%(began)s::text::float8)
    AND split_part(next_xid, ':', 2)::bigint + (split_part(next_xid, ':', 1)::bigint << 32) <= %(number)s::text::bigint
    FROM pg_control_checkpoint()"""
"""What is known of that number, and whether the server forgot it when it fell and has given it again since: the checkpoint with
which it came back is younger than the transaction, and knew nothing of it."""


class KnowingConnection(psycopg.Connection[Any]):
    """A connection that finds out what became of its commit."""

    transaction_number = ""
    """Of the write that is going on, as `NUMBER` tells it; empty for none."""
    last_words = ""
    """What the next commit is sent as, all in one message with its own COMMIT in it; empty for a plain one."""
    last_answers: Sequence[Any] = ()
    """What its statements answered: the first row of each that has rows, None where it found none."""

    def commit(self) -> None:
        """Returns if all is stored. Raises StoreUndone if nothing is, DatabaseLost if nobody can say; psycopg.Error if the commit
        was refused."""
        number, self.transaction_number = self.transaction_number, ""
        words, self.last_words, self.last_answers = self.last_words, "", ()
        try:
            if words:
                self.last_answers = self._answers(words)
            else:
                super().commit()
        except psycopg.Error as error:
            if not number or not is_away(error):
                self.rollback()  # of last words that were refused the transaction is still there
                raise
            outcome = self._asked(number)
            log.warning("GL-503L a commit was not answered: %s", outcome)
            if outcome == UNDONE:
                raise StoreUndone() from error

    def rollback(self) -> None:
        self.transaction_number = self.last_words = ""
        if self.closed or self.pgconn.transaction_status == TransactionStatus.IDLE:  # with it went its transaction
            return
        # psycopg's own forgets all prepared statements here, in case tables were made in what is given up. Here none are, and
        # each look at a page ends so: the server planned every statement of it anew, which cost more than all else.
        self.pgconn.send_query(b"ROLLBACK")
        for answer in self.wait(generators.execute(self.pgconn)):
            if answer.status != ExecStatus.COMMAND_OK:
                raise error_from_result(answer)

    def _answers(self, words: str) -> Sequence[Any]:
        with self.cursor() as cursor:
            cursor.execute(words.encode(), prepare=False)
            found = []
            while True:
                if cursor.description is not None:
                    found.append(cursor.fetchone())
                if not cursor.nextset():
                    return found

    def _asked(self, number: str) -> str:
        """What became of that transaction, asked on another connection. Raises DatabaseLost."""
        give_up, last = time.monotonic() + ASK_FOR, None
        while time.monotonic() < give_up:
            try:
                with psycopg.connect(self.info.dsn, password=self.info.password, autocommit=True,
                                     connect_timeout=5) as another:
                    found = became(another, number)
                if found in (DONE, UNDONE):
                    return found
            except psycopg.OperationalError as error:
                last = error
            time.sleep(ASK_EVERY)  # yields the loop under gevent
        raise DatabaseLost() from last


def became(connection: psycopg.Connection[Any], number: str) -> str:
    """What became of the transaction of that `NUMBER`: done, undone, or something that is still going on."""
    counted, began = number.split("/")
    try:
        status, is_another = connection.execute(STATUS, {"number": counted, "began": began}).fetchone() or ("", False)
    except psycopg.errors.InvalidParameterValue:  # no number of that height was given since the server came back
        return UNDONE
    return UNDONE if is_another else str(status)
