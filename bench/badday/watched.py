"""The bad day's own process among those whose syncs are kept: it looks at the hall's databases for itself."""

import os
import sys
import tempfile
from collections.abc import Mapping
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
