"""The panel's body stays as it was drawn as long as it looks the same, each person's in their copy."""

import re
from dataclasses import replace

from flask_babel import force_locale

from scenarios.day.opening import OPEN
from scenarios.panel.body import Body, drawn
from scenarios.panel.day_shown import BlockLine, DayShown, ExerciseLine

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
LINE = ExerciseLine("satu", "1.1", "Satu", 8, "belum", True)
DAY = DayShown((BlockLine("", OPEN, (LINE,)),), None, ())
SHOWN = Body(person=3, generation=1, companion="", day=DAY, running=None, messages=(), hand=None, hand_seen=0, login=("", ""),
             placement="", still_at=None)


def test_it_is_kept_until_anything_of_it_looks_otherwise(stage):
    others = [replace(SHOWN, day=replace(DAY, blocks=(BlockLine("", OPEN, (replace(LINE, **changed),)),)))
              for changed in ({"state": "mandiri"}, {"open": False}, {"title": "Dua"})]
    others += [replace(SHOWN, **changed) for changed in (
        {"generation": 2}, {"login": ("35.10", "desa-1")}, {"placement": "awal"}, {"hand_seen": 7})]
    with stage.app.test_request_context():
        first, *changed = [drawn(each, {}, carrier="panel-isian", minute=1) for each in (SHOWN, *others)]
        assert len({first, *changed}) == len(others) + 1
        kept = {}
        for body, anew in zip((SHOWN, *others, SHOWN), (first, *changed, first), strict=True):
            assert drawn(body, kept, carrier="panel-isian", minute=1) == anew
        with force_locale("en"):
            assert drawn(SHOWN, kept, carrier="panel-isian", minute=1) != first


def test_what_is_kept_goes_with_any_form_at_any_minute_and_is_each_persons_own(stage):
    kept = {}
    with stage.app.test_request_context():
        for person, carrier in ((3, "panel-isian"), (4, "panel-isian"), (3, "form-a&b")):
            html = drawn(replace(SHOWN, person=person), kept, carrier=carrier, minute=1)
            assert f'form="{carrier.replace("&", "&amp;")}"' in html
        assert not {"\x01", "\x02"} & set(html)
    assert [len(each) for each in kept.values()] == [2]


def test_buttons_with_a_token_of_their_own_are_kept_for_nobody(stage):
    tokens, kept = [], {}
    for _ in range(2):
        with stage.app.test_request_context():
            tokens.append(CSRF.search(drawn(SHOWN, kept, carrier="", minute=0))[1])
    assert tokens[0] != tokens[1]
    assert not kept
