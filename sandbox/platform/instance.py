"""The instance folder: made, checked, and used by one server at a time."""

import os
from pathlib import Path

from filelock import FileLock, Timeout
from flask_babel import lazy_gettext as _l

from sandbox.errors import GladiError


class FolderUnusable(GladiError):
    code = "GL-DIR"
    text = _l("Folder %(path)s tidak dapat ditulisi: %(why)s. Beri hak tulis, kosongkan ruang, atau pilih folder lain: "
              "GLADI_INSTANCE=…")


class AlreadyRunning(GladiError):
    code = "GL-RUN"
    text = _l("Gladi sudah berjalan untuk folder %(path)s (proses %(pid)s). Buka %(url)s, atau hentikan dulu yang itu. "
              "Tidak ada yang diubah.")


def make(folder: Path) -> None:
    """Create the folder and try a write in it. Raises FolderUnusable."""
    probe = folder / ".tulis"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"\0" * 65536)  # a full disk still takes an empty file
        probe.unlink()
    except OSError as error:
        raise FolderUnusable(path=folder, why=error.strerror or error) from error


def lock(folder: Path, *, url: str) -> FileLock:
    """The lock of this instance, held; release it at the end. Raises AlreadyRunning. Another process sees pid and address."""
    holder = FileLock(folder / "gladi.lock")
    note = folder / "gladi.pid"
    try:
        holder.acquire(timeout=0)
    except Timeout as error:
        pid, _, where = (note.read_text(encoding="utf-8") if note.exists() else "? ").partition(" ")
        raise AlreadyRunning(path=folder, pid=pid, url=where or url) from error
    note.write_text(f"{os.getpid()} {url}", encoding="utf-8")
    return holder
