"""Who of the closed days has earned the certificate, folded from the feed.

What a closed day's people reached hardly ever changes, but folding it takes a moment for each of its rows. So a process keeps
what it found, and folds anew when a row came in since (a late one), or when other days are closed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import current_app
from sqlalchemy import Select, exists, func, select

from sandbox.platform.db import read
from sandbox.platform.models import Feed, Group, Sandbox, Trainee, Village
from scenarios.day.course import course
from scenarios.results.progress import by_skill, lacking
from scenarios.results.rows import attempts

KEPT = "gladi_earned"


@dataclass(frozen=True, slots=True)
class Earned:
    """Trainee ids of those who have earned it, on the days of these groups, as the feed told up to `seq`."""

    groups: frozenset[int]
    seq: int
    people: frozenset[int]


def earned(closed: Sequence[Group]) -> frozenset[int]:
    """The trainee ids of those who have earned the certificate on the days of these groups, by the skills of their day."""
    groups, known = frozenset(group.id for group in closed), current_app.extensions.get(KEPT)
    if not groups:
        return frozenset()
    with read() as session:
        seq = session.scalar(select(func.max(Feed.seq))) or 0
        kept = known if isinstance(known, Earned) and known.groups == groups else None
        late = kept is not None and session.scalar(
            select(exists().where(Feed.seq > kept.seq, Feed.seq <= seq, Feed.sandbox_id.in_(_sandboxes(groups)))))
        found = replace(kept, seq=seq) if kept is not None and not late else Earned(groups, seq, _folded(closed, seq))
    current_app.extensions[KEPT] = found
    return found.people


def _folded(closed: Sequence[Group], seq: int) -> frozenset[int]:
    skills = {group.id: course(group.agenda).skills for group in closed}
    with read() as session:
        days = dict(session.execute(select(Trainee.id, Village.group_id).join(Village, Village.id == Trainee.village_id)
                                    .where(Village.group_id.in_(skills))).all())
    found = attempts(Feed.sandbox_id.in_(_sandboxes(frozenset(skills))), Feed.seq <= seq)
    return frozenset(person for person, begun in found.items()
                     if person in days and not lacking(by_skill(begun), skills[days[person]]))


def _sandboxes(groups: frozenset[int]) -> Select[int]:
    return select(Sandbox.id).join(Village, Village.id == Sandbox.village_id).where(Village.group_id.in_(groups))
