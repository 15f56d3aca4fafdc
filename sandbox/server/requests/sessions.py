"""The signed session cookie, on a machine whose clock may be set: a cookie of a later hour than now is as good as one of now.

A browser sends the same cookie with every request until something in it changes: it is unsigned once a process.
"""

import pickle
import time
from collections import OrderedDict
from typing import Any

from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer

KEPT = 500
"""Cookies that a process knows; the one that was not seen longest is forgotten first."""
KNOWN_FOR = 3600.0
"""Seconds after which signature and age are asked again."""


class PatientSigner(TimestampSigner):
    """Refuses only what is too old.

    itsdangerous also refuses what seems to come from the future, so a clock set back logged all out.
    """

    def unsign(self, signed_value: str | bytes, max_age: int | None = None, return_timestamp: bool = False) -> Any:
        value, signed_at = super().unsign(signed_value, return_timestamp=True)
        if max_age is not None and self.get_timestamp() - signed_at.timestamp() > max_age:
            raise SignatureExpired(f"older than {max_age} seconds", payload=value, date_signed=signed_at)
        return (value, signed_at) if return_timestamp else value


class PatientSessions(SecureCookieSessionInterface):
    """Flask's sessions, signed by PatientSigner."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[Any, str], tuple[float, bytes]] = OrderedDict()
        """By secret and cookie, when it was unsigned, and what it held: each request gets a copy of its own."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """A cookie that came by TLS never goes in the clear; a hall without TLS has cookies all the same."""
        return request.is_secure

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        key = app.secret_key, request.cookies.get(self.get_cookie_name(app), "")
        since, held = self._known.get(key, (0.0, b""))
        if held and time.monotonic() - since < KNOWN_FOR:
            self._known.move_to_end(key)
            return self.session_class(pickle.loads(held))  # what this process has pickled itself
        opened = super().open_session(app, request)
        if opened:
            self._known[key] = time.monotonic(), pickle.dumps(dict(opened))
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return opened

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        serializer = super().get_signing_serializer(app)
        if serializer is not None:
            serializer.signer = PatientSigner
        return serializer
