"""Statistik: a topic counted in the village or a part of it, as a page and as a workbook."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from sandbox.deeds import EXPORT, STATISTICS
from sandbox.details import FileDetails, RecordDetails
from sandbox.practice.statistics import areas, counting
from sandbox.practice.statistics.areas import AreaFamilies, Locality
from sandbox.practice.statistics.counting import Statistic
from sandbox.practice.statistics.sheet import as_workbook
from sandbox.practice.statistics.topics import FIRST, TOPICS, topic_of
from sandbox.practice.views.blueprint import bp, look
from sandbox.web import current_desk

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class StatisticsPage:
    """What the page shows: the table, and of how many families it was made."""

    found: Statistic
    families: AreaFamilies


@bp.get("/statistik", endpoint="statistics")
@bp.get("/statistik/<topic_id>", endpoint="statistics")
def statistics_page(topic_id: str = FIRST.id) -> ResponseReturnValue:
    topic, area = topic_of(topic_id), _area()

    def work(session: Session, now: datetime) -> StatisticsPage:
        return StatisticsPage(counting.statistic(session, topic, area), areas.counted(session, area))

    page = look(STATISTICS, work, detail=RecordDetails(section=topic.id))
    return render_template("practice/statistics.html", active="statistik", page=page, topic=topic, topics=TOPICS.values(),
                           area=area)


@bp.get("/statistik/<topic_id>/tabel.xlsx")
def statistics_table(topic_id: str) -> ResponseReturnValue:
    topic, area = topic_of(topic_id), _area()
    detail = FileDetails(section=topic.id)
    found = look(STATISTICS, lambda session, now: counting.statistic(session, topic, area), kind=EXPORT, detail=detail)
    name = f"statistik-{topic.id}-{current_desk().village_code}.xlsx"
    return send_file(BytesIO(as_workbook(found)), XLSX, as_attachment=True, download_name=name)


def _area() -> Locality:
    return Locality(request.args.get("wilayah", ""))
