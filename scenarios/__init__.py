"""The lesson: one YAML file says everything about one exercise, and this room plays it. It knows no hall.

schema.py        Scenario: all that a file may say      parts.py, given.py, steps.py  its smaller models
loader.py        reads files, tells errors with file, line and remedy; the library
wording.py       {{ kk.no_kk }} in texts                agenda.py      the exercises of a day
faults/          what goes wrong on purpose             checks/        what goals and mistakes are read from
live.py          which faults act on a deed             world.py       what checks may read
judge.py         goals and mistakes, a pure function    progress.py, mastery.py  a person's results from the feed
attempts.py      the running attempt, from the journal  begin.py, papers.py      how one begins: picks, plants, source papers
interceptor.py   what plugs into the gate               panel.py, views.py       the panel beside the practice page
browser.py, bots.py, proof.py  bots that play solution and wrong turns through the real pages
library/         the exercises                          scenario.schema.json     made from schema.py, for editors

Start at library/kiriman-macet-di-antrean.yaml, then schema.py and faults/base.py.
"""
