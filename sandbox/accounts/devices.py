"""A device that staff has used before, known by a signed cookie that outlives the logins. It opens nothing by itself.

It only keeps its own count of wrong tries (tries.py), so that nobody else's lock out who works here.
"""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from itsdangerous import BadSignature, URLSafeSerializer

KEPT_FOR = timedelta(days=400)
MOST_LOGINS = 10
"""Login names that a device remembers, so that its cookie stays small."""


@dataclass(frozen=True, slots=True)
class Device:
    """A browser, and the login names with which somebody came in there; the last one first."""

    number: str = field(default_factory=lambda: secrets.token_hex(8))
    logins: tuple[str, ...] = ()

    def knows(self, login: str) -> bool:
        return login in self.logins

    def with_login(self, login: str) -> "Device":
        others = tuple(other for other in self.logins if other != login)
        return Device(self.number, (login, *others)[:MOST_LOGINS])


def of_cookie(secret: bytes, text: str | None) -> Device:
    """The device of that cookie; a new one that knows nobody if the cookie was not signed here."""
    try:
        number, logins = _serializer(secret).loads(text or "")
    except (BadSignature, ValueError, TypeError):
        return Device()
    return Device(str(number), tuple(str(login) for login in logins))


def as_cookie(secret: bytes, device: Device) -> str:
    text = _serializer(secret).dumps([device.number, list(device.logins)])
    return text.decode() if isinstance(text, bytes) else text


def _serializer(secret: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="gladi device")
