"""A login and its end. Every login has a name of its own, which its cookie carries; one that was left is noted here.

So a cookie that somebody copied is of no use after its owner has left. A login also carries a version (of the card, of the
account): a new card, a new password and *leave everywhere* end all logins of the version before.
"""

import secrets

from sqlalchemy import bindparam, exists

from sandbox.platform.db import write
from sandbox.platform.login_models import EndedLogin

GOES_ON = ~exists().where(EndedLogin.login == bindparam("login"))
"""Part of the question who is logged in, so that it stays one question: asked at every request, with the login's name."""


def fresh() -> str:
    """The name of a new login."""
    return secrets.token_hex(8)


def end(login: str) -> None:
    """From now on no cookie of this login works. Twice is once."""
    with write() as session:
        if session.get(EndedLogin, login) is None:
            session.add(EndedLogin(login=login))
