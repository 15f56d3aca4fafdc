"""A request's one transaction in its sandbox: begun at its first question, handed on, over with the deed's commit or the request.

So whether the login is open, what a record is called and the deed itself are read at one moment, in one transaction. It may not
outlive the first wait: the gate ends it before a fault acts, and the request ends it where no deed was done.
"""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TypeVar

from sqlalchemy.orm import Session

from sandbox.store.base import Pin, Store

T = TypeVar("T")


class Visit:
    """The way in for one request. As a context manager it gives the session to its last user, and is over then."""

    def __init__(self, store: Store, pin: Pin, *, write: bool, durable: bool) -> None:
        """`write` and `durable` as in Store.open: by what the request may come to, for its first question is asked before."""
        self.durable = durable
        self._store, self._pin, self._write = store, pin, write
        self._opened: AbstractContextManager[Session] | None = None
        self._session: Session | None = None
        self._is_over = False

    def ask(self, question: Callable[[Session], T]) -> T:
        """Its answer, in the transaction that the deed will be done in; after that one is over, in one of its own."""
        if self._is_over:
            with self._store.open(self._pin) as session:
                return question(session)
        try:
            return question(self._begun())
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise

    def again(self) -> "Visit":
        """The same way in once more, after the database lost the first one."""
        return Visit(self._store, self._pin, write=self._write, durable=self.durable)

    def end(self) -> None:
        """Give up what was not committed. Twice is once."""
        self.__exit__(None, None, None)

    def __enter__(self) -> Session:
        return self._begun()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        opened, self._opened, self._session, self._is_over = self._opened, None, None, True
        if opened is not None:
            opened.__exit__(kind, error, where)

    def _begun(self) -> Session:
        if self._session is None:
            opened = self._store.open(self._pin, write=self._write, durable=self.durable)
            self._session, self._opened = opened.__enter__(), opened
        return self._session
