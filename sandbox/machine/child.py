"""Runs a module of ours in a process of its own: `command("sandbox.server.processes.worker")` is what to start.

`python -m MODULE` puts the current folder first on the import path, and an argon2.py that lies where somebody typed the command
is then imported instead of ours. Here our packages come from where this file lies, and nothing else does.
"""

import gc
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO, NoReturn

ROOT = Path(__file__).resolve().parents[2]
OURS = ("sandbox", "seed", "scenarios", "instructor")
Progress = Callable[[int, int], None]
Task = Callable[[Mapping[str, Any], bytes, Progress], tuple[dict[str, Any], bytes]]
"""What such a process does: from JSON and the bytes of a file to the same; it tells how far it is."""


class Unfinished(Exception):
    """A process that ended before it was done."""


class OursOnly:
    """Finds our packages in `ROOT`, before anything else is asked."""

    @staticmethod
    def find_spec(name: str, _path: Sequence[str] | None = None, _target: object = None) -> ModuleSpec | None:
        return PathFinder.find_spec(name, [str(ROOT)]) if name in OURS else None


def command(module: str, *arguments: str) -> list[str]:
    """The words that start that module in a process of its own."""
    return [sys.executable, "-P", str(Path(__file__).resolve()), module, *arguments]


def ask(module: str, needed: Mapping[str, Any], content: bytes, progress: Progress, *,
        within_s: float) -> tuple[dict[str, Any], bytes]:
    """What that module's task makes of it. Raises Unfinished where its process ends, or is not done in time."""
    with subprocess.Popen(command(module), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        limit = Timer(within_s, process.kill)
        limit.start()
        try:
            process.stdin.write(json.dumps(needed).encode() + b"\n" + content)
            process.stdin.close()
            for line in process.stdout:
                said = json.loads(line)
                if "done" in said:
                    return said["done"], process.stdout.read()
                progress(said["count"], said["of"])
        except OSError:
            process.kill()
        finally:
            limit.cancel()
    raise Unfinished()


def answer(task: Task, source: BinaryIO, target: BinaryIO, *, most_memory: int) -> None:
    """Do the one task that comes in, in at most so many bytes of memory, where the system can bound them.

    In: a line of JSON, then the bytes of a file. Out: lines of JSON, the last one with `done`; then the bytes of a file.
    Where the hall that asked was killed meanwhile, the process ends with one line in the log.
    """
    def say(line: Mapping[str, Any], made: bytes = b"") -> None:
        try:
            target.write(json.dumps(line).encode() + b"\n" + made)
            target.flush()
        except OSError:
            _end_alone()

    _bound(most_memory)
    needed, content = source.readline(), source.read()
    if not needed.endswith(b"\n"):
        _end_alone()
    done, made = task(json.loads(needed), content, lambda count, of: say({"count": count, "of": of}))
    say({"done": done}, made)


def _end_alone() -> NoReturn:
    """Nobody hears the answer. At once, as the interpreter's own end would stumble over the broken pipe once more."""
    print("A process of Gladi's ends: the hall that it worked for is gone.", file=sys.stderr, flush=True)
    os._exit(1)


def _bound(most_memory: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))


def main() -> None:
    """Run the module named by the first argument with the rest of them."""
    module = sys.argv.pop(1)
    sys.meta_path.insert(0, OursOnly)
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        gc.freeze()  # else Python looks through all that was imported for rubbish once more before it ends


if __name__ == "__main__":
    main()
