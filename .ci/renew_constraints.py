"""Renews constraints.txt: the newest versions within the bounds of pyproject.toml, as they install today.

    python3 .ci/renew_constraints.py

Installs into an environment of its own that is thrown away, and touches nothing but constraints.txt and tried_on.txt beside it.
Then run `python3 start.py test`: only what passes is committed.
"""

import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

import start  # noqa: E402


def main() -> int:
    """Write what pip takes today; the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        status, said = start.pip(Path(folder), [f"{ROOT}[test]", builder()])
        if status:
            print(said, file=sys.stderr)
            return status
        freeze = [str(start.python_of(Path(folder))), "-m", "pip", "freeze", "--all", "--exclude", "gladi", "--exclude", "pip"]
        frozen = subprocess.run(freeze, capture_output=True, text=True, check=True).stdout
    start.TRIED.write_text(frozen, encoding="utf-8")
    start.TRIED_ON.write_text(f"{start.this_python()}\n", encoding="utf-8")
    print(f"{len(frozen.splitlines())} packages")
    return 0


def builder() -> str:
    """What builds Gladi itself: `setuptools>=77`."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"][0])


if __name__ == "__main__":
    sys.exit(main())
