"""Who lives in a village: families, names, numbers.

families.py   who lives with whom, as a grid    people.py      the same as columns, one entry a person
customs.py    how each setting lives together   births.py      when children come     guests.py   who lives there besides
names.py      by sex, era and people            name_words.py  what they are made of  origins.py  people and faith
serials.py    NIK and card numbers, unique in the district
"""
