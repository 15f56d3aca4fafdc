"""The raw material: synthetic villages, built once into templates that the store copies for each trainee.

regions.py      the villages of a district, read from regions/*.csv; the six daily groups    listings.py  CSV from a person's hand
areas.py        what a village is like: setting, size, land, borders    plan.py, sizes.py   where it lies, how large it is
local.py        what is known of places: regions/local.csv, by area
odds.py         weighted draws; streams of chance    shares.py   whole numbers that add up
pieces.py       answers as JSON text                 dates.py    days as dates and text
families.py     who lives with whom, as a grid       people.py    the same as columns, one entry a person
customs.py      how each setting lives together      births.py, guests.py  when children come, who lives there besides
places.py       hamlets, RW, RT and addresses
names.py        names by sex, age and people        words.py     what they are made of
serials.py      NIK and card numbers, unique in the district
members.py      the 18 answers of every member      origins.py, schooling.py, ills.py  what they come from:
work.py         occupations: occupations.csv        offices.py, societies.py, trades.py  offices, societies, taxes, businesses
homes.py        the answers of every household       households.py  what a household is by its members
farms.py        land and what it brings              produce/     crops, animals, fish: the tables of the form
means.py        the hidden number, income, help      houses.py, belongings.py, health.py, hardship.py  what follows from it
population.py   all of it, for one village           sent.py     what was sent up before the training day
indicators/     the sheets of two years, counted     defects/     what is wrong on purpose, and its ledger
template.py     a population as one SQLite file; tables.py its schema and rows
builder.py      many of them, side by side           worker.py    one process of the builder    ahead.py  ahead of need
commands.py     gladi seed                           report/      gladi seed --report           errors.py what went wrong

Everything is drawn in whole columns with numpy. A village depends on (code, siblings, seed, as_of) and nothing else.
"""
