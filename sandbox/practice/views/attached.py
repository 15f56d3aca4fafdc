"""The practice system's pages, all attached: the root mounts `bp` twice, for the trainee and read-only for staff."""

from sandbox.practice.views import home, households, login, members, sheets, submissions
from sandbox.practice.views.blueprint import bp

PAGES = (home, households, members, sheets, submissions, login)
"""The modules whose import attaches their views to `bp`."""

__all__ = ["PAGES", "bp"]
