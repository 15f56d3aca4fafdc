"""The lesson: one YAML file says everything about one exercise, and this room plays it. It knows no hall.

library/      the exercises, by block           agendas/   which of them make a day, in which order
skills.yaml   what they train
day/          a day: its agenda, and what is pinned of it
file/         what a file may say, and how it is read
planting/     what stands there already when it begins
faults/       what goes wrong on purpose        checks/    what goals and mistakes are read from
files/        a file among the papers, to be mended and imported
attempt/      the running attempt and its world
play/         begin, live faults, the judge; interceptor.py plugs into the gate
panel/        the panel beside the practice page
placement/    the questions before and after a day
results/      what came of it: progress, mastery
steps/        what a bot can do, each step with its play
bots/         the bot and its browser           proof/     plays solution and wrong turns through the real pages
scenario.schema.json   made from file/schema.py, for editors
parts.py, wording.py   the smallest parts of a file; {{ kk.no_kk }} in texts     spoken.py   texts in two languages
ties.py       what ties deeds and data to the given households: their records, never a card number
commands.py   gladi scenario

Start at library/kiriman/kiriman-macet-di-antrean.yaml, then file/schema.py and faults/base.py.
"""
