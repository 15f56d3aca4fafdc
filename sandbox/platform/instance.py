"""The instance folder: made, checked, and used by one server at a time."""

import errno
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from sandbox.errors import GladiError
from sandbox.files import disk
from sandbox.words.texts import lazy_gettext as _l


class FolderUnusable(GladiError):
    code = "GL-DIR"
    text = _l("Folder %(path)s tidak bisa ditulisi: %(why)s. Beri hak tulis, kosongkan ruang, atau pilih folder lain: "
              "GLADI_INSTANCE=…")


WHY = {errno.ENOSPC: _l("ruang simpan penuh"), errno.EDQUOT: _l("jatah ruang simpan habis"),
       errno.EROFS: _l("hanya bisa dibaca"), errno.EACCES: _l("tidak ada hak tulis"), errno.EPERM: _l("tidak ada hak tulis"),
       errno.EEXIST: _l("ada file dengan nama itu"), errno.ENOTDIR: _l("ada file dengan nama itu"),
       errno.ENAMETOOLONG: _l("namanya terlalu panjang"), errno.EIO: _l("penyimpanannya gagal membaca atau menulis"),
       errno.ENOENT: _l("filenya tidak bisa dibuka")}
LINKLESS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EMLINK}
"""What a link is answered with where there are none, though files can be written."""


FOLDERS = ("templates", "sandboxes")
OTHERS = 0o077
LONGEST = 400
"""Bytes of the folder's own path: SQLite opens no file whose path has more than 512."""
NAMES = ("gladi.*", "gladi-*", "secret.key", "clock", "templates", "sandboxes", "forms", "backups")
"""What an instance is made of. What somebody else keeps in that folder is none of ours."""


class FolderWithoutLinks(GladiError):
    code = "GL-LINK"
    text = _l("Folder %(path)s ada di penyimpanan yang tidak cocok untuk Gladi (biasanya flashdisk atau kartu berformat exFAT "
              "atau FAT32). Pilih folder di diska komputer ini: GLADI_INSTANCE=…")


class AlreadyRunning(GladiError):
    code = "GL-RUN"
    text = _l("Gladi sudah berjalan untuk folder %(path)s (proses %(pid)s). Buka %(url)s, atau hentikan dulu yang itu. "
              "Tidak ada yang diubah.")


def make(folder: Path) -> None:
    """Create the folder, and try a write and a link in it. Raises FolderUnusable, FolderWithoutLinks."""
    probe = folder / f".tulis-{uuid.uuid4().hex}"  # a name of its own: two starts at once must not remove each other's
    try:
        if len(os.fsencode(folder.absolute())) > LONGEST:
            raise OSError(errno.ENAMETOOLONG, "", str(folder))
        _keep_private(folder)
        probe.write_bytes(b"\0" * 65536)  # a full disk still takes an empty file
        _try_link(folder, probe)
    except OSError as error:
        raise unusable(folder, error) from error
    finally:
        for file in (probe, _linked(probe)):
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _try_link(folder: Path, probe: Path) -> None:
    """Copies and the secret get their names by a link: it fails where the name is taken, and nobody reads half a file."""
    try:
        os.link(probe, _linked(probe))
    except OSError as error:
        if error.errno in LINKLESS:
            raise FolderWithoutLinks(path=folder) from error
        raise


def _linked(probe: Path) -> Path:
    return probe.with_name(f"{probe.name}.2")


def _keep_private(folder: Path) -> None:
    """The folder holds names, numbers and the secret: only its owner looks into it. One that we did not make stays as it is."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    elif not folder.is_dir():
        raise FileExistsError(errno.EEXIST, "", str(folder))


def lay_out(folder: Path) -> None:
    """Make its folders. Their names and its own outlive a power cut; what lies in them is synced by whoever puts it there."""
    for name in FOLDERS:
        (folder / name).mkdir(exist_ok=True)
    disk.sync_folder(folder)
    disk.sync_folder(folder.parent)


def wide(folder: Path) -> list[Path]:
    """What others than its owner may look into: the folder, and what bears a name of ours in it. Nothing on Windows."""
    if os.name == "nt":
        return []
    ours = [folder, *(path for name in NAMES for path in folder.glob(name))]
    inside = [path for top in ours[1:] if top.is_dir() and not top.is_symlink() for path in top.rglob("*")]
    return [path for path in [*ours, *inside] if _is_wide(path)]


def tighten(folder: Path) -> int:
    """Take from everybody else the right to look into them; how many there were. What is not ours to change stays as it is."""
    found = wide(folder)
    for path in found:
        with suppress(OSError):
            path.chmod(path.stat().st_mode & ~OTHERS)
    return len(found) - len(wide(folder)) if found else 0


def _is_wide(path: Path) -> bool:
    """A link is never followed: it may lead out of the folder."""
    try:
        return not path.is_symlink() and bool(path.stat().st_mode & OTHERS)
    except OSError:  # gone meanwhile: a side file of a database
        return False


def unusable(folder: Path, error: OSError) -> FolderUnusable:
    """What the system's error means for that folder, in words."""
    return FolderUnusable(path=folder, why=WHY.get(error.errno or 0, error.strerror or error))


@contextmanager
def lock(folder: Path, *, url: str) -> Iterator[bool]:
    """Hold the lock of this instance. Raises AlreadyRunning. Another process sees pid and address.

    Yields whether the last run ended by force (a kill, a power cut), so that its processes may still be there.
    """
    holder = FileLock(folder / "gladi.lock")
    note = folder / "gladi.pid"
    try:
        holder.acquire(timeout=0)
    except Timeout as error:
        pid, _, where = (note.read_text(encoding="utf-8") if note.exists() else "? ").partition(" ")
        raise AlreadyRunning(path=folder, pid=pid, url=where or url) from error
    with holder:
        killed = note.exists()
        note.write_text(f"{os.getpid()} {url}", encoding="utf-8")
        try:
            yield killed
        finally:
            with suppress(OSError):
                note.unlink()
