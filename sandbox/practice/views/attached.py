"""The practice system's pages, all attached: the root mounts `bp` twice, for the trainee and read-only for staff."""

from sandbox.practice.views import (
    batches,
    classification,
    comparison,
    conflicts,
    counter,
    documents,
    doubts,
    drafts,
    exchange,
    handing,
    helpdesk,
    home,
    households,
    login,
    members,
    mutations,
    notices,
    password,
    progress,
    sheets,
    statistics,
    submissions,
    troubles,
)
from sandbox.practice.views.blueprint import bp

PAGES = (documents, password,
         home, doubts, drafts, households, members, mutations, sheets, comparison, conflicts, statistics, classification,
         progress, exchange, submissions, handing, batches, helpdesk, notices, counter, login, troubles)
"""The modules whose import attaches their views to `bp`."""

__all__ = ["PAGES", "bp"]
