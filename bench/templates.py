"""Processor time of getting every template ready in a new process: compiled anew, and kept (sandbox/files/templates_kept.py).

    python bench/templates.py
"""

import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from jinja2 import Environment

from sandbox.files.kept import Shelf
from sandbox.files.templates_kept import KeptTemplates
from sandbox.server.app import create_app
from sandbox.settings import Settings

TIMES = 5


def ready_ms(like: Environment, shelf: Path) -> float:
    """Milliseconds that an environment like that one takes, with nothing in its memory but what lies in `shelf`."""
    fresh = like.overlay(cache_size=400, bytecode_cache=KeptTemplates(Shelf(shelf)))
    began = process_time()
    for name in fresh.list_templates(extensions=["html"]):
        fresh.get_template(name)
    return (process_time() - began) * 1000


def main() -> None:
    sys.dont_write_bytecode = False  # else nothing is kept
    anew, kept = [], []
    with tempfile.TemporaryDirectory(prefix="gladi-templates-") as folder:
        ours = create_app(Settings(instance=Path(folder) / "instance")).jinja_env
        for turn in range(TIMES):
            shelf = Path(folder) / str(turn)
            anew.append(ready_ms(ours, shelf))
            kept.append(ready_ms(ours, shelf))
    print(f"compiled anew {median(anew):.0f} ms ({min(anew):.0f} to {max(anew):.0f}), "
          f"kept {median(kept):.0f} ms ({min(kept):.0f} to {max(kept):.0f})")


if __name__ == "__main__":
    main()
