"""What a day brought: what people knew before it and after it, by skill. Pure."""

from collections.abc import Sequence

from instructor.reports.results import DayResults
from instructor.reports.table import ReportTable
from sandbox.words.texts import lazy_gettext as _l
from scenarios.placement.items import END, START


def by_gain(results: Sequence[DayResults]) -> ReportTable:
    """Every skill of Cek kemampuan: of the people who answered at both ends, how many knew it at each."""
    columns = (_l("Keterampilan"), _l("Menjawab di awal dan akhir"), _l("Tahu di awal"), _l("Tahu di akhir"), _l("Bertambah"))
    both = [person.placed for day in results for person in day.people if {START, END} <= set(person.placed)]
    titles = {skill.id: skill.title for day in results for skill in day.course.skills}
    rows = []
    for skill, title in titles.items():
        asked = [placed for placed in both if skill in placed[START] and skill in placed[END]]
        if asked:
            before, after = (sum(placed[end][skill] for placed in asked) for end in (START, END))
            rows.append((title, len(asked), before, after, after - before))
    return ReportTable(columns, tuple(rows))
