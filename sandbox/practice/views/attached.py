"""The practice system's pages, all attached: the root mounts `bp` twice, for the trainee and read-only for staff."""

from sandbox.practice.views import login, password, troubles
from sandbox.practice.views.blueprint import bp
from sandbox.practice.views.forms import drafts
from sandbox.practice.views.overviews import classification, home, progress, statistics
from sandbox.practice.views.records import comparison, conflicts, doubts, households, members, mutations, sheets
from sandbox.practice.views.sending import batches, handing, submissions
from sandbox.practice.views.services import counter, documents, exchange, helpdesk, notices

PAGES = (documents, password,
         home, doubts, drafts, households, members, mutations, sheets, comparison, conflicts, statistics, classification,
         progress, exchange, submissions, handing, batches, helpdesk, notices, counter, login, troubles)
"""The modules whose import attaches their views to `bp`."""

__all__ = ["PAGES", "bp"]
