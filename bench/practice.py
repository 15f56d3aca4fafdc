"""What the practice system's work costs beside its floor: Statistik beside the bare SQL that it asks.

    python bench/practice.py [TOPIC …]

A village of a throwaway hall, in this one process; shown are medians of processor time in milliseconds. `work`: the page's table
and the families that it was made of, as the page has them made; `sql`: the same statements, asked of SQLite itself; `page`: the
whole click, with login, journal, panel and templates.
"""

import statistics
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from bench.pages import Parts, listening, now_ms
from sandbox.desks import desk_for
from sandbox.practice.statistics import areas, counting
from sandbox.practice.statistics.areas import Locality
from sandbox.practice.statistics.topics import TOPICS, Topic
from sandbox.web import Services
from tests.server.test_clicks import Seated, seated_in_an_exercise

ROUNDS = 15


def median_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = now_ms()
        work()
        times.append(now_ms() - began)
    return statistics.median(times)


def made(session: Session, topic: Topic) -> None:
    counting.statistic(session, topic, Locality())
    areas.counted(session, Locality())


def bare(session: Session, topic: Topic) -> Parts:
    """The statements of that page."""
    with listening() as parts:
        made(session, topic)
    return parts


def row(seated: Seated, session: Session, topic: Topic) -> list[str]:
    page = median_ms(lambda: seated.bot.browser.transport.get(f"/desa/statistik/{topic.id}"))
    parts = bare(session, topic)
    sql, work = median_ms(parts.bare_sql), median_ms(lambda: made(session, topic))
    return [topic.id, f"{work:.1f}", f"{sql:.1f}", f"{work / sql:.2f}", f"{page:.1f}"]


def main() -> None:
    table = Table("topic", "work", "sql", "times", "page")
    with seated_in_an_exercise() as seated:
        services: Services = seated.stage.app.extensions["gladi"]
        with seated.stage.app.app_context(), services.store.open(desk_for(seated.seat, services.clock).pin) as session:
            made(session, TOPICS["usia"])
            for topic in sys.argv[1:] or TOPICS:
                table.add_row(*row(seated, session, TOPICS[topic]))
    Console().print(table)


if __name__ == "__main__":
    main()
