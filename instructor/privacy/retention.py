"""How long people are kept: trainings that ended longer ago than the setting says lose their names."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from instructor.privacy.erasing import NOBODY, erase_training
from sandbox.clock import WIB
from sandbox.platform import audit
from sandbox.platform.db import read
from sandbox.platform.models import Group, GroupState, Trainee, Village
from sandbox.store.base import Store

AT_ONCE = 20
"""People of a training that are erased in one go: the server has other things to do in between."""
FOR_EVER = 0
"""Of the setting: nobody is erased by itself."""
log = logging.getLogger("gladi.privacy")


def due(days: int, *, now: datetime) -> list[int]:
    """Trainings that ended more than so many days ago, have nothing open, and still name somebody."""
    if days == FOR_EVER:
        return []
    ended = (now - timedelta(days=days)).astimezone(WIB).date()
    named = select(Village.training_id).join(Trainee, Trainee.village_id == Village.id).where(Trainee.name != NOBODY)
    with read() as session:
        return list(session.scalars(
            select(Group.training_id).where(
                Group.training_id.in_(named),
                Group.training_id.not_in(select(Group.training_id).where(Group.state == GroupState.OPEN)))
            .group_by(Group.training_id).having(func.max(Group.held_on) < ended)))


def keep_no_longer(days: int, *, store: Store, instance: Path, now: datetime) -> int:
    """Erase people of those trainings, as many as in one go; how many."""
    gone = sum(erase_training(training, at_most=AT_ONCE, store=store, instance=instance, now=now, by=audit.COMMAND_LINE)
               for training in due(days, now=now))
    if gone:
        log.info("%d people erased, after %d days", gone, days)
    return gone
