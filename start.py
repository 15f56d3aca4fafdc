"""Runs Gladi on a machine that has only Python 3.11 or later. Standard library only; also works by double-click.

    python3 start.py          make .venv if needed, install, run `gladi start` (further words are handed to `gladi`)
    python3 start.py test     the same, then the whole test suite (further words are handed to pytest)

What is installed are the very versions that were tried (.ci/constraints.txt). Where this Python has no ready-made package of
one of them, that one alone is taken in another version within the bounds of pyproject.toml, and it is said which.
"""

import hashlib
import os
import platform
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
TRIED = HERE / ".ci" / "constraints.txt"
TRIED_ON = HERE / ".ci" / "tried_on.txt"
"""The Python and the system that all of these have ready-made packages for."""
VENV = HERE / ".venv"
LEAST = (3, 11)


def main(words: list[str]) -> int:
    """Install what is missing, then run; the exit status of what was run."""
    if sys.version_info < LEAST:
        print(f"Gladi memerlukan Python {LEAST[0]}.{LEAST[1]} atau yang lebih baru. Yang ada di sini: {sys.version.split()[0]}.")
        return 1
    testing = words[:1] == ["test"]
    if not install("test" if testing else extra_of_environment()):
        return 1
    python = str(python_of(VENV))
    if testing:
        command = [python, "-m", "pytest", *(words[1:] or ["-n", "3"])]  # tests that wait leave a core free
    else:
        command = [python, "-P", "-m", "sandbox.server", *(words or ["start"])]
    return run(command)


def extra_of_environment() -> str:
    """What a hall needs besides: the driver of PostgreSQL where its database is one."""
    return "postgres" if os.environ.get("GLADI_DATABASE_URL", "").startswith("postgresql") else ""


def install(extra: str) -> bool:
    """Make the environment and install Gladi into it, unless that was done for these very files."""
    stamp = VENV / f".installed-{extra or 'run'}"
    wanted = hashlib.sha256((HERE / "pyproject.toml").read_bytes() + TRIED.read_bytes()).hexdigest()
    if python_of(VENV).exists() and stamp.exists() and stamp.read_text() == wanted:
        return True
    print("Menyiapkan Gladi (sekali saja, beberapa menit) …", flush=True)
    if not python_of(VENV).exists():
        try:
            venv.create(VENV, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"Folder {VENV} tidak bisa dibuat: {error}. Periksa hak tulis dan ruang simpan "
                  "(di Debian: apt install python3-venv).")
            return False
    target = f"{HERE}[{extra}]" if extra else str(HERE)
    if not install_tried(VENV, ["--editable", target], TRIED, ask=this_python() != TRIED_ON.read_text(encoding="utf-8").strip()):
        print("Pemasangan gagal. Periksa sambungan internet (hanya perlu sekali), lalu jalankan lagi perintah yang sama.")
        return False
    stamp.write_text(wanted)
    return True


def install_tried(environment: Path, what: list[str], tried: Path, *, ask: bool = True) -> bool:
    """Install `what` in the versions of `tried`, or, where this Python has no ready-made package of one, within the bounds.

    What is left to its bounds is named, here and in the environment's file `untried.txt`. False if pip failed otherwise.
    `ask`: whether all can be had; needless where they were tried.
    """
    pins = tried.read_text(encoding="utf-8").split()
    # Asked first: a pip that meets a pin it can't have tries all other versions of everything, for a quarter of an hour.
    untried = absent(environment, pins) if ask else []
    if untried:
        print(f"Untuk Python {sys.version.split()[0]} tidak ada paket siap pakai {', '.join(untried)}. Dipasang versi lain yang "
              "masih diizinkan; `python3 start.py test` mencobanya.", flush=True)
    status, said = install_held(environment, what, [pin for pin in pins if pin not in untried])
    if untried and status:  # others insist on the very version that is not there
        untried = pins
        status, said = install_held(environment, what, [])
    if status:
        print(said.strip())
        return False
    (environment / "untried.txt").write_text("".join(f"{pin}\n" for pin in untried), encoding="utf-8")
    return True


def install_held(environment: Path, what: list[str], pins: list[str]) -> tuple[int, str]:
    """Install with these versions held; exit status of pip, and its complaint. What builds Gladi itself is held to them too."""
    held = environment / "held.txt"
    held.write_text("".join(f"{pin}\n" for pin in pins), encoding="utf-8")
    # Older pips read the first for the build, newer ones the second.
    return pip(environment, [*what, "--constraint", str(held)], PIP_CONSTRAINT=str(held), PIP_BUILD_CONSTRAINT=str(held))


def this_python() -> str:
    """What decides which ready-made packages there are: `cpython-311 linux-x86_64 glibc`."""
    return " ".join((str(sys.implementation.cache_tag), sysconfig.get_platform(), platform.libc_ver()[0])).strip()


def absent(environment: Path, pins: list[str]) -> list[str]:
    """Those of the pins that this Python has no ready-made package of. None where nobody answers: that is told later."""
    there, missing = list(pins), []
    while there:
        status, said = pip(environment, ["--dry-run", "--ignore-installed", "--no-deps", *there])
        found = re.search(r"No matching distribution found for (\S+)", said) if status else None
        if found is None or found[1] not in there or "Retrying (" in said:
            break
        there.remove(found[1])
        missing.append(found[1])
    return missing


def pip(environment: Path, what: list[str], **settings: str) -> tuple[int, str]:
    """Exit status of `pip install`, and what it complained about. Only ready-made packages: a hall's PC has no compiler.
    Python compiles what is used when it is first used, which is a third of what is installed."""
    done = subprocess.run(
        [str(python_of(environment)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:",
         "--no-compile", *what], cwd=HERE, env={**os.environ, **settings}, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        errors="replace", check=False)
    return done.returncode, done.stderr


def python_of(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(command: list[str]) -> int:
    """Run in the project's folder and wait. Ctrl-C reaches the child too, which finishes by itself."""
    child = subprocess.Popen(command, cwd=HERE)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


if __name__ == "__main__":
    status = main(sys.argv[1:])
    if status and os.name == "nt" and len(sys.argv) == 1:
        input("Tekan Enter untuk menutup.")
    sys.exit(status)
