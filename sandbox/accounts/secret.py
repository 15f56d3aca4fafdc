"""The instance's secret: 32 random bytes, made at the first start; in a file that only its owner reads, or, where several nodes
share one database, in that or in a setting."""

import os
import secrets
import uuid
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from sqlalchemy import make_url

from sandbox.errors import GladiError
from sandbox.files import disk
from sandbox.platform.postgres.engine import engine_of
from sandbox.platform.postgres.secret import kept
from sandbox.settings import Settings
from sandbox.words.texts import lazy_gettext as _l

NAME = "secret.key"
LENGTH = 32


class SecretDamaged(GladiError):
    code = "GL-KEY"
    text = _l("File rahasia %(path)s rusak. Kembalikan dari cadangan; bila dihapus, semua kartu harus dicetak ulang.")


def secret_of(settings: Settings) -> bytes:
    """The secret of this hall, the same on each of its nodes; its database has to be prepared. Raises SecretDamaged."""
    if settings.secret:
        return bytes.fromhex(settings.secret)
    if settings.is_shared:
        return kept(engine_of(make_url(settings.platform_url), settings.database_connections))
    return instance_secret(settings.instance)


def instance_secret(folder: Path) -> bytes:
    """The secret of this instance. Two processes that come first at once get the same one. Raises SecretDamaged."""
    path = folder / NAME
    if not path.exists():
        _make(path)
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError as error:
        raise SecretDamaged(path=path) from error
    # An empty file would be an empty key, from which anybody could compute every PIN.
    if len(secret) != LENGTH:
        raise SecretDamaged(path=path)
    return secret


def cookie_name(secret: bytes) -> str:
    """The name of the session cookie: its own for each instance, as browsers share cookies between the ports of a host."""
    return f"gladi-{sha256(b'cookie' + secret).hexdigest()[:8]}"


def ticket_cookie(secret: bytes) -> str:
    """The name of the cookie of a browser that tries an exercise (instructor/authoring/trials.py): no other instance's either."""
    return f"{cookie_name(secret)}-coba"


def _make(path: Path) -> None:
    """Written whole under another name, then linked: nobody reads half a secret, and the first one stands."""
    temporary = path.with_name(f"{NAME}.{uuid.uuid4().hex}.tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_bytes(LENGTH).hex())
            file.flush()
            disk.sync(file.fileno())
        with suppress(FileExistsError):
            os.link(temporary, path)
        disk.sync_folder(path.parent)  # without it a power cut could take its name, and with it every printed card
    finally:
        temporary.unlink(missing_ok=True)
