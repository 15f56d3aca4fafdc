"""All copies in one PostgreSQL database: made by COPY at first touch, read and written behind the wall."""

import logging
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, TypeVar, cast

import psycopg
from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from sandbox.base import KEY
from sandbox.errors import StoreBusy, TemplateNotReady
from sandbox.machine.database_address import CONNECTIONS
from sandbox.platform.postgres.committing import KnowingConnection
from sandbox.platform.postgres.engine import engine_of, lent
from sandbox.platform.postgres.trouble import hide_values, is_away
from sandbox.store import templates
from sandbox.store.base import MARK, TEMPLATE, KeptCopy, MarkExists, MarkMissing, OtherVersion, Pin
from sandbox.store.postgres import own_rows, rows, schema, sources, sweeping, telling, trouble, wall
from sandbox.store.postgres.keys import copy_of, key_of
from sandbox.store.postgres.own_rows import OwnRows
from sandbox.store.postgres.rows import HeldVillage, VillageRows
from sandbox.store.postgres.sources import Templates
from sandbox.store.postgres.tables import SCHEMA
from sandbox.store.postgres.wall import INSIDE, Entrance
from sandbox.store.sessions import CopySession, Memories

log = logging.getLogger("gladi.store")

BUSY_FOR = 8.0
"""Seconds that a request waits for a connection of the pool, and for a server that is away."""

AGAIN_AFTER = 0.05
AT_ONCE = 2
"""Copies that a process makes at the same time. When a whole hall sits down, more of them only take the server's time from each
other and from everybody who works already."""

OF_ONE_MOMENT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

T = TypeVar("T")


class WalledSession(CopySession):
    """Says with each statement which copy it means."""


wall.watch(WalledSession)


