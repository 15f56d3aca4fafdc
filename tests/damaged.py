"""Real damage done to a copy, by kind, as a bad day leaves it."""

import shutil
from collections.abc import Callable
from pathlib import Path


def bad_header(path: Path) -> None:
    gone(path)
    path.write_bytes(b"bukan basis data" * 4096)


def halved(path: Path) -> None:
    content = path.read_bytes()
    gone(path)
    path.write_bytes(content[:len(content) // 2])


def emptied(path: Path) -> None:
    gone(path)
    path.write_bytes(b"")


def a_folder(path: Path) -> None:
    gone(path)
    path.mkdir()
    (path / "isi.txt").write_text("salah taruh", encoding="utf-8")


def scribbled(path: Path) -> None:
    """Pages of the middle overwritten; the header says nothing of it."""
    content = bytearray(path.read_bytes())
    content[3 * 4096:] = b"\xff" * (len(content) - 3 * 4096)
    gone(path)
    path.write_bytes(content)


KINDS: tuple[Callable[[Path], None], ...] = (bad_header, halved, emptied, a_folder, scribbled)


def strangers(sandboxes: Path) -> list[Path]:
    """Put beside the sandboxes what people put there."""
    (sandboxes / "backup").mkdir(parents=True)
    (sandboxes / "1").mkdir(exist_ok=True)
    files = [sandboxes / "1" / "g1 (1).sqlite", sandboxes / "backup" / "g1.sqlite", sandboxes / "1" / "catatan.txt",
             sandboxes / "backup" / "mark-g1-1.sqlite"]
    for file in files:
        file.write_bytes(b"punya orang")
    return files


def gone(path: Path) -> None:
    """Removed with its side files, whatever it is."""
    if path.is_dir():
        shutil.rmtree(path)
    for side in ("", "-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
