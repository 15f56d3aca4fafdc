"""Keeps the villages of the open group and of the next one ready, in a thread of the server's parent."""

import logging
import time
from collections.abc import Sequence
from datetime import date
from threading import Thread

from flask import Flask
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy import or_, select

from sandbox.platform import groups
from sandbox.platform.db import read
from sandbox.platform.models import Group, GroupState, Training, Village
from sandbox.practice import version
from sandbox.store.templates import template_name
from sandbox.web import Services
from seed.building.builder import build_many
from seed.errors import SeedError
from seed.land.regions import Region

log = logging.getLogger("gladi.seed")

AGAIN_AFTER = 30.0
"""Seconds after a failure until the next try."""


class Villages:
    """Builds what is missing, one group at a time: first the open one, then the one after it."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._built: Services = app.extensions["gladi"]
        self._thread: Thread | None = None
        self._again_at = 0.0
        self._said = ""

    def look(self) -> None:
        """Start building if something is missing and nothing is being built."""
        if time.monotonic() < self._again_at or (self._thread is not None and self._thread.is_alive()):
            return
        with self._app.app_context():
            for group, seed, villages in wanted():
                if missing := [village for village in villages if not self._ready(village, group.held_on, seed)]:
                    self._thread = Thread(target=self._build, args=(group, seed, missing), daemon=True)
                    self._thread.start()
                    return

    def _ready(self, village: Village, day: date, seed: int) -> bool:
        """Whether the store has the village's template of that day."""
        return self._built.store.ready(template_name(village.code, day, seed, version.present().name))

    def _build(self, group: Group, seed: int, villages: Sequence[Village]) -> None:
        """Build these villages of a group, under a progress bar. An error is logged once and tried again later."""
        console = Console(stderr=True)
        columns = (TextColumn("Menyiapkan desa Kelompok {task.description}"), BarColumn(), MofNCompleteColumn(),
                   TimeElapsedColumn())
        wanted = [region_of(village) for village in villages]
        try:
            with Progress(*columns, console=console, transient=not console.is_terminal) as progress:
                task = progress.add_task(str(group.number), total=len(wanted))
                build_many(wanted, as_of=group.held_on, seed=seed, folder=self._built.settings.templates,
                           on_done=lambda _info: progress.advance(task))
        except SeedError as error:
            # Tried again when there may be room; the pages of these villages go on saying that they are being prepared.
            self._again_at = time.monotonic() + AGAIN_AFTER
            if str(error) != self._said and not self._built.stopping.is_set():  # a stop may end the builders too, and is no error
                self._said = str(error)
                log.error("%s %s", error.code, error)


def region_of(village: Village) -> Region:
    """The village as its district's file told it, so that the template is the same whoever has it built."""
    siblings = tuple((code, name) for code, name in village.siblings)
    return Region(village.code, village.district_code, village.district, village.name, village.kind, siblings)


def wanted() -> list[tuple[Group, int, Sequence[Village]]]:
    """The open groups and the next to be opened, with seed and villages; between two days the next alone. Then the next of each
    other real training."""
    with read() as session:
        is_on = Training.id == groups.present_training()
        needed = or_(is_on, ~Training.is_demo, Group.state == GroupState.OPEN)
        rows = session.execute(select(Group, Training.seed).join(Training).where(needed).order_by(
            ~is_on, Training.id, Group.number)).all()
        opened = [(group, seed) for group, seed in rows if group.state is GroupState.OPEN]
        planned: dict[int, tuple[Group, int]] = {}
        for group, seed in rows:
            if group.state is GroupState.PLANNED:
                planned.setdefault(group.training_id, (group, seed))
        near = [*opened, *planned.values()]
        return [(group, seed, session.scalars(
            select(Village).where(Village.group_id == group.id).order_by(Village.table_number)).all())
            for group, seed in near]
