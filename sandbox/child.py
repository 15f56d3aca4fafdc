"""Runs a module of ours in a process of its own: `command("sandbox.server.worker")` is what to start.

`python -m MODULE` puts the current folder first on the import path, and an argon2.py that lies where somebody typed the command
is then imported instead of ours. Here our packages come from where this file lies, and nothing else does.
"""

import runpy
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = ("sandbox", "seed", "scenarios", "instructor")


class OursOnly:
    """Finds our packages in `ROOT`, before anything else is asked."""

    @staticmethod
    def find_spec(name: str, _path: Sequence[str] | None = None, _target: object = None) -> ModuleSpec | None:
        return PathFinder.find_spec(name, [str(ROOT)]) if name in OURS else None


def command(module: str, *arguments: str) -> list[str]:
    """The words that start that module in a process of its own."""
    return [sys.executable, "-P", str(Path(__file__).resolve()), module, *arguments]


def main() -> None:
    """Run the module named by the first argument with the rest of them."""
    module = sys.argv.pop(1)
    sys.meta_path.insert(0, OursOnly)
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
