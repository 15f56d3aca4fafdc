"""The bad day's own process among those whose syncs are kept: it looks at the hall's databases for itself."""

import os
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path

BESIDE: Mapping[str, str] = {"GLADI_CHAOS_BESIDE": "1"}
"""For a process that is watched, but has its own clock."""


def a_watched_folder() -> Path:
    """A new folder for a day whose hall lies in `gladi`. The program begins anew, watched from its first import on."""
    if "GLADI_CHAOS" not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="gladi-chaos-"))
        (folder / "shadow").mkdir()
        told = {"GLADI_CHAOS": folder / "shadow", "GLADI_INSTANCE": folder / "gladi", "PYTHONPATH": Path(__file__).parent}
        os.execve(sys.executable, [sys.executable, *sys.argv],
                  {**os.environ, **BESIDE, **{name: str(value) for name, value in told.items()}})
    for name in BESIDE:
        del os.environ[name]  # the hall's processes have the day's clock
    return Path(os.environ["GLADI_CHAOS"]).parent


def reach(shadow: Path, act: Callable[[int], None], *, but: Collection[int]) -> None:
    """Act on every process that is watched for that folder, whoever started it (a backup that outlived its parent, a reader of
    workbooks), until nobody is left who could have started another one. `but` those and the caller."""
    reached: set[int] = set()
    while found := everybody(shadow, but=but) - reached:
        for pid in found:
            act(pid)
        reached |= found


def everybody(shadow: Path, *, but: Collection[int]) -> set[int]:
    """Their process ids; of the dead none."""
    mark, found = f"GLADI_CHAOS={shadow}".encode(), set()
    for told in Path("/proc").glob("[0-9]*/environ"):
        pid = int(told.parent.name)
        with suppress(OSError):  # gone meanwhile
            if pid != os.getpid() and pid not in but and mark in told.read_bytes().split(b"\0"):
                found.add(pid)
    return found
