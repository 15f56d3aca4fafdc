"""Runs Gladi on a machine that has only Python 3.11 or later. Standard library only; also works by double-click.

    python3 start.py          make .venv if needed, install, run `gladi start` (further words are handed to `gladi`)
    python3 start.py test     the same, then the whole test suite (further words are handed to pytest)
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LEAST = (3, 11)


def main(words: list[str]) -> int:
    """Install what is missing, then run; the exit status of what was run."""
    if sys.version_info < LEAST:
        print(f"Gladi memerlukan Python {LEAST[0]}.{LEAST[1]} atau yang lebih baru. Yang ada di sini: {sys.version.split()[0]}.")
        return 1
    testing = words[:1] == ["test"]
    if not install("test" if testing else ""):
        return 1
    if testing:
        command = [str(PYTHON), "-m", "pytest", *words[1:]] if words[1:] else [str(PYTHON), "-m", "pytest", "-n", "2"]
    else:
        command = [str(PYTHON), "-m", "sandbox.server", *(words or ["start"])]
    return run(command)


def install(extra: str) -> bool:
    """Make the environment and install Gladi into it, unless that was done for this very pyproject.toml."""
    stamp = VENV / f".installed-{extra or 'run'}"
    wanted = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return True
    print("Menyiapkan Gladi (sekali saja, beberapa menit) …", flush=True)
    if not PYTHON.exists():
        try:
            venv.create(VENV, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"Folder {VENV} tidak dapat dibuat: {error}. Periksa hak tulis dan ruang simpan "
                  "(di Debian: apt install python3-venv).")
            return False
    target = f"{HERE}[{extra}]" if extra else str(HERE)
    if run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", target]) != 0:
        print("Pemasangan gagal. Periksa sambungan internet (hanya perlu sekali), lalu jalankan lagi perintah yang sama.")
        return False
    stamp.write_text(wanted)
    return True


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
