"""What a disk keeps when the power is cut: what it was asked to, as `sitecustomize.py` of this folder wrote it down."""

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote


def leave_what_was_synced(folder: Path, shadow: Path) -> None:
    """Put the instance into the state that its disk was asked to keep: names of synced folders, contents of synced files.

    That state is what a disk keeps from then on: the shadow begins anew with it.
    """
    kept = folder.with_name("kept")
    kept.mkdir(mode=0o700)
    _lay(kept, Path("."), shadow)
    shutil.copyfile(folder / "server.log", kept / "server.log")
    shutil.rmtree(folder)
    kept.rename(folder)
    for path in [*shadow.glob("*.content"), *shadow.glob("*.path"), *shadow.glob("*.names"), *shadow.glob("*.tmp")]:
        path.unlink()
    for inside, _folders, files in os.walk(folder):
        _keep(Path(inside), folder, files, shadow)


def _lay(target: Path, part: Path, shadow: Path) -> None:
    listed = shadow / f"{quote(str(part), safe='')}.names"
    names = json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else {}
    for name, what in names.items():
        if what == "folder":
            (target / part / name).mkdir(mode=0o700)
            _lay(target, part / name, shadow)
        elif not name.endswith("-shm"):
            content, told = shadow / f"{what}.content", shadow / f"{what}.path"
            # A name that was kept, of a file that never was: empty. So is one whose number a file of another folder has now, and
            # the name of a log that is gone, whose number another log has.
            is_there = content.exists() and _is_of(Path(told.read_text(encoding="utf-8")), part / name)
            (target / part / name).write_bytes(content.read_bytes() if is_there else b"")


def _is_of(synced: Path, named: Path) -> bool:
    """Whether what was synced under that path is that name's: a copy in the making is synced before it gets its name."""
    return synced.parent == named.parent and (synced == named or not named.name.endswith("-wal"))


def _keep(inside: Path, folder: Path, files: Sequence[str], shadow: Path) -> None:
    names = {entry.name: "folder" if entry.is_dir() else entry.inode() for entry in os.scandir(inside)}
    (shadow / f"{quote(os.path.relpath(inside, folder), safe='')}.names").write_text(json.dumps(names), encoding="utf-8")
    for name in files:
        number = (inside / name).stat().st_ino
        shutil.copyfile(inside / name, shadow / f"{number}.content")
        (shadow / f"{number}.path").write_text(os.path.relpath(inside / name, folder), encoding="utf-8")
