"""The practice system's pages, all attached: the root mounts `bp` twice, for the trainee and read-only for staff."""

from sandbox.practice import views_home, views_households, views_login, views_members, views_sheets, views_submissions
from sandbox.practice.blueprint import bp

PAGES = (views_home, views_households, views_members, views_sheets, views_submissions, views_login)
"""The modules whose import attaches their views to `bp`."""

__all__ = ["PAGES", "bp"]
