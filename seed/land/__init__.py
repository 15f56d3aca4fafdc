"""Where a village lies and what it is like before anybody lives in it.

regions.py      the villages of a district, from regions/*.csv; the six daily groups
areas.py        setting, size, land, borders     sizes.py        how many households
village_map.py  who borders whom                 local.py        what is known of places: regions/local.csv
places.py       hamlets, RW, RT and addresses
"""
