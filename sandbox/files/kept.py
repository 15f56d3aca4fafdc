"""What was worked out once and is kept for the next process, beside Python's own compiled files and as protected as they are.

A key holds all that the answer depends on (the whole text, the versions of what reads it), so nothing old is ever found. What is
torn, damaged or lies under another's name is not found either. Where nothing can be kept (a folder that may not be written to),
everything is worked out as before. Errors of the disk are nobody's business here.
"""

import hashlib
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import get_ident

BESIDE = Path(__file__).parent / "__pycache__"
MOST = 400
"""Files of a shelf. Beyond that the oldest go."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One folder of what is kept."""

    folder: Path

    def path_of(self, key: str) -> Path:
        """Where the answer to that key is kept."""
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.kept"

    def find(self, key: str) -> bytes | None:
        """The answer to that key, as it was kept; None if it is not known."""
        try:
            kept = self.path_of(key).read_bytes()
        except OSError:
            return None
        seal, answer = kept[:32], kept[32:]
        return answer if seal == _seal(key, answer) else None

    def keep(self, key: str, answer: bytes) -> None:
        """Keep it, unless Python itself was told to keep nothing."""
        if sys.dont_write_bytecode:
            return
        path = self.path_of(key)
        temporary = path.with_suffix(f".{os.getpid()}-{get_ident()}.tmp")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with open(temporary, "xb", opener=_for_the_owner) as file:
                file.write(_seal(key, answer) + answer)
            os.replace(temporary, path)  # at once: other processes read and write the same
            self._tidy()

    def _tidy(self) -> None:
        kept = sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime)
        for path in kept[:-MOST]:
            path.unlink(missing_ok=True)


def _seal(key: str, answer: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + answer).digest()


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o644)  # whatever the umask: others may read, as they may what Python compiled
