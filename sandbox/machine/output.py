"""Writes a file that somebody asked a command for."""

import errno
from pathlib import Path

from sandbox.errors import GladiError
from sandbox.platform.instance import WHY
from sandbox.words.texts import lazy_gettext as _l


class FileNotWritten(GladiError):
    code = "GL-TABEL"
    text = _l("%(file)s tidak bisa ditulis: %(why)s. Pilih file atau folder lain.")

    def __init__(self, file: Path, error: OSError) -> None:
        missing = {errno.ENOENT: _l("foldernya tidak ada"), errno.EISDIR: _l("ada folder dengan nama itu")}
        super().__init__(file=file, why=(WHY | missing).get(error.errno or 0, error.strerror))


def write_out(file: Path, content: bytes) -> None:
    """One that is there is replaced. Raises FileNotWritten."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise FileNotWritten(file, error) from error
