"""Potensi: the village itself, its land and its nature (parts umum and sumber_daya_alam).

fill.py         all of it, in order
village.py      identity, borders, map         land.py, land_use.py  what the land is used for, adding up exactly
terrain.py      height, soil, lie, distances   water.py              rivers, springs, where households fetch water
surroundings.py parks, sights, air, noise      minerals.py           stones and clay
harvest.py      what the households produce, counted: all that the next rows know of it
crops.py        fields, fruit, plantations     commodities.py        lines by the codes of the household form
forest.py, animals.py, fish.py                 markets.py            how it is sold

Land and nature are the same every year (census.fixed); harvests and prices differ a little (census.dice).
"""
