"""What is on the disk for good: syncs of files and folders, by the strongest means that the system has."""

import os
from collections.abc import Callable

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

Control = Callable[[int, int], object]
CONTROL: Control | None = getattr(fcntl, "fcntl", None)
FULL = getattr(fcntl, "F_FULLFSYNC", None)
"""On macOS fsync leaves what was written in the drive's own memory; this does not."""


def sync(handle: int, *, full: int | None = FULL, control: Control | None = CONTROL) -> None:
    """Let everything written to that open file outlive a power cut. Raises OSError.

    `full` is asked of the system by `control`, where it knows such a thing.
    """
    if full is None or control is None:
        os.fsync(handle)
        return
    try:
        control(handle, full)
    except OSError:  # a network's or a foreign file system has no such thing
        os.fsync(handle)


def sync_folder(folder: os.PathLike[str]) -> None:
    """Let the names in that folder outlive a power cut."""
    if os.name == "nt":  # Windows cannot open a folder; NTFS journals its names itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        sync(handle)
    finally:
        os.close(handle)
