"""The raw material: synthetic villages, built once into templates that the store copies for each trainee.

land/         where a village lies and what it is like      regions/     the facts of places (CSV)
people/       families, names, numbers                      lives/       the 18 answers of every member
homes/        the answers of every household                indicators/  the sheets of two years, counted
defects/      what is wrong on purpose, and its ledger      village/     all of it, for one village
building/     a village as one SQLite file, many side by side
chance/       weighted draws, shares, dates                 report/      gladi seed --report
commands.py   gladi seed                                    errors.py    what went wrong

Everything is drawn in whole columns with numpy. A village depends on (code, siblings, seed, as_of) and nothing else.
Start at village/population.py.
"""
