"""What the households of a village grow, keep, catch and dig: the produce tables of the household form.

commodities.csv  every commodity: yield, price, where it grows    commodities.py  the same in columns
rows.py          the rows of one table, as columns and as text
crops.py         food crops, fruit, medicinal plants, plantations, woods
animals.py       herds and what they give
fishing.py       boats, gear, catch and ponds                      mining.py       sand, stone, clay, sulphur
"""
