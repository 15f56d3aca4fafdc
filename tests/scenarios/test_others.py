"""The day's other exercises in the panel: kept as they were drawn, as long as they look the same."""

import re
from dataclasses import replace

from flask_babel import force_locale

from scenarios.day.opening import CLOSED, OPEN
from scenarios.panel.day_shown import BlockLine, ExerciseLine
from scenarios.panel.others import Others, drawn

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
LINE = ExerciseLine("satu", "1.1", "Satu", 8, "belum", True)
SHOWN = Others((BlockLine("", OPEN, (LINE,)),), "", 1, 0, "/latihan/mulai", "formulir", "id")


def test_they_are_kept_until_anything_of_them_looks_otherwise(stage):
    others = [replace(SHOWN, blocks=(BlockLine("", OPEN, (replace(LINE, **changed),)),))
              for changed in ({"state": "mandiri"}, {"open": False}, {"title": "Dua"})]
    others += [replace(SHOWN, **changed) for changed in (
        {"blocks": (BlockLine("", CLOSED, (LINE,)),)}, {"coming": "satu"}, {"generation": 2}, {"begun": 7},
        {"carrier": "panel-isian"}, {"carrier": ""})]
    with stage.app.test_request_context():
        kept = drawn(SHOWN)
        assert drawn(replace(SHOWN)) is kept
        assert len({kept, *map(drawn, others)}) == len(others) + 1
        with force_locale("en"):
            assert drawn(replace(SHOWN, lang="en")) != kept


def test_buttons_with_a_token_of_their_own_are_kept_for_nobody(stage):
    tokens = []
    for _ in range(2):
        with stage.app.test_request_context():
            tokens.append(CSRF.search(drawn(replace(SHOWN, carrier="")))[1])
    assert tokens[0] != tokens[1]
