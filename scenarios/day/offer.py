"""Which exercise is offered to a person next: the best of those that are open. Pure.

Best is, in this order: its skill's prerequisites are begun; it is for everybody, not for the quick; its skill is not mastered
alone yet; it comes first in the day. What is solved is not offered.
"""

from collections.abc import Callable, Mapping, Sequence
from random import Random

from scenarios.day.course import Course, Exercise, Weather
from scenarios.results.mastery import Rung


def best(course: Course, candidates: Sequence[Exercise], rungs: Mapping[str, Rung]) -> Exercise | None:
    """Of these exercises, open and unsolved and in the day's order, the one to offer; None if there are none."""
    needs = {skill.id: skill.needs for skill in course.skills}
    trainable = {each.skill for each in candidates}

    def rank(exercise: Exercise) -> tuple[bool, bool, bool]:
        block = course.block_of.get(exercise.id)
        waits = any(rungs.get(name, Rung.BELUM) is Rung.BELUM and name in trainable for name in needs.get(exercise.skill, ()))
        return waits, block is not None and exercise.id in block.quick, rungs.get(exercise.skill, Rung.BELUM) >= Rung.MANDIRI

    return min(candidates, key=rank, default=None)


def weathers(course: Course, suits: Callable[[Exercise], bool]) -> list[Weather]:
    """What free practice there is, from mild to rough."""
    able = [each for each in course.by_id.values() if suits(each)]
    here = {each.weather for each in able} | ({Weather.NYATA} if any(each.id in course.real for each in able) else set())
    return [weather for weather in Weather if weather in here]


def drawn(course: Course, weather: Weather, suits: Callable[[Exercise], bool], begun: Mapping[str, int],
          rng: Random) -> Exercise | None:
    """An exercise of that weather for free practice, of those that the person has begun least often; None if there is none.

    Of a real day's those come more often that train more of its errors.
    """
    found = [each for each in course.by_id.values() if suits(each)
             and (each.id in course.real if weather is Weather.NYATA else each.weather is weather)]
    least = min((begun.get(each.id, 0) for each in found), default=0)
    freshest = [each for each in found if begun.get(each.id, 0) == least]
    often = [course.real.get(each.id, 1) if weather is Weather.NYATA else 1 for each in freshest]
    return rng.choices(freshest, often)[0] if freshest else None
