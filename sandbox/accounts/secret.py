"""The instance's secret: 32 random bytes in a file that only its owner reads, made at the first start."""

import os
import secrets
from pathlib import Path

NAME = "secret.key"


def instance_secret(folder: Path) -> bytes:
    """The secret of this instance. Two processes that come first at once get the same one."""
    path = folder / NAME
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text(encoding="ascii"))
    with os.fdopen(handle, "w", encoding="ascii") as file:
        secret = secrets.token_bytes(32)
        file.write(secret.hex())
    return secret
