"""The folder of backups: which are there, one made every evening and one whenever it is asked for, old ones removed.

The parent makes them, each in a process of its own: they take minutes, and no page waits for them.
"""

import logging
import os
import re
import shlex
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Protocol

from instructor.backup.errors import FROM_BACKUP, FROM_NOTHING, DatabaseBroken
from sandbox.accounts import secret
from sandbox.clock import WIB
from sandbox.machine import child

log = logging.getLogger("gladi.backup")

FOLDER = "backups"
ASKED = "diminta"
"""Stands in that folder while somebody waits for one."""
MAKING = "dibuat"
"""How far the one is that is being made: `done all`."""
REFUSED = "gagal"
"""Why the last one was not made."""
NAME = re.compile(r"[^/\\]*gladi-([0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6})[^/\\]*\.(?:zip|dump)", re.ASCII)
"""As a browser or a file manager renames it, too: `gladi-2026-11-28-163000 (1).zip`, `Salinan gladi-….zip`."""
EVENING, NIGHTLY_KEPT = time(17, 0), 7
AT_LATEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in the folder. `at`: when it was made, in the hall's time zone; `is_nightly`: the evening's, which goes by
    itself."""

    path: Path
    at: datetime
    is_nightly: bool
    bytes: int


def backups(instance: Path) -> list[Backup]:
    """Those in the folder of that instance, the newest first."""
    found = [(path, datetime.strptime(match[1], "%Y-%m-%d-%H%M%S").replace(tzinfo=WIB))
             for path in (instance / FOLDER).glob("*") if (match := NAME.fullmatch(path.name))]
    return sorted((Backup(path, at, path.name == name_of(at, is_nightly=True, kind=path.suffix[1:]), path.stat().st_size)
                   for path, at in found), key=lambda each: each.at, reverse=True)


def name_of(at: datetime, *, is_nightly: bool = False, kind: str = "zip") -> str:
    """The name by which one made then is found in the folder. `kind`: zip, or dump of a database."""
    return f"gladi-{at.astimezone(WIB):%Y-%m-%d-%H%M%S}{'-malam' if is_nightly else ''}.{kind}"


def broken(instance: Path, database: Path) -> DatabaseBroken:
    """What to say when that database can't be read: the command that puts the newest backup back, if there is one."""
    there = backups(instance)
    remedy = str(FROM_BACKUP) % {"backup": shlex.quote(str(there[0].path))} if there else \
        str(FROM_NOTHING) % {"folder": instance / FOLDER}
    return DatabaseBroken(path=database, remedy=remedy)


def named(instance: Path, name: str) -> Path | None:
    """The backup of that name; None if there is none."""
    path = instance / FOLDER / name
    return path if NAME.fullmatch(name) and path.is_file() else None


def evenings(there: Iterable[Backup]) -> list[datetime]:
    """When the evenings' of these were made; those that somebody asked for are none."""
    return [each.at for each in there if each.is_nightly]


def is_due(now: datetime, made: Iterable[datetime], born: datetime) -> bool:
    """Whether the evening's is still to be made: after five, or a day after the last one, for a computer may be off by then.

    `made`: when the evenings' before were; `born`: when the hall was, which counts as one.
    """
    last = max(made, default=born)
    local = now.astimezone(WIB)
    evening = datetime.combine(local.date(), EVENING, WIB)
    return now - last > AT_LATEST or last < evening <= local


def too_many(there: Iterable[Backup]) -> list[Backup]:
    """The evenings' that are no longer kept; those that somebody asked for stay until somebody removes them."""
    return sorted((each for each in there if each.is_nightly), key=lambda each: each.at, reverse=True)[NIGHTLY_KEPT:]


def ask(instance: Path) -> None:
    """Have one made as soon as the parent looks."""
    (instance / FOLDER).mkdir(mode=0o700, exist_ok=True)
    (instance / FOLDER / ASKED).touch()


@dataclass(frozen=True, slots=True)
class Going:
    """What is going on: one is asked for or being made, `done` of `all` files are in it; or why the last one was not made."""

    is_asked: bool
    done: int = 0
    all: int = 0
    refused: str = ""


def going_on(instance: Path) -> Going:
    """What is going on in that folder."""
    folder = instance / FOLDER
    done, _space, every = _read(folder / MAKING).partition(" ")
    return Going((folder / ASKED).exists() or bool(done), int(done or 0), int(every or 0), _read(folder / REFUSED))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


class Evening(Protocol):
    """When the evening's backup is due."""

    kind: str
    """What its file is, by the end of its name."""

    def is_due(self, now: datetime) -> bool:
        """Whether it is to be made, here and now. If so, nobody else makes it until it is `over`."""
        ...

    def over(self, made: str | None, now: datetime) -> None:
        """It has ended: made under that name, or not."""
        ...


@dataclass
class InFolder:
    """Of a hall in one folder, whose backups lie in it."""

    instance: Path
    kind: str = "zip"

    def is_due(self, now: datetime) -> bool:
        """See Evening.is_due."""
        born = datetime.fromtimestamp((self.instance / secret.NAME).stat().st_mtime, WIB)
        return is_due(now, evenings(backups(self.instance)), born)

    def over(self, made: str | None, now: datetime) -> None:
        """See Evening.over."""


@dataclass
class Keeper:
    """Makes what is asked for or due. The parent looks in from time to time."""

    instance: Path
    evening: Evening
    _running: "subprocess.Popen[str] | None" = None
    _made: str = ""
    _not_before: datetime | None = field(default=None)

    def look(self, now: datetime) -> None:
        """Start one where one is asked for or due, and tidy up after one that has ended. `now`: wall time."""
        if self._running is not None:
            if self._running.poll() is not None:
                self._ended(now)
            return
        folder = self.instance / FOLDER
        (folder / MAKING).unlink(missing_ok=True)  # of one that a power cut ended
        asked = (folder / ASKED).exists()
        waits = self._not_before is not None and now < self._not_before
        if asked or (not waits and self.evening.is_due(now)):
            self._start(folder, name_of(now, is_nightly=not asked, kind=self.evening.kind))

    def _start(self, folder: Path, name: str) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / MAKING).write_text("0 0", encoding="utf-8")
        self._made = name
        (folder / ASKED).unlink(missing_ok=True)  # whoever asks from now on wants what is done from now on, too
        command: Sequence[str] = child.command("sandbox.server", "backup", str(folder / name), "--progress-file",
                                               str(folder / MAKING))
        self._running = subprocess.Popen(command, env={**os.environ, "GLADI_INSTANCE": str(self.instance)}, text=True,
                                         stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def _ended(self, now: datetime) -> None:
        running, self._running, folder = self._running, None, self.instance / FOLDER
        assert running is not None
        said = (running.communicate()[1] or "").strip()
        for name in (MAKING, REFUSED):
            (folder / name).unlink(missing_ok=True)
        if running.returncode:
            log.error("GL-CAD %s", said)
            (folder / REFUSED).write_text(said.splitlines()[-1] if said else f"GL-CAD {running.returncode}", encoding="utf-8")
            self._not_before = now + timedelta(hours=1)
        self.evening.over(self._made if not running.returncode else None, now)
        for old in too_many(backups(self.instance)):
            old.path.unlink(missing_ok=True)
