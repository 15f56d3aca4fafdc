"""Potensi and Tingkat Perkembangan: the sheets of indicators, filled from the village's people, houses and land.

years.py     both years of a village, and the gaps of this one      entries.py   their rows of sheet_entry and cell
census.py    who is counted, this year and last                     book.py      the cells of one year

resources/   Potensi: the village, its land and nature              community/   Potensi: people, institutions, buildings
progress/    Perkembangan: economy, education, health               governance/  Perkembangan: order, politics, office

What the groups share:
counting.py  people and households by their codes                   occupations.py  names and lines of member question 9
words.py     options that many sheets have                          rupiah.py       prices of the year, rounded amounts

Start at years.py. A group's fill.py says in which order its sheets are filled; to change one, look for its id (pt-…, tp-…).
"""
