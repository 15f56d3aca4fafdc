"""Loaded by every process of a hall under chaos, as PYTHONPATH names this folder: it remembers what was synced, and shows
another clock where it is told to. Asks nothing of root, and changes none of Gladi's own code.

What an fsync returned for, of SQLite (its VFS's xSync is wrapped) or of Python (os.fsync), is copied into the shadow folder
before the caller goes on: files by their inode, folders as lists of names. A name counts as kept once its folder was synced.
`chaos.py` makes from it what a power cut would have left. Whoever opens the hall's databases must be watched, readers too:
the last to close one empties its log into it. What it cannot show: writes torn within a page, a disk that lies
about its syncs, and bytes that reach the disk without having been asked to.
"""

import ctypes
import fcntl
import json
import mmap
import os
import shutil
import stat
import struct
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

SHADOW = os.environ.get("GLADI_CHAOS", "")
INSTANCE = os.environ.get("GLADI_INSTANCE", "")
X_OPEN = 40
"""Where xOpen stands in a sqlite3_vfs."""
X_SYNC = 5 * 8
"""Where xSync stands in sqlite3_io_methods."""
METHODS = 19 * 8
"""Bytes of sqlite3_io_methods, third version."""
IOERR_FSYNC = 1034
"""What SQLite is told of a sync that failed."""
POINTER = struct.Struct("P")
Open = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
"""The name goes through as the pointer that it is: SQLite keeps it for as long as the file is open."""
Sync = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)

_kept: list[object] = []
_paths: dict[int, Path] = {}
_own: dict[int, tuple[int, Callable[[int, int], int]]] = {}
_unnamed: set[int] = set()
"""Logs that were opened and not synced yet."""


def is_inside(path: Path) -> bool:
    return str(path).startswith(INSTANCE + os.sep) or str(path) == INSTANCE


@contextmanager
def _writing() -> Iterator[None]:
    """One process at a time, or the older of two states would be the one that is kept."""
    with open(Path(SHADOW, "lock"), "ab") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def file_synced(path: Path) -> None:
    """Keep its content as it is now."""
    with _writing():
        try:
            number = path.stat().st_ino
        except OSError:
            return
        fresh = Path(SHADOW, f"{number}.{os.getpid()}.{time.monotonic_ns()}.tmp")
        # Each by another name first: where the disk is full, what stands there stays.
        fresh.write_text(os.path.relpath(path, INSTANCE), encoding="utf-8")
        fresh.replace(Path(SHADOW, f"{number}.path"))
        shutil.copyfile(path, fresh)
        fresh.replace(Path(SHADOW, f"{number}.content"))


def folder_synced(folder: Path) -> None:
    """Keep which names it has now."""
    with _writing():
        _keep_names(folder)


def _keep_names(folder: Path) -> None:
    names = {entry.name: "folder" if entry.is_dir(follow_symlinks=False) else entry.inode() for entry in os.scandir(folder)}
    fresh = Path(SHADOW, f"names.{os.getpid()}.{time.monotonic_ns()}.tmp")
    fresh.write_text(json.dumps(names), encoding="utf-8")
    fresh.replace(Path(SHADOW, f"{quote(os.path.relpath(folder, INSTANCE), safe='')}.names"))


def fsync(handle: int, _plain: Callable[[int], None] = os.fsync) -> None:
    _plain(handle)
    path = Path(os.readlink(f"/proc/self/fd/{handle}"))
    if is_inside(path):
        folder_synced(path) if stat.S_ISDIR(os.fstat(handle).st_mode) else file_synced(path)


def watch_sqlite() -> None:
    """Wrap xOpen of SQLite's own VFS, and xSync of every file that it opens."""
    library = ctypes.CDLL("libsqlite3.so.0")
    library.sqlite3_vfs_find.restype = ctypes.c_void_p
    vfs = library.sqlite3_vfs_find(None)
    plain_open = Open(_pointer_at(vfs + X_OPEN))

    def opened(of: int, name: int | None, file: int, flags: int, out: int) -> int:
        done: int = plain_open(of, name, file, flags, out)
        if done == 0 and name and is_inside(path := Path(os.fsdecode(ctypes.string_at(name)))):
            _paths[file] = path
            _unnamed.discard(file)
            if path.name.endswith(("-wal", "-journal")):
                _unnamed.add(file)
            _set_pointer(file, _with_sync(_pointer_at(file)))
        return done

    callback = Open(opened)
    _kept.append(callback)
    _set_pointer(vfs + X_OPEN, ctypes.cast(callback, ctypes.c_void_p).value or 0)


def _with_sync(methods: int) -> int:
    """The same methods but for xSync; one copy for each kind of file."""
    if methods in {copy for copy, _sync in _own.values()}:
        return methods
    if methods not in _own:
        plain, is_ending, failed = Sync(_pointer_at(methods + X_SYNC)), sys.is_finalizing, IOERR_FSYNC

        def synced(file: int, flags: int) -> int:
            # The last to close a database empties its log into it. As an interpreter ends nothing can be kept, so nothing
            # is synced either: the log stays. Else a power cut would find the file of before beside the log of afterwards.
            if is_ending():
                return failed
            done: int = plain(file, flags)
            try:
                if done == 0:
                    _sqlite_synced(file)
            except OSError:  # while the disk is full no state can be kept: then nothing was synced either
                return IOERR_FSYNC
            return done

        copy, callback = ctypes.create_string_buffer(ctypes.string_at(methods, METHODS), METHODS), Sync(synced)
        _kept.extend((copy, callback))
        _set_pointer(ctypes.addressof(copy) + X_SYNC, ctypes.cast(callback, ctypes.c_void_p).value or 0)
        _own[methods] = ctypes.addressof(copy), synced
    return _own[methods][0]


def _sqlite_synced(file: int) -> None:
    path = _paths[file]
    file_synced(path)
    if file in _unnamed:  # SQLite syncs the folder of a log, too, the first time after it has opened it
        if path.exists():
            folder_synced(path.parent)
        _unnamed.discard(file)


def _pointer_at(address: int) -> int:
    return int(POINTER.unpack(ctypes.string_at(address, 8))[0])


def _set_pointer(address: int, value: int) -> None:
    ctypes.memmove(address, POINTER.pack(value), 8)


def shift_clock() -> None:
    """Let time.time() show the machine's clock plus what stands in the shadow's `clock`, in seconds."""
    with open(Path(SHADOW, "clock"), "r+b") as file:
        shared = mmap.mmap(file.fileno(), mmap.PAGESIZE)
    plain = time.time
    time.time = lambda: plain() + struct.unpack_from("d", shared)[0]


if SHADOW:
    os.fsync = fsync
    watch_sqlite()
    if "GLADI_CHAOS_BESIDE" not in os.environ:  # who only looks at the hall has its own clock
        shift_clock()