class PostgresStore:
    """The store of many halls."""

    def __init__(self, url: str | URL, template_folder: Path, *, connections: int = CONNECTIONS, stamp: int = 0) -> None:
        """`stamp`: the version of the practice tables."""
        self.template_folder = template_folder
        self._stamp = stamp
        self._engine = practice_engine(url, connections)
        # Whoever is in a copy may ask the platform something too: of the one pool a quarter stays for it, or all would wait.
        self._room = BoundedSemaphore(max(1, connections - max(1, connections // 4)))
        self._making = BoundedSemaphore(AT_ONCE)
        self._templates = Templates(template_folder, stamp)
        self._memories = Memories()
        self._is_prepared = False

    @contextmanager
    def open(self, pin: Pin, *, write: bool = False, durable: bool = True) -> Iterator[Session]:
        """See Store.open."""
        key = key_of(pin)
        with self._told(writing=write), self._begun(pin, Entrance(key, write, durable)) as connection:
            session = WalledSession(connection, expire_on_commit=False, join_transaction_mode="control_fully",
                                    info={"memory": self._memories.of(pin), "loaded": [], INSIDE: key})
            try:
                yield session
            finally:
                session.close()
                session.info["loaded"].clear()

    def commit(self, session: Session, row: Mapping[str, object]) -> int | None:
        """See Store.commit."""
        connection = cast(KnowingConnection, session.connection().connection.dbapi_connection)
        session.flush()  # all that was changed is there before the last words are said
        connection.last_words = telling.last_words(session.connection(), row)
        session.commit()
        return telling.generation_in(connection.last_answers)

    def sync(self, pin: Pin) -> None:
        """See Store.sync. The server writes its log in order: a commit that waits for the disk has all before it there."""
        with self._told(), self._owned() as cursor:
            cursor.execute(f"UPDATE {SCHEMA}.copy SET written_at = clock_timestamp() WHERE {KEY} = %s", (key_of(pin),))

    def make(self, pin: Pin) -> None:
        if not self.exists(pin):
            with self._told():
                self._make(pin)

    def exists(self, pin: Pin) -> bool:
        with self._told(), self._owned() as cursor:
            return cursor.execute(f"SELECT 1 FROM {SCHEMA}.copy WHERE {KEY} = %s", (key_of(pin),)).fetchone() is not None

    def mark(self, pin: Pin, name: str, *, of: int | None = None, also: Callable[[Session], None] | None = None) -> str:
        """See Store.mark."""
        owner = pin.sandbox if of is None else of
        with self.open(pin):  # touched, so that there is something to keep
            pass
        with self._told(), self._owned() as cursor:
            if sources.is_kept(cursor, owner, name):
                raise MarkExists(name=name)
        village = self._beside_its_template(pin) if also is None else self._changed(self._taken(key_of(pin)), also)
        with self._told(), self._owned() as cursor:
            if not sources.keep(cursor, owner, name, village, self._stamp):
                raise MarkExists(name=name)
        return f"{MARK}{name}"

    def require_source(self, sandbox: int, source: str) -> None:
        """See Store.require_source."""
        if source == TEMPLATE:
            return
        with self._told(), self._owned() as cursor:
            self._marked(cursor, sandbox, source.removeprefix(MARK))

    def touched_since(self, moment: float) -> Iterator[tuple[int, int]]:
        """See Store.touched_since. Told as how long ago: the database's clock need not be this computer's."""
        with self._told(), self._owned() as cursor:
            found = cursor.execute(f"SELECT {KEY} FROM {SCHEMA}.copy WHERE stamp = %s AND written_at >= "
                                   f"clock_timestamp() - make_interval(secs => %s) ORDER BY {KEY}",
                                   (self._stamp, time.time() - moment)).fetchall()
        yield from (copy_of(key) for (key,) in found)

    def behind(self, moment: float) -> Iterator[tuple[int, int]]:
        """See Store.behind. One question: a node that starts opens no copy whose deeds the feed has."""
        with self._told(), self._owned() as cursor:
            found = cursor.execute(telling.BEHIND.encode(), (self._stamp, time.time() - moment)).fetchall()
        yield from (copy_of(key) for (key,) in found)

    def kept(self, sandbox: int | None = None) -> Iterator[KeptCopy]:
        with self._told(), self._owned() as cursor:
            return iter([each for each in sweeping.kept(cursor) if sandbox in (None, each.sandbox)])

    def remove(self, copies: Sequence[KeptCopy]) -> list[KeptCopy]:
        with self._told(), self._owned() as cursor:
            return sweeping.remove(cursor, copies)

    def clear_templates(self, version: str) -> None:
        templates.clear_outdated(self.template_folder, version)
        with self._told(), self._owned() as cursor:
            sources.clear_outdated(cursor, version)

    def ready(self, template: str) -> bool:
        if self._templates.is_known(template):  # every click of a seat asks
            return True
        with self._told(), self._owned() as cursor:
            return self._templates.is_there(cursor, template)

    def close(self) -> None:
        """See Store.close. The platform's connections are the same ones; it opens new ones."""
        self._engine.dispose()

    @contextmanager
    def _begun(self, pin: Pin, way: Entrance) -> Iterator[Connection]:
        """A connection whose transaction has begun in that copy, which is there by now. Raises OtherVersion."""
        self.prepare()
        with ExitStack() as entered:
            connection, stamp = entered.enter_context(self._taken_out(lambda one: wall.begun(one, way)))
            if stamp is None:
                connection.rollback()
                entered.close()  # whoever waits to make a copy keeps no connection from those who have one
                self._make(pin)
                connection, stamp = entered.enter_context(self._taken_out(lambda one: wall.begun(one, way)))
            if stamp != self._stamp:
                raise OtherVersion(name=pin.key)
            yield connection

    @contextmanager
    def _taken_out(self, first: Callable[[Connection], T]) -> Iterator[tuple[Connection, T]]:
        """A connection of the pool, and the result of what it was first used for.

        One that the server closed meanwhile (it was started anew) is told by that first use, and so is a server that is away:
        then it is tried again, for as long as a server takes to come back.
        """
        give_up = time.monotonic() + BUSY_FOR
        if not self._room.acquire(timeout=BUSY_FOR):
            raise StoreBusy()
        try:
            connection, result = self._found(first, give_up)
            with lent(connection):
                yield connection, result
        finally:
            self._room.release()

    def _found(self, first: Callable[[Connection], T], give_up: float) -> tuple[Connection, T]:
        while True:
            try:
                return self._tried(first)
            except (psycopg.OperationalError, DBAPIError) as error:
                if not is_away(error) or time.monotonic() > give_up:
                    raise
                time.sleep(AGAIN_AFTER)  # yields the loop under gevent

    def _tried(self, first: Callable[[Connection], T]) -> tuple[Connection, T]:
        connection = self._engine.connect()
        try:
            return connection, first(connection)
        except psycopg.Error:
            connection.invalidate()
            connection.close()
            raise

    def _make(self, pin: Pin) -> None:
        """The copy, unless somebody else makes it at this moment: then that one, once it is there. Raises StoreBusy."""
        if not self._making.acquire(timeout=BUSY_FOR):
            raise StoreBusy()
        try:
            with self._owned() as cursor:
                key, village = key_of(pin), self._source_of(cursor, pin)
                # Nobody waits for the disk: a copy that a power cut takes was never written, and is made again.
                cursor.execute("BEGIN; SET LOCAL synchronous_commit = off")
                cursor.execute(f"INSERT INTO {SCHEMA}.copy ({KEY}, stamp, source, made_by) "
                               f"VALUES (%s, %s, %s, {own_rows.MADE_HERE}) ON CONFLICT DO NOTHING",
                               (key, self._stamp, pin.source))
                if cursor.rowcount:
                    rows.into(cursor, key, village)
                cursor.execute("COMMIT")
        finally:
            self._making.release()

    def _source_of(self, cursor: psycopg.Cursor[Any], pin: Pin) -> VillageRows:
        """Raises TemplateNotReady, MarkMissing."""
        if pin.source == TEMPLATE:
            return self._templates.find(cursor, pin.template).village()
        return self._marked(cursor, pin.sandbox, pin.source.removeprefix(MARK))

    def _marked(self, cursor: psycopg.Cursor[Any], sandbox: int, name: str) -> VillageRows:
        """The village that was marked. Raises MarkMissing, also where its template is not there any more."""
        found = sources.mark(cursor, sandbox, name)
        if isinstance(found, OwnRows):
            template = self._template_of(cursor, found)
            found = None if template is None else found.of(template.village())
        if found is None:
            log.info("GL-MARK %d/%s is missing", sandbox, name)
            raise MarkMissing()
        return found

    def _template_of(self, cursor: psycopg.Cursor[Any], own: OwnRows) -> HeldVillage | None:
        try:
            template = self._templates.find(cursor, own.template)
        except TemplateNotReady:
            return None
        return template if own.sha256 in ("", template.sha256) else None

    def _taken(self, key: int) -> VillageRows:
        """The rows of a copy as they are at one moment."""
        with self._told(), self._owned() as cursor:
            cursor.execute(OF_ONE_MOMENT)
            return rows.out_of(cursor, key)

    def _beside_its_template(self, pin: Pin) -> VillageRows | OwnRows:
        """What tells the copy as it is at one moment: what it has beside its template, or every row where that cannot be told."""
        with self._told(), self._owned() as cursor:
            before = OwnRows(pin.template) if pin.source == TEMPLATE else sources.mark(
                cursor, pin.sandbox, pin.source.removeprefix(MARK))
            template = self._template_of(cursor, before) if isinstance(before, OwnRows) else None
            cursor.execute(OF_ONE_MOMENT)
            made = own_rows.maker(cursor, key_of(pin))
            if template is None or made is None or not isinstance(before, OwnRows):
                return rows.out_of(cursor, key_of(pin))
            return own_rows.since(cursor, key_of(pin), made, before, template)

    def _changed(self, village: VillageRows, also: Callable[[Session], None]) -> VillageRows:
        """The village after `also` wrote into it: in a copy that nobody ever sees, for its transaction is given up."""
        key = -secrets.randbelow(1 << 62) - 1
        with self._told(), lent(self._engine.connect()) as connection, _raw(connection) as raw, raw.cursor() as cursor:
            wall.begun(connection, Entrance(key, write=True, durable=False))
            with wall.stepped_out(cursor):
                cursor.execute(f"INSERT INTO {SCHEMA}.copy ({KEY}, stamp, source) VALUES (%s, %s, %s)", (key, self._stamp, ""))
                rows.into(cursor, key, village)
            session = WalledSession(connection, join_transaction_mode="control_fully", info={"loaded": [], INSIDE: key})
            also(session)
            session.flush()
            with wall.stepped_out(cursor):
                return rows.out_of(cursor, key)

    @contextmanager
    def _owned(self) -> Iterator[psycopg.Cursor[Any]]:
        """A cursor as the owner of the tables, who makes and sweeps copies. Each statement commits, unless a BEGIN says more;
        what was begun and not committed is rolled back."""
        self.prepare()
        with self._taken_out(_asked_for_life) as (connection, _), _raw(connection) as raw, raw.cursor() as cursor:
            yield cursor

    def prepare(self) -> None:
        """Have the schema, at this process's first touch."""
        if not self._is_prepared:
            with self._taken_out(_asked_for_life) as (connection, _), _raw(connection) as raw:
                schema.prepare(raw, self._stamp)
            self._is_prepared = True

    @contextmanager
    def _told(self, *, writing: bool = False) -> Iterator[None]:
        """Around work with the database: raises what its errors mean."""
        try:
            yield
        except PoolTimeout as error:
            raise StoreBusy() from error
        except (DBAPIError, psycopg.Error) as error:
            if (meaning := trouble.meaning(error, writing=writing)) is None:
                hide_values(error)
                raise
            raise meaning from error


def _asked_for_life(connection: Connection) -> None:
    cast("psycopg.Connection[Any]", connection.connection.dbapi_connection).execute("")


@contextmanager
def _raw(connection: Connection) -> Iterator[psycopg.Connection[Any]]:
    """psycopg's own connection behind it; what is begun there and not ended is rolled back."""
    raw = cast("psycopg.Connection[Any]", connection.connection.dbapi_connection)
    try:
        yield raw
    finally:
        if raw.closed:
            connection.invalidate()
        else:
            raw.rollback()


def practice_engine(url: str | URL, connections: int) -> Engine:
    """The engine of every practice connection of this process, on the one pool that it has for that database."""
    engine = engine_of(make_url(url), connections).execution_options(isolation_level="AUTOCOMMIT")  # the wall says BEGIN itself
    wall.guard(engine)
    return engine
